"""The mix of some days, account by account, each by its own clock.

A month of Kuala Lumpur begins eight hours before the same month of London; what is
posted in between belongs to one month here and to another there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.settings import Account, Settings
from mergecast.planning.agenda import Entry
from mergecast.planning.days import Days
from mergecast.planning.mix import Mix, goals, mixes, published
from mergecast.planning.room import room


@dataclass(frozen=True, slots=True)
class Measured:
    """The mix of one account: of all that is planned and went out, and of the latter.

    ``live`` is None where nothing is live yet, as far as the record is known here.
    """

    mix: Mix
    live: Mix | None = None


def measured(
    entries: Sequence[Entry], days: Days, settings: Settings, now: datetime
) -> tuple[Measured, ...]:
    """Each account that has a post in these days, or a slot that is kept free.

    ``entries`` are the posts of these days and of those beside them.
    """
    agreed = goals(settings)
    found = []
    for key in sorted(settings.accounts):
        account = settings.accounts[key]
        own = of_account(entries, account, days)
        free = room(replace(settings, accounts={key: account}), entries, days, now)
        for mix in mixes(own, agreed, free):
            live = next(iter(published(own, agreed)), None)
            found.append(Measured(mix, live))
    return tuple(found)


def of_account(entries: Sequence[Entry], account: Account, days: Days) -> list[Entry]:
    """What an account posts on days as its own clock has them, for it alone."""
    try:
        place = zone(account.timezone)
    except UnknownZoneError:
        return []
    return [
        replace(each, accounts=(account,))
        for each in entries
        if each.at is not None
        and account in each.accounts
        and days.first <= each.at.astimezone(place).date() <= days.last
    ]
