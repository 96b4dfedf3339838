"""A blackout is about days, accounts, networks and zones that there are.

What ends before it begins, or names an account that is not set up, stops nothing, and
nobody would see it until a post went out that should not have.

Passes::

    # calendar/blackouts.yaml
    days:
      - {name: State funeral, kind: mourning, from: 2026-11-26, to: 2026-11-27,
         accounts: [acme], decided_by: mei}

Fails::

    # calendar/blackouts.yaml
    days: [{name: Week of rest, kind: closed, from: 2026-12-31, to: 2026-12-24}]

Fails::

    # calendar/blackouts.yaml
    days: [{name: State funeral, kind: mourning, from: 2026-11-26, accounts: [acm]}]

Fails::

    # calendar/blackouts.yaml
    days: [{name: State funeral, kind: mourning, from: 2026-11-26, timezone: MYT}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.blackout import BLACKOUTS, Blackout, HolidayRule
from mergecast.model.moments import zone_names
from mergecast.networks import NETWORKS
from mergecast.source import Place, Route

ID = "blackout-wrong"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look at each entry of the file."""
    closed = context.workspace.blackouts
    for day in closed.days:
        yield from _backwards(day)
        yield from _unknown(day, ("days", day.number), context)
        yield from _nobody(day, context)
    for rule in closed.holidays:
        yield from _unknown(rule, ("holidays", rule.number), context)


def _backwards(day: Blackout) -> Iterator[Remark]:
    if _end(day.end) <= datetime.fromisoformat(day.start):
        yield Remark(
            Place(BLACKOUTS, ("days", day.number, "to")),
            f"'{day.name}' ends before it begins, so it stops nothing",
            hint="write the earlier one under 'from'",
        )


def _end(text: str) -> datetime:
    whole_day = timedelta(0) if ":" in text else timedelta(days=1)
    return datetime.fromisoformat(text) + whole_day


def _unknown(
    entry: Blackout | HolidayRule, route: Route, context: Context
) -> Iterator[Remark]:
    """Names that mean nothing here, so that the entry would be about nobody."""
    accounts = tuple(context.workspace.settings.accounts)
    for field, said, known in (
        ("accounts", entry.reach.accounts, accounts),
        ("networks", entry.reach.networks, tuple(NETWORKS)),
    ):
        for name in sorted(said.difference(known)):
            what = field.removesuffix("s")
            yield Remark(
                Place(BLACKOUTS, (*route, field)),
                f"there is no {what} '{name}', so nothing is stopped on it",
                hint=suggest(name, known, f"leave '{field}' out: there are none yet"),
            )
    zones = tuple(zone_names())
    if entry.timezone is not None and entry.timezone not in zones:
        yield Remark(
            Place(BLACKOUTS, (*route, "timezone")),
            f"there is no time zone '{entry.timezone}'",
            hint=suggest(entry.timezone, zones, "write a place, like Asia/Tokyo")
            if "/" in entry.timezone
            else "write a zone by its place, like Asia/Kuala_Lumpur",
        )


def _nobody(day: Blackout, context: Context) -> Iterator[Remark]:
    team = context.workspace.team
    known = {*team.members, *team.roles}
    if day.decided_by is not None and known and day.decided_by not in known:
        yield Remark(
            Place(BLACKOUTS, ("days", day.number, "decided_by")),
            f"there is no member or role '{day.decided_by}'",
            hint=suggest(day.decided_by, sorted(known), "name a member of the team"),
        )
