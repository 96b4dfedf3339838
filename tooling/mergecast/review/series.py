"""What a change does to a series: every day on which other words go out, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mergecast.model.post import Part
from mergecast.model.series import Series, Wording
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Turn, turns


class DayKind(StrEnum):
    """What becomes of a day."""

    NEW = "new"
    MOVED = "moved"
    DROPPED = "dropped"
    WORDS = "with other words"
    TIME = "at another time"


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day that is not what it was.

    ``text`` is the number (from 1) of the words that go out, None on a dropped day;
    ``clock`` the time. ``was`` is what it was before, in words.
    """

    day: date
    kind: DayKind
    clock: str
    text: int | None = None
    was: str = ""


def day_changes(
    before: Series | None, after: Series | None, since: date | None = None
) -> tuple[DayChange, ...]:
    """The days whose words, time or being there differ, in order.

    ``since``: what was before is over, and no change brings it back.
    """
    old, new = _by_day(before), _by_day(after)
    found = [
        change
        for day in sorted({*old, *new})
        if (since is None or day >= since)
        and (change := _change(day, (before, old), (after, new)))
    ]
    # What moved is told once, where it went to.
    moved = {each.was for each in found if each.kind is DayKind.MOVED}
    return tuple(
        each
        for each in found
        if each.kind is not DayKind.DROPPED or each.day.isoformat() not in moved
    )


_End = tuple[Series | None, dict[date, Turn]]


def _by_day(series: Series | None) -> dict[date, Turn]:
    if series is None:
        return {}
    try:
        return {turn.day: turn for turn in turns(series)}
    except DayRuleError:
        return {}


def _change(day: date, before: _End, after: _End) -> DayChange | None:
    (old, old_days), (new, new_days) = before, after
    turn, was = new_days.get(day), old_days.get(day)
    if new is None or turn is None:
        clock = old.clock if old else ""
        return DayChange(day, DayKind.DROPPED, clock)
    number = new.index(turn.number) + 1
    if old is None or was is None:
        return _new(day, turn, before, new)
    there = old.index(was.number)
    if said(old.texts[there]) != said(new.texts[number - 1]):
        told = f"text {there + 1}" if there + 1 != number else ""
        return DayChange(day, DayKind.WORDS, new.clock, number, told)
    if (old.clock, old.timezone) != (new.clock, new.timezone):
        told = f"{old.clock} {old.timezone}"
        return DayChange(day, DayKind.TIME, new.clock, number, told)
    return None


def _new(day: date, turn: Turn, before: _End, new: Series) -> DayChange:
    """A day that is new, or the one to which the same turn moved."""
    old, days = before
    number = new.index(turn.number) + 1
    same = [each for each in days.values() if each.number == turn.number]
    gone = [each for each in same if each.day not in _by_day(new)]
    if old is not None and gone:
        return DayChange(day, DayKind.MOVED, new.clock, number, gone[0].text)
    return DayChange(day, DayKind.NEW, new.clock, number)


def said(text: Wording) -> tuple[object, ...]:
    """What readers get of a text, wherever it stands in the file."""
    return tuple(_said(part) for part in text)


def _said(part: Part) -> tuple[object, ...]:
    poll = (part.poll.options, part.poll.minutes) if part.poll else None
    return part.text, tuple((each.sha256, each.alt) for each in part.media), poll


def phrases(before: Series, after: Series) -> Iterator[str]:
    """What differs in what is approved, field by field."""
    for name in ("rule", "starts", "timezone", "until", "count"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{name}: {_or_none(old)} → {_or_none(new)}"
    if before.data.get("which") != after.data.get("which"):
        yield "`which` changed"
    if more := sorted(after.left_out - before.left_out):
        yield f"left out as well: {_few(more)}"
    if less := sorted(before.left_out - after.left_out):
        yield f"no longer left out: {_few(less)}"
    yield from _texts(before, after)
    for day in sorted({*before.retracted, *after.retracted}):
        if before.retracted.get(day) != after.retracted.get(day):
            yield (
                f"{day} is to be taken back"
                if day in after.retracted
                else f"{day} is no longer to be taken back"
            )


def _texts(before: Series, after: Series) -> Iterator[str]:
    old, new = [*map(said, before.texts)], [*map(said, after.texts)]
    if old == new:
        return
    if sorted(map(repr, old)) == sorted(map(repr, new)):
        yield "the texts come in another order"
        return
    for number, (one, other) in enumerate(zip(old, new, strict=False), 1):
        if one != other:
            yield f"text {number} changed"
    if len(new) != len(old):
        way = "added" if len(new) > len(old) else "removed"
        count = abs(len(new) - len(old))
        yield f"{count} {'text' if count == 1 else 'texts'} {way} at the end"


def counted(changes: tuple[DayChange, ...]) -> str:
    """How many days of each kind, in a line; empty where there are none."""
    counts = Counter(each.kind for each in changes)
    told = [f"{counts[kind]} {kind}" for kind in DayKind if counts[kind]]
    total = len(changes)
    return (
        f"{total} {'day' if total == 1 else 'days'}: {', '.join(told)}" if told else ""
    )


def _few(days: list[str]) -> str:
    more = f" and {len(days) - 5} more" if len(days) > 5 else ""
    return ", ".join(days[:5]) + more


def _or_none(value: object) -> str:
    return "none" if value is None else str(value)
