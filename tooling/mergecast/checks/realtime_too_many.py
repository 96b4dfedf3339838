"""No account gets more posts by the fast lane on one day than the team has agreed on.

`per_day` of `fast_lane` in mergecast.yaml says how many (3 unless it says otherwise).
One post that was written in a hurry is fresh; five are noise, and each had one reader
before it went out. The day is that of `until`, by the account's clocks.

Passes::

    # mergecast.yaml
    approval: {fast_lane: {per_day: 1}}
    # calendar/2026/11/24-a.yaml
    {id: now-a, accounts: [acme], publish_at: asap, until: 2026-11-24 18:00,
     lane: realtime, text: One.}
    # calendar/2026/11/25-b.yaml
    {id: now-b, accounts: [acme], publish_at: asap, until: 2026-11-25 18:00,
     lane: realtime, text: Two.}

Fails::

    # mergecast.yaml
    approval: {fast_lane: {per_day: 1}}
    # calendar/2026/11/24-a.yaml
    {id: now-a, accounts: [acme], publish_at: asap, until: 2026-11-24 18:00,
     lane: realtime, text: One.}
    # calendar/2026/11/24-b.yaml
    {id: now-b, accounts: [acme], publish_at: asap, until: 2026-11-24 20:00,
     lane: realtime, text: Two.}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.checks.base import Context, Options, Row
from mergecast.findings import Remark, Severity

ID = "realtime-too-many"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Count the posts of each account and day; those over the limit are told."""
    policy = context.workspace.settings.approval
    lane = policy.fast_lane if policy else None
    if lane is None:
        return
    seen: dict[tuple[str, str], int] = {}
    for row in sorted((each for each in rows if each.hurried), key=_order):
        for account in row.accounts:
            here = (account, row.hurried[:10])
            seen[here] = seen.get(here, 0) + 1
            if seen[here] > lane.per_day:
                yield Remark(
                    row.span("lane"),
                    f"'{account}' has {lane.per_day} posts by the fast lane on "
                    f"{here[1]} already",
                    hint="write 'lane: planned': then the usual people approve it",
                )


def _order(row: Row) -> tuple[str, str]:
    return row.hurried, row.path
