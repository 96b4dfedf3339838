"""A post is about a theme of its own time.

A theme belongs to the quarter (or the month, or the year) whose plan it stands in. A
post about it on another day is on the wrong day, or the theme goes on and belongs into
the next plan, too. The day is the one on the clock that the post goes by; for an `asap`
post it is the day of its `until`.

Passes::

    # calendar/2026/12/24-thanks.yaml
    id: thanks-2026
    accounts: [acme]
    publish_at: 2026-12-24 09:00
    theme: open-source
    text: Thank you.
    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    themes: [{id: open-source, title: Open source at work}]

Fails::

    # calendar/2027/01/04-thanks.yaml
    id: thanks-2027
    accounts: [acme]
    publish_at: 2027-01-04 09:00
    theme: open-source
    text: Thank you.
    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    themes: [{id: open-source, title: Open source at work}]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import ASAP, Post

ID = "theme-outside"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"theme"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Compare the post's day with the plans that have its theme."""
    name = post.text("theme")
    field = "until" if post.publish_at == ASAP else "publish_at"
    day = _day(post.text(field))
    if name is None or day is None:
        return ()
    found = context.workspace.plans.by_theme.get(name, ())
    if not found or any(plan.period.holds(day) for plan in found):
        return ()
    names = ", ".join(plan.period.name for plan in found)
    return (
        Remark(
            post.span(field),
            f"{day} is outside of theme '{name}', which is of {names}",
            hint="move the post, or take the theme over into the plan of that time",
        ),
    )


def _day(wall_clock: str | None) -> date | None:
    try:
        return date.fromisoformat((wall_clock or "")[:10])
    except ValueError:
        return None
