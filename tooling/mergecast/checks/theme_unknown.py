"""The theme of a post stands in a plan.

`theme` is the id of a theme in calendar/plan/. With a name that nobody planned, the
post counts for none, and the theme that was meant looks empty.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    theme: open-source
    text: It is out.
    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    themes: [{id: open-source, title: Open source at work}]

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    theme: open-sauce
    text: It is out.
    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    themes: [{id: open-source, title: Open source at work}]
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "theme-unknown"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"theme"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look the theme up among those of all plans."""
    name = post.text("theme")
    known = context.workspace.plans.by_theme
    if name is None or name in known:
        return ()
    none = "write it into the plan first, as calendar/plan/2026-Q4.yaml"
    return (
        Remark(
            post.span("theme"),
            f"no plan has a theme '{name}'",
            hint=suggest(name, sorted(known), none),
        ),
    )
