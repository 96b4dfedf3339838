"""What the pages are made of, gathered before any page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from mergecast.pages.desk import EMPTY_DESK, Desk, Picture
from mergecast.pages.letters import letters
from mergecast.pages.words import say
from mergecast.planning.agenda import Entry, Stage, in_order
from mergecast.planning.measuring import Measured


@dataclass(frozen=True)
class Site:
    """All that the pages show.

    ``team`` is whether they are for the team alone, with drafts, people and files.
    ``names`` are people by key; ``zones`` what readers can choose between. ``accounts``
    are their keys, in their order. ``desk`` is what a team works with besides posts;
    nothing of it is for the public.
    """

    title: str
    language: str
    zone: ZoneInfo
    now: datetime
    entries: Sequence[Entry]
    mixes: Mapping[date, Sequence[Measured]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    zones: Sequence[str] = ()
    team: bool = False
    new_post: str | None = None
    accounts: Sequence[str] = ()
    desk: Desk = EMPTY_DESK

    def say(self, words: str, **values: str) -> str:
        """Words of ours in the language of the pages, with what is filled in."""
        said = say(self.language, words)
        return said.format(**values) if values else said

    def on_branch(self, pictures: Mapping[str, Picture]) -> Site:
        """The same with the pictures that a branch has, new ones and others."""
        return replace(self, pictures={**self.pictures, **pictures})

    def named(self, who: str) -> str:
        """A person by the key of theirs, or a role as it is written."""
        return self.names.get(who, who)

    def initial(self, account: str) -> str:
        """The letters by which an account is told from the others."""
        return self._letters.get(account) or account[:1].upper()

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        return letters(self.accounts)

    @property
    def today(self) -> date:
        """The day it is where the pages are at home."""
        return self.now.astimezone(self.zone).date()

    @cached_property
    def days(self) -> Mapping[date, Sequence[Entry]]:
        """What falls on each day that has something, in order: sorted once for all."""
        found: dict[date, list[Entry]] = {}
        for each in in_order(self.entries):
            if each.at is not None:
                day = each.at.astimezone(self.zone).date()
                found.setdefault(day, []).append(each)
        return found

    @cached_property
    def months(self) -> list[date]:
        """The first days of all months that have something, and of this one."""
        return sorted({day.replace(day=1) for day in (self.today, *self.days)})

    @cached_property
    def weeks(self) -> list[date]:
        """The Mondays of the weeks around now that have something, and of this one.

        What is longer ago, or further off, is on the pages of the months: so the number
        of these does not grow with the calendar.
        """
        this = monday_of(self.today)
        first, last = this - _WEEKS_BACK, this + _WEEKS_AHEAD
        found = {monday_of(day) for day in self.days}
        return sorted({this} | {each for each in found if first <= each <= last})


_WEEKS_BACK, _WEEKS_AHEAD = timedelta(weeks=4), timedelta(weeks=13)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def seen_by_public(entry: Entry, now: datetime) -> bool:
    """Whether everybody may see a post: what is live, or planned and under no embargo.

    Ideas, and what was held, missed or taken back, are the team's own business.
    """
    if entry.stage is Stage.LIVE:
        return True
    if entry.stage is not Stage.SCHEDULED:
        return False
    return entry.not_before is None or entry.not_before <= now
