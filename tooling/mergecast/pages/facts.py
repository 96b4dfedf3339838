"""What the pages are made of, gathered before any page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mergecast.pages.words import say
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.mix import Mix


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the pages: its file there, and how large it is in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages show.

    ``team`` is whether they are for the team alone, with drafts, people and files.
    ``names`` are people by key; ``zones`` what readers can choose between.
    """

    title: str
    language: str
    zone: ZoneInfo
    now: datetime
    entries: Sequence[Entry]
    mixes: Mapping[date, Sequence[Mix]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    zones: Sequence[str] = ()
    team: bool = False
    new_post: str | None = None

    def say(self, words: str) -> str:
        """Words of ours in the language of the pages."""
        return say(self.language, words)

    @property
    def today(self) -> date:
        """The day it is where the pages are at home."""
        return self.now.astimezone(self.zone).date()

    @property
    def months(self) -> list[date]:
        """The first days of all months that have something, and of this one."""
        found = {self.today.replace(day=1)}
        found |= {
            each.at.astimezone(self.zone).date().replace(day=1)
            for each in self.entries
            if each.at is not None
        }
        return sorted(found)


def seen_by_public(entry: Entry, now: datetime) -> bool:
    """Whether everybody may see a post: what is live, or planned and under no embargo.

    Ideas, and what was held, missed or taken back, are the team's own business.
    """
    if entry.stage is Stage.LIVE:
        return True
    if entry.stage is not Stage.SCHEDULED:
        return False
    return entry.not_before is None or entry.not_before <= now
