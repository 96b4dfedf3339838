"""What the month costs: read from the ledger and from the calendar until it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mergecast.approvals.policy import NotApproved
from mergecast.cli.wiring import Published
from mergecast.dispatch.bill import Bill, bill
from mergecast.dispatch.budget import Budgets, budgets_of, since
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.ports import Recent
from mergecast.dispatch.spending import spent
from mergecast.dispatch.target import Target
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.budget import Budget, month_of


def bill_of(
    source: Published,
    view: Recent,
    now: datetime,
    drafts: Sequence[Target] | None = None,
) -> Bill:
    """The bill of this month.

    Args:
        source: the publishing branch.
        view: the ledger, or none.
        now: the instant.
        drafts: the targets to look at, where it is not those of the branch.

    Raises:
        MergecastError: the calendar or the ledger cannot be read.
    """
    budgets = budgets_of(source.space) or Budgets(Budget(), {})
    targets = drafts
    if targets is None:
        month = month_of(now, budgets.month.timezone)
        calendar = CommitCalendar(source.tree, source.space, month.end - now)
        targets = calendar.read(view.tick(), now).targets
    publishing = source.space.settings.publishing
    # Money is planned for what is not approved yet, too.
    rules = Rules(lambda _target: NotApproved(""), publishing, now, ask_ahead=False)
    plan = decisions(targets, view, rules)
    if not isinstance(view, Snapshot):
        return bill(budgets, (), plan, now)
    return bill(budgets, spent(view.events(since(budgets, now).date())), plan, now)
