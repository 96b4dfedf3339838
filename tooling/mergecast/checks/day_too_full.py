"""No account gets more posts on one day than the team has agreed on.

`per_day` under `publishing` in mergecast.yaml says how many (6 unless it says
otherwise; a thread counts as one). The day is the account's own: midnight to midnight
by the clock of its time zone. Drafts and `asap` posts have no day to count for.

Passes::

    # calendar/2026/11/24-a.yaml
    {id: day-a, accounts: [acme], publish_at: 2026-11-24 08:00, text: One.}
    # calendar/2026/11/24-b.yaml
    {id: day-b, accounts: [acme], publish_at: 2026-11-24 10:00, text: Two.}

Fails::

    # calendar/2026/11/24-a.yaml
    {id: day-a, accounts: [acme], publish_at: 2026-11-24 08:00, text: One.}
    # calendar/2026/11/24-b.yaml
    {id: day-b, accounts: [acme], publish_at: 2026-11-24 10:00, text: Two.}
    # calendar/2026/11/24-c.yaml
    {id: day-c, accounts: [acme], publish_at: 2026-11-24 12:00, text: Three.}
    # calendar/2026/11/24-d.yaml
    {id: day-d, accounts: [acme], publish_at: 2026-11-24 14:00, text: Four.}
    # calendar/2026/11/24-e.yaml
    {id: day-e, accounts: [acme], publish_at: 2026-11-24 16:00, text: Five.}
    # calendar/2026/11/24-f.yaml
    {id: day-f, accounts: [acme], publish_at: 2026-11-24 18:00, text: Six.}
    # calendar/2026/11/24-g.yaml
    {id: day-g, accounts: [acme], publish_at: 2026-11-24 20:00, text: Seven.}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.side_by_side import gap, in_time_order
from mergecast.findings import Remark, Severity
from mergecast.model.moments import UnknownZoneError, zone

ID = "day-too-full"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_NAMED = 3

_LONGEST_DAY = 30 * 3600
"""Clocks were never set back by more than six hours since 2000."""


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Count the posts of each account and day; each post of a full day is told."""
    settings = context.workspace.settings
    most = settings.publishing.per_day
    if most is None:
        return
    by_account: dict[str, list[Row]] = {key: [] for key in settings.accounts}
    for row in in_time_order(rows):
        for key in row.accounts:
            if key in by_account:
                by_account[key].append(row)
    for key, ordered in by_account.items():
        crowded = _crowded(ordered, most)
        for day, group in _by_day(crowded, settings.accounts[key].timezone).items():
            if len(group) <= most:
                continue
            for row in group:
                yield Remark(
                    row.span("publish_at"),
                    f"{len(group)} posts go out on '{key}' on {day}, "
                    f"with {_others(row, group)}; 'per_day' allows {most}",
                    hint="move some of them to another day",
                )


def _others(row: Row, group: Sequence[Row]) -> str:
    """The other posts of the day by name, as many as a person reads."""
    names = [f"'{each.id}'" for each in group if each is not row]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _crowded(ordered: Sequence[Row], most: int) -> list[Row]:
    """The posts with more than ``most`` within a day: few, so their dates are asked."""
    found: dict[int, Row] = {}
    for last, (first, row) in enumerate(
        zip(ordered, ordered[most:], strict=False), start=most
    ):
        if gap(first, row) < _LONGEST_DAY:
            for index in range(last - most, last + 1):
                found[index] = ordered[index]
    return list(found.values())


def _by_day(rows: Sequence[Row], zone_name: str) -> dict[date, list[Row]]:
    found: dict[date, list[Row]] = {}
    if not rows:
        return found
    try:
        place = zone(zone_name)
    except UnknownZoneError:  # another check's business
        return found
    for row in rows:
        day = datetime.fromtimestamp(row.at or 0, place).date()
        found.setdefault(day, []).append(row)
    return found
