"""Two posts on one account leave each other some room.

Posts that come minutes apart take each other's readers. `spacing` under `publishing` in
mergecast.yaml says how far apart two posts on one account are at least (20 minutes
unless it says otherwise). Drafts and `asap` posts have no time to compare.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/24-thanks.yaml
    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-24 09:20
    text: Thank you all.

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/24-thanks.yaml
    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-24 09:15
    text: Thank you all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.posting_slots import in_slot
from mergecast.checks.basis.side_by_side import gap, in_time_order
from mergecast.findings import Remark, Severity
from mergecast.model.settings import Account
from mergecast.model.spoken import span

ID = "spacing-too-close"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Compare each post with the one before it on the same account.

    Both get a remark, since either may be the new one.
    """
    settings = context.workspace.settings
    accounts, spacing = settings.accounts, settings.publishing.spacing
    least = spacing.total_seconds()
    last: dict[str, Row] = {}
    for row in in_time_order(rows):
        for account in row.accounts:
            before = last.get(account)
            last[account] = row
            if before is None or gap(before, row) >= least or before is row:
                continue
            for one, other, side in ((before, row, "before"), (row, before, "after")):
                yield Remark(
                    one.span("publish_at"),
                    f"on '{account}' it goes out {_apart(before, row, side)} "
                    f"'{other.id}' ({other.path})"
                    f"{_slot(before, row, accounts.get(account))}",
                    hint=f"leave {span(spacing)} between them",
                )


def _slot(before: Row, after: Row, account: Account | None) -> str:
    """The slot that two posts want; nothing where they go out at different times."""
    if gap(before, after):
        return ""
    return in_slot(account, datetime.fromtimestamp(after.at or 0, UTC))


def _apart(before: Row, after: Row, side: str) -> str:
    distance = timedelta(seconds=gap(before, after))
    return f"{span(distance)} {side}" if distance else "at the same time as"
