"""What a month comes to: what is on record, and what the plan will still take.

A post that would go over a ``wait`` is named, in the order in which posts go out, and
not counted any further: it would wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.dispatch.budget import Allowance, Budgets, allowances, goes_over
from mergecast.dispatch.costs import still_to_go
from mergecast.dispatch.decision import Decision
from mergecast.dispatch.spending import Spent, What
from mergecast.dispatch.target import keys
from mergecast.model.budget import NO_LIMIT, Month, Threshold, month_of
from mergecast.model.key import Key
from mergecast.model.post import ASAP
from mergecast.networks.charges import total


@dataclass(frozen=True, slots=True)
class Line:
    """One account, campaign, or all; in micro-dollars.

    ``spent`` is all on record, and ``maybe`` how much of it may not be charged;
    ``to_go`` is what the plan takes until the month, or the campaign, ends.
    """

    name: str
    spent: int
    maybe: int
    to_go: int
    threshold: Threshold = NO_LIMIT

    @property
    def in_all(self) -> int:
        """What it will have come to."""
        return self.spent + self.to_go


@dataclass(frozen=True, slots=True)
class Bill:
    """A month. ``what`` is what the money on record went for.

    ``waits`` are the posts that would go over a budget, with its name.
    """

    month: Month
    lines: Sequence[Line]
    what: Mapping[What, int]
    waits: Sequence[tuple[Key, datetime, str]] = ()


def bill(
    budgets: Budgets, spent: Sequence[Spent], plan: Iterable[Decision], now: datetime
) -> Bill:
    """The bill of the month that it is now.

    Args:
        budgets: what may be spent.
        spent: what is on record, at least of this month and of those campaigns.
        plan: what happens to each target that is due until the month ends.
        now: the instant.
    """
    limits = tuple(allowances(budgets, now))
    month = month_of(now, budgets.month.timezone)
    going, waits = _walk(limits, spent, _to_come(plan, month, now))
    everything = Allowance("month", "", NO_LIMIT, month, "")
    named = {each.account for each in (*spent, *going) if each.at in month}
    own = [
        Allowance(f"account:{key}", "", NO_LIMIT, month, "") for key in sorted(named)
    ]
    shown = {each.name: each for each in (everything, *own, *limits)}
    return Bill(
        month,
        [_line(each, spent, going) for each in shown.values()],
        {
            what: sum(
                each.amount for each in spent if each.what is what and each.at in month
            )
            for what in What
        },
        waits,
    )


def _line(of: Allowance, spent: Sequence[Spent], going: Sequence[Spent]) -> Line:
    maybe = of.used(each for each in spent if not each.sure)
    return Line(of.name, of.used(spent), maybe, of.used(going), of.threshold)


def _to_come(
    plan: Iterable[Decision], month: Month, now: datetime
) -> Iterator[tuple[Key, Spent]]:
    """What is due in the rest of the month, the soonest first."""
    found = []
    for each in plan:
        amount, post = total(still_to_go(each)), each.target.post
        at = max(each.target.schedule.at or now, now)
        timed = each.target.schedule.at is not None or post.publish_at == ASAP
        if amount and at in month and (timed or each.target.retract is not None):
            key = list(keys(each.target))[each.part - 1]
            account, campaign = each.target.account.key, post.text("campaign")
            found.append((key, Spent(at, account, amount, campaign=campaign)))
    return iter(sorted(found, key=lambda one: (one[1].at, str(one[0]))))


def _walk(
    limits: Sequence[Allowance],
    spent: Sequence[Spent],
    to_come: Iterable[tuple[Key, Spent]],
) -> tuple[list[Spent], list[tuple[Key, datetime, str]]]:
    """What goes out within all budgets, and what would wait for one."""
    used = {each.name: each.used(spent) for each in limits}
    going, waits = [], []
    for key, amount in to_come:
        over = [each for each in limits if _over(each, amount, used[each.name])]
        if over and key.part == 1:
            waits.append((key, amount.at, over[-1].name))
            continue
        going.append(amount)
        for each in limits:
            used[each.name] += amount.amount if each.counts(amount) else 0
    return going, waits


def _over(limit: Allowance, amount: Spent, used: int) -> bool:
    known = replace(amount, amount=used)
    return goes_over(limit, amount, (known,))
