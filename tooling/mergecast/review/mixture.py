"""What a branch does to the mix of the weeks and months that it touches. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.periods import Period, Span, period_of
from mergecast.model.settings import Account, Settings
from mergecast.planning.agenda import Entry
from mergecast.planning.days import Days
from mergecast.planning.measuring import measured
from mergecast.planning.mix import Drift, Mix, Share


@dataclass(frozen=True, slots=True)
class Shift:
    """One share of an account's week or month, before and after.

    ``before`` is None where the account had no post then.
    """

    account: str
    period: str
    before: Share | None
    after: Share


@dataclass(frozen=True, slots=True)
class Calendars:
    """The posts of the touched days as they are merged, and with the branch.

    ``touched`` are those that the branch brings, moves, changes or drops, both sides.
    """

    before: Sequence[Entry]
    after: Sequence[Entry]
    touched: Sequence[Entry]


def shifts(
    calendars: Calendars, settings: Settings, now: datetime
) -> tuple[Shift, ...]:
    """The shares that change and are, or were, out of what the team agreed on."""
    found: list[Shift] = []
    for key in sorted(settings.accounts):
        account = settings.accounts[key]
        only = replace(settings, accounts={key: account})
        for period in periods(calendars.touched, account):
            days = Days(period.first, period.last)
            after = measured(calendars.after, days, only, now)
            before = measured(calendars.before, days, only, now)
            for each in after:
                old = before[0].mix if before else None
                found += _shifts(period, old, each.mix)
    return tuple(found)


def _shifts(period: Period, old: Mix | None, new: Mix) -> Iterator[Shift]:
    known = {each.name: each for each in old.shares} if old else {}
    judged = {each.name for each in old.judged} if old else set()
    for after in new.judged:
        before = known.get(after.name)
        same = before and (before.count, before.of) == (after.count, after.of)
        was_off = after.name in judged and before and before.drift is not Drift.FINE
        if not same and (was_off or after.drift is not Drift.FINE):
            yield Shift(new.account, period.name, before, after)


def periods(touched: Iterable[Entry], account: Account) -> list[Period]:
    """The weeks and months of an account that hold something of these, in order."""
    try:
        place = zone(account.timezone)
    except UnknownZoneError:
        return []
    days = {
        each.at.astimezone(place).date()
        for each in touched
        if each.at is not None and account.key in each.post.accounts
    }
    spans = (Span.WEEK, Span.MONTH)
    found = {period_of(span, day) for day in days for span in spans}
    return sorted(found, key=lambda each: (each.first, each.last, each.name))
