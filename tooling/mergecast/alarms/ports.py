"""What alarms need of a place where people see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mergecast.alarms.alarm import Alarm
from mergecast.alarms.marker import Mark


@dataclass(frozen=True, slots=True)
class Issue:
    """One notice, as it stands where people see it.

    ``dismissed`` is whether a person closed it as not planned: it is not to come back
    unless it gets worse.
    """

    number: int
    mark: Mark
    title: str
    body: str
    url: str
    is_open: bool = True
    dismissed: bool = False


class Did(StrEnum):
    """What is done about a notice."""

    OPENED = "opened"
    REOPENED = "reopened"
    WORSE = "worse"
    REMINDED = "reminded"
    CHANGED = "changed"
    SETTLED = "settled"
    DUPLICATE = "duplicate"


TELLING = frozenset({Did.OPENED, Did.REOPENED, Did.WORSE, Did.SETTLED})
"""Of what else people are told where they talk."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: ``number`` is None where the issue is to be made.

    ``body`` begins with the mark. ``comment`` is said after the change, and tells the
    people whom it mentions; ``assign`` are logins. ``words`` are what it comes to, for
    people who talk elsewhere.
    """

    did: Did
    mark: Mark
    title: str
    body: str
    number: int | None = None
    url: str = ""
    close: bool | None = None
    comment: str = ""
    assign: tuple[str, ...] = ()
    words: str = ""


class Words(Protocol):
    """How things are said; whatever people wrote is harmless in it."""

    def title(self, alarm: Alarm) -> str:
        """One line."""

    def page(self, alarm: Alarm, told: Sequence[str]) -> str:
        """All that is known, what to do, and who is asked to."""

    def worse(self, alarm: Alarm, logins: Sequence[str]) -> str:
        """That it got worse."""

    def back(self, alarm: Alarm, logins: Sequence[str]) -> str:
        """That it is there again, or still."""

    def remind(self, alarm: Alarm, logins: Sequence[str]) -> str:
        """That nobody has seen to it."""

    def settled(self, how: str) -> str:
        """That nobody has to do anything any more."""

    def duplicate(self, number: int) -> str:
        """That another one is about the same."""


class Place(Protocol):
    """Where people see notices."""

    def all(self) -> list[Issue]:
        """Those of ours that are open, or were closed lately."""

    def make(self, step: Step) -> Issue:
        """Open one."""

    def change(self, issue: int, step: Step) -> None:
        """Bring one up to date, close it or open it again."""
