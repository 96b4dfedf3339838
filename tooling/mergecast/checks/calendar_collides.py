"""No post goes out during an event of another department that wants the time free.

`planning.calendars` in mergecast.yaml names files that other departments keep, such as
an export of the events' calendar, committed under `calendar/departments/`. Every event
in them keeps its time free, or those of some categories (`keep_free`); what leaves
people free, or is cancelled, does not. Looked at are four weeks from now on. Nothing
stops at publishing: whoever looks after the post talks to the others.

Passes::

    # mergecast.yaml
    planning:
      calendars: [{name: events, file: calendar/departments/events.ics}]
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # mergecast.yaml
    planning:
      calendars: [{name: events, file: calendar/departments/events.ics}]
    # calendar/departments/events.ics: the fair, from 10:00 to 12:00
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 10:30
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.closed_days import accounts_of
from mergecast.findings import Remark, Severity
from mergecast.model.departments import Busy
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.settings import Account
from mergecast.model.spoken import from_to
from mergecast.people.workload import Planned
from mergecast.source import Place

ID = "calendar-collides"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare each planned post with the events around it."""
    events = present.departments.events
    for post in present.planned if events else ():
        for account in accounts_of(post.accounts, context):
            yield from _collisions(post, account, events)


def _collisions(
    post: Planned, account: Account, events: Iterable[Busy]
) -> Iterator[Remark]:
    told: set[tuple[str, str]] = set()
    where = _zone(account)
    for event in events:
        keeper = event.calendar
        if keeper.accounts and account.key not in keeper.accounts:
            continue
        start, end = _aware(event.start, where), _aware(event.end, where)
        name = (keeper.name, event.title)
        # What takes no time keeps its minute.
        if post.at is None or not (start <= post.at < end or post.at == start):
            continue
        if name not in told:
            told.add(name)
            yield Remark(
                Place(post.path, ("publish_at",)),
                f"on '{account.key}' it goes out during '{event.title}' of "
                f"'{keeper.name}', {from_to(start, end, account.timezone)}",
                hint=f"ask them, or run `mergecast move {post.id} TIME`",
                owner=keeper.owner or post.owner or "",
            )


def _aware(at: datetime, where: tzinfo) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=where)


def _zone(account: Account) -> tzinfo:
    try:
        return zone(account.timezone)
    except UnknownZoneError:  # of such a zone a check tells
        return UTC
