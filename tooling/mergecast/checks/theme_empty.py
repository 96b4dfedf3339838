"""A theme has posts.

A theme of a plan that runs, or begins within two weeks, and that no post of that time
names, is a good intention. Whoever looks after it is told, else who keeps the plan.

Passes::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    themes: [{id: open-source, title: Open source at work}]
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    theme: open-source
    text: It is out.

Fails::

    # calendar/plan/2026-Q4.yaml
    quarter: 2026-Q4
    keeper: mei
    themes: [{id: open-source, title: Open source at work, owner: aisyah}]
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.planning.tracing import empty_themes, since
from mergecast.source import Place

ID = "theme-empty"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for a post about each theme."""
    plans, today = context.workspace.plans, present.now.date()
    for each in empty_themes(plans, present.calendar, today):
        yield Remark(
            Place(each.path, (*each.route, "id")),
            f"no post{since(each.first, today)} is about '{each.title}'",
            hint=f"write one with 'theme: {each.name}', or drop the theme",
            owner=each.owner,
        )
