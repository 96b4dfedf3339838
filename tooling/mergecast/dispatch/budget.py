"""May this be sent yet, for the money it takes? It waits, and is never held for it.

A post waits where it would go over a ``wait`` of its account, of all accounts, or of
its campaign: for the next month, or for a higher amount that is merged. What counts is
what is on record as spent, what may have been, and the rest of threads that began. So
of two parts that fit only one at a time, the second waits, also where two runs meet:
whoever loses the race for the ledger decides anew on what the winner claimed.

A thread that began goes on, what takes a post back goes on, and so do the posts of an
incident: half a thread, or silence in a crisis, is dearer than any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mergecast.dispatch.again import in_doubt
from mergecast.dispatch.costs import of_parts
from mergecast.dispatch.decision import BUDGET, Decision, Verb
from mergecast.dispatch.plan import next_part
from mergecast.dispatch.ports import LedgerView, Recent
from mergecast.dispatch.recorded import IN_FLIGHT
from mergecast.dispatch.spending import Books, Spent
from mergecast.dispatch.target import Target, keys
from mergecast.model.budget import NO_LIMIT, Budget, Month, Threshold, month_of
from mergecast.model.ledger_state import PartState
from mergecast.model.workspace import Campaign, Workspace
from mergecast.networks.charges import dollars, total


@dataclass(frozen=True, slots=True)
class Budgets:
    """All that a workspace says of money; ``campaigns`` are those with a budget."""

    month: Budget
    campaigns: Mapping[str, Campaign]


@dataclass(frozen=True, slots=True)
class Allowance:
    """One threshold, and what it counts: a month, or all of a campaign.

    ``name`` is ``month``, ``account:KEY`` or ``campaign:ID``; ``told`` is the same for
    people.
    """

    name: str
    told: str
    threshold: Threshold
    month: Month | None
    where: str

    def counts(self, one: Spent) -> bool:
        """Whether an amount is one of those that it limits."""
        kind, _, key = self.name.partition(":")
        if self.month is not None and one.at not in self.month:
            return False
        return kind == "month" or key == (
            one.account if kind == "account" else one.campaign
        )

    def used(self, amounts: Iterable[Spent]) -> int:
        """What these come to, of those that count."""
        return sum(one.amount for one in amounts if self.counts(one))


@dataclass(frozen=True, slots=True)
class Purse:
    """What decisions about money rest on."""

    budgets: Budgets
    books: Books


def budgets_of(space: Workspace) -> Budgets | None:
    """What a workspace says of money; None where it says nothing."""
    own = {
        key: each for key, each in space.campaigns.items() if each.budget != NO_LIMIT
    }
    month = space.settings.budget
    return None if month is None and not own else Budgets(month or Budget(), own)


def purse(budgets: Budgets | None, view: LedgerView, now: datetime) -> Purse | None:
    """What may be spent, and what was by the ledger; read when it is first asked."""
    if budgets is None:
        return None
    return Purse(budgets, Books(view.events, since(budgets, now).date()))


def allowances(budgets: Budgets, now: datetime) -> Iterator[Allowance]:
    """All thresholds as of an instant, the widest first."""
    month, here = month_of(now, budgets.month.timezone), "under `budget`"
    if budgets.month.month != NO_LIMIT:
        told = f"in {month.name}"
        yield Allowance("month", told, budgets.month.month, month, here)
    for key, threshold in budgets.month.accounts.items():
        told = f"on '{key}' in {month.name}"
        yield Allowance(f"account:{key}", told, threshold, month, here)
    for key, each in budgets.campaigns.items():
        told = f"for the campaign '{key}'"
        yield Allowance(f"campaign:{key}", told, each.budget, None, f"in {each.path}")


def since(budgets: Budgets, now: datetime) -> datetime:
    """From when on the ledger has to be read for all of them; its days are in UTC."""
    month = month_of(now, budgets.month.timezone)
    began = [each.starts for each in budgets.campaigns.values() if each.starts]
    zone = month.start.tzinfo
    days = [datetime.fromisoformat(day).replace(tzinfo=zone) for day in began]
    return min([month.start, *days]).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a decision is held against: the ledger, all targets, what goes out now."""

    view: Recent
    purse: Purse
    among: Iterable[Target] = ()
    going: Iterable[Spent] = ()

    def without(self, target: Target, now: datetime) -> tuple[Spent, ...]:
        """What is spent or promised to others."""
        others = (each for each in self.among if each is not target)
        on_record = self.purse.books.of(self.view)
        return (*on_record, *promised(others, self.view, now), *self.going)


def counted(
    view: Recent,
    own: Purse | None,
    among: Iterable[Target],
    going: Iterable[Spent] = (),
) -> Counted | None:
    """What a decision is held against, where anything limits it."""
    return None if own is None else Counted(view, own, among, going)


def afforded(found: Decision, money: Counted | None, now: datetime) -> Decision:
    """A decision, turned to ``wait`` where it would go over what may be spent."""
    target = found.target
    if money is None or found.verb is not Verb.PUBLISH or _exempt(found, money):
        return found
    amount = price(target, 1, now)
    if amount is None:
        return found
    others = money.without(target, now)
    for limit in reversed(tuple(allowances(money.purse.budgets, now))):
        if goes_over(limit, amount, others):
            until = limit.month.end if limit.month else None
            reason = _reason(limit, amount, limit.used(others))
            return replace(
                found, verb=Verb.WAIT, reason=reason, until=until, code=BUDGET
            )
    return found


def taken_by(going: Decision, now: datetime) -> Iterator[Spent]:
    """What a target takes that goes out now."""
    amount = price(going.target, going.part, now)
    if amount is not None:
        yield amount


def goes_over(limit: Allowance, amount: Spent, counted: Sequence[Spent]) -> bool:
    """Whether one more amount would go over its ``wait``."""
    most = limit.threshold.wait
    if most is None or not limit.counts(amount):
        return False
    return limit.used(counted) + amount.amount > most


def promised(targets: Iterable[Target], view: Recent, now: datetime) -> Iterator[Spent]:
    """The parts that are still to go of threads that began: these go on anyway."""
    for target in targets:
        if target.payload is None or len(target.payload.parts) < 2:
            continue
        part, state = next_part(target, view)
        here = PartState.OPEN if state is None else state.state
        flies = here in IN_FLIGHT
        if flies or (part > 1 and here is PartState.OPEN):
            rest = price(target, part + 1 if flies else part, now)
            if rest is not None:
                yield rest


def price(target: Target, part: int, now: datetime) -> Spent | None:
    """What a target takes from one of its parts on; None where it takes nothing."""
    amount = total(of_parts(target, part))
    if not amount:
        return None
    campaign = target.post.text("campaign")
    return Spent(now, target.account.key, amount, campaign=campaign)


def _exempt(found: Decision, money: Counted) -> bool:
    """Whether money never stops it; what may be live is counted already."""
    incident = found.target.post.text("incident") is not None
    key = next(keys(found.target))
    return incident or found.part > 1 or in_doubt(key, money.view) is not None


def _reason(limit: Allowance, amount: Spent, used: int) -> str:
    most = dollars(limit.threshold.wait or 0)
    ends = (
        f"for the next month, or {limit.where} " if limit.month else f"{limit.where} "
    )
    return (
        f"it takes {dollars(amount.amount)}, and of the {most} {limit.told} "
        f"{dollars(used)} are spent or promised; it waits {ends}for a higher `wait`"
    )
