"""An account does not say the same thing twice within days.

Networks refuse a post with the words of a recent one, and readers notice, too. Letter
case and white space make no difference; a changed link or a changed word does.

Options: `days` (7): how far apart two posts with the same words are at least.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/12/01-launch-again.yaml
    id: launch-again
    accounts: [acme]
    publish_at: 2026-12-01 09:00
    text: It is out.

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/26-launch-again.yaml
    id: launch-again
    accounts: [acme]
    publish_at: 2026-11-26 09:00
    text: It is OUT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.side_by_side import (
    days_of,
    gap,
    in_time_order,
    words_seen_twice,
)
from mergecast.findings import Remark, Severity
from mergecast.model.spoken import span

ID = "text-repeated"
SEVERITY = Severity.WARNING
OPTIONS: Options = {"days": 7}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Compare each post with the last one of the same words on the same account."""
    least = days_of(context.options, 7).total_seconds()
    for words, group in words_seen_twice(rows).items():
        last: dict[str, Row] = {}
        told: set[tuple[str, str]] = set()
        for row in in_time_order(group):
            for account, own in zip(row.accounts, row.texts, strict=True):
                if own != words:
                    continue
                before = last.get(account)
                last[account] = row
                if before is None or gap(before, row) >= least:
                    continue
                if before.path == row.path:  # days of a series: see another check
                    continue
                if (before.path, row.path) not in told:
                    told.add((before.path, row.path))
                    yield from _both(before, row, account)


def _both(before: Row, after: Row, account: str) -> Iterator[Remark]:
    distance = span(timedelta(seconds=gap(before, after)))
    for row, other, side in ((before, after, "after it"), (after, before, "before it")):
        yield Remark(
            row.span("text"),
            f"'{account}' says the same in '{other.id}', {distance} {side} "
            f"({other.path})",
            hint="say it in other words, or leave more days between them",
        )
