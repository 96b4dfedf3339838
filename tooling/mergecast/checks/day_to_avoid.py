"""A new post stays clear of public holidays and of days that the team wants to avoid.

`calendar/blackouts.yaml` has both: `days` of the kind `avoid`, and under `holidays` the
regions whose public holidays count, as the library `holidays` knows them (an extra:
`pip install 'mergecast[holidays]'`). A day is one where the readers of the account are.
A post that is approved goes out on such a day all the same: people decided so.

Passes::

    # calendar/blackouts.yaml
    holidays: [{region: MY-14}]
    # calendar/2026/12/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-12-24 09:00
    text: It is out.

Passes::

    # calendar/blackouts.yaml
    holidays: [{region: MY-14, open: [2026-12-25]}]
    # calendar/2026/12/25-greeting.yaml
    id: greeting-2026
    accounts: [acme]
    publish_at: 2026-12-25 09:00
    text: Merry Christmas.

Fails::

    # calendar/blackouts.yaml
    holidays: [{region: MY-14}]
    # calendar/2026/12/25-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-12-25 09:00
    text: It is out.

Fails::

    # calendar/blackouts.yaml
    days: [{name: Our summer party, kind: avoid, from: 2026-12-04}]
    # calendar/2026/12/04-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-12-04 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from mergecast.checks.base import AsOf, Context, Options
from mergecast.checks.basis.closed_days import accounts_of, goes_out, who
from mergecast.checks.basis.newcomers import is_newcomer
from mergecast.findings import Remark, Severity
from mergecast.model.blackout import Blackout, Blackouts
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.planning.blackouts import holidays_of_post, of_post

ID = "day-to-avoid"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Compare the day of a new post with what its accounts would rather avoid."""
    closed = context.workspace.blackouts
    at = goes_out(post, context, as_of.now)
    if at is None or not is_newcomer(post, context, as_of):
        return
    if not closed.days and not closed.holidays:
        return
    said: dict[str, list[str]] = {}
    for account in accounts_of(post.accounts, context):
        found = (f"'{day.name}'{who(day)}" for day in _days(closed, account, post, at))
        if names := ", ".join(dict.fromkeys(found)):
            said.setdefault(names, []).append(f"'{account.key}'")
    for names, accounts in said.items():
        yield Remark(
            post.span("publish_at"),
            f"on {', '.join(accounts)} it goes out on a day to avoid: {names}",
            hint="choose another day; in calendar/blackouts.yaml the day may be taken "
            f"out, or '{post.id}' named under 'except'",
        )


def _days(
    closed: Blackouts, account: Account, post: Post, at: datetime
) -> Iterator[Blackout]:
    for day, closure in of_post(closed, account, post):
        if not day.force.stops and closure.holds(at):
            yield day
    for day, _ in holidays_of_post(closed, account, post, at):
        yield day
