"""A post in the fast lane is what the fast lane is for.

`lane: realtime` asks for one approval by somebody on duty instead of the usual ones,
where `fast_lane` under `approval` in mergecast.yaml allows it. So the post has to be
what cannot wait (`asap` with `until`), with scores in `trend` that are high enough, and
nothing that needs more eyes: no paid post, no statement, no rating. With less it is not
refused, but needs what every post needs; `lane: planned` says so, too.

Passes::

    # mergecast.yaml
    approval: {fast_lane: {safety: 4}}
    # calendar/2026/11/24-trend.yaml
    id: trend-2026
    accounts: [acme]
    publish_at: asap
    until: 2026-11-24 18:00
    lane: realtime
    trend: {relevance: 4, safety: 5, value: 3}
    text: We saw it, too.

Fails::

    # mergecast.yaml
    approval: {fast_lane: {safety: 4}}
    # calendar/2026/11/24-trend.yaml
    id: trend-2026
    accounts: [acme]
    publish_at: asap
    until: 2026-11-24 18:00
    lane: realtime
    trend: {relevance: 4, safety: 3, value: 3}
    text: We saw it, too.

Fails::

    # mergecast.yaml
    approval: {fast_lane: {safety: 4}}
    # calendar/2026/11/24-trend.yaml
    id: trend-2026
    accounts: [acme]
    publish_at: 2026-11-24 18:00
    lane: realtime
    trend: {relevance: 4, safety: 5, value: 3}
    text: We saw it, too.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.fast_lane import REALTIME, below, hindrance, trend
from mergecast.model.post import Post

ID = "trend-too-low"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"lane"})
OPTIONS: Options = {}

_USUAL = "or write 'lane: planned': then the usual people approve it"


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Say what keeps a post out of the fast lane that it asks for."""
    policy = context.workspace.settings.approval
    lane = policy.fast_lane if policy else None
    if lane is None or post.text("lane") != REALTIME:
        return
    wrong = hindrance(post)
    if wrong is not None:
        name, why = wrong
        yield Remark(
            post.span(name),
            f"not for the fast lane: {why}",
            hint=_HINTS.get(name, _USUAL),
        )
        return
    scores = trend(post)
    for name, wanted in below(scores, lane).items() if scores else ():
        yield Remark(
            post.span("trend", name),
            f"the fast lane takes {name} from {wanted} on",
            hint=f"leave it, {_USUAL}",
        )


_HINTS = {
    "lane": f"add 'trend' with relevance, safety and value, {_USUAL}",
    "publish_at": f"write 'asap' with 'until', {_USUAL}",
}
