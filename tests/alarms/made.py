"""Alarms, marks and notices for tests, with what does not matter filled in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mergecast.alarms.alarm import Alarm, Kind
from mergecast.alarms.marker import Mark, written
from mergecast.alarms.ports import Issue, Step
from mergecast.alarms.reconcile import Desk
from mergecast.model.key import Key
from mergecast.renderers.alarm import AlarmWords

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 24, 1, 20, tzinfo=UTC)
KEY = Key("launch-2026", None, "acme", 1)
HELD = Alarm("part:launch-2026@acme:1", Kind.HELD, "why", KEY, "acme", NOW)
RISKY = replace(HELD, may_be_live=True)
FROZEN = Alarm("freeze:all", Kind.FROZEN, "flood", since=NOW, by="mei")
WORDS = AlarmWords()
LADDER = (("mei",), ("aisyah", "tom"))


def mark(alarm: Alarm = HELD, **more: object) -> Mark:
    made = Mark(alarm.id, alarm.kind, alarm.level, ("mei",), NOW)
    return replace(made, **more)  # type: ignore[arg-type] # fields by name


def issue(number: int = 1, alarm: Alarm = HELD, **more: object) -> Issue:
    """A notice as it was last written."""
    own = mark(alarm)
    body = written(own) + WORDS.page(alarm, own.told)
    made = Issue(number, own, WORDS.title(alarm), body, f"https://x/{number}")
    return replace(made, **more)  # type: ignore[arg-type] # fields by name


def desk(
    now: datetime = NOW,
    ended: Callable[[Mark], str | None] = lambda _mark: "it is live",
    *,
    rehearsal: bool = False,
) -> Desk:
    return Desk(WORDS, lambda _alarm: LADDER, ended, now, rehearsal)


@dataclass(slots=True)
class Board:
    """A place in memory."""

    issues: list[Issue] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)

    def all(self) -> list[Issue]:
        return list(self.issues)

    def make(self, step: Step) -> Issue:
        number = max((one.number for one in self.issues), default=0) + 1
        made = Issue(number, step.mark, step.title, step.body, f"https://x/{number}")
        self.issues.append(made)
        return made

    def change(self, number: int, step: Step) -> None:
        (old,) = (one for one in self.issues if one.number == number)
        still = old.is_open if step.close is None else not step.close
        new = Issue(number, step.mark, step.title, step.body, old.url, is_open=still)
        self.issues[self.issues.index(old)] = new
        if step.comment:
            self.comments.append((number, step.comment))
