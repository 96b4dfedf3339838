"""The calendars of other departments can be read.

`planning.calendars` in mergecast.yaml names their files. Where one is missing, broken
or larger than anything that people write, its events keep no time free, and that has to
be said. They are read by the library `icalendar`, an extra:
`pip install 'mergecast[calendars]'`.

Passes::

    # mergecast.yaml
    planning:
      calendars: [{name: events, file: calendar/departments/events.ics}]

Fails::

    # mergecast.yaml
    planning:
      calendars: [{name: gone, file: calendar/departments/gone.ics}]
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "calendar-unread"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_INSTALL = "pip install 'mergecast[calendars]'"


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Say of each calendar why its events are not known."""
    for number, each in enumerate(context.workspace.settings.calendars):
        why = present.departments.unread.get(each.name)
        if why is not None:
            yield Remark(
                Place("mergecast.yaml", ("planning", "calendars", number, "file")),
                f"the calendar '{each.name}' is not looked at as a whole: {why}",
                hint=f"run `{_INSTALL}`"
                if "not installed" in why
                else "export it again, as an iCalendar file of the next months",
                owner=each.owner or "",
            )
