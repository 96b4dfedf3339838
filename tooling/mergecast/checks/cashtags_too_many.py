"""A part has no more cashtags than its network takes.

Self-serve apps of X may send one (`$ACME`) in a post; with a second one the request is
refused. A person who posts it by hand may have more.

Passes::

    id: results
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Our results are out. $ACME

Fails::

    id: results
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Our results are out. $ACME $OTHR
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.by_hand import sent
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "cashtags-too-many"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count the cashtags of each part."""
    if not any(part.text.count("$") > 1 for part in post.wordings):
        return
    seen = set()
    for parts, network, tier, limits in targets(sent(post, context), context):
        most = limits.cashtags_max
        for part in parts if most is not None else ():
            found = network.cashtags(part.text)
            if most is None or len(found) <= most or (part.route, network.ID) in seen:
                continue
            seen.add((part.route, network.ID))
            extra = found[most]
            yield Remark(
                Place(post.path, part.route, within=(extra.start, extra.end)),
                f"the text has {len(found)} cashtags; {network.NAME} takes {most} from "
                f"the tier '{tier}'",
                hint=f"write '{extra.text}' without the $, or put it into another post",
            )
