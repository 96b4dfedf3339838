"""The few lines of cron that start a job before each of a team's own slots.

GitHub's cron counts in UTC and knows no summer time, is late at full hours, and may
leave a run out. So a slot gets a line for each offset that its zone has in a year, each
early by the time that a run may wait, and at an odd minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from mergecast.model.moments import zone

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST = re.compile(r"^[ \t]*- cron: .*\n", re.MULTILINE)
_A_DAY, _A_WEEK = 24 * 60, 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day in a zone, on some days of the week (all, if none is named)."""

    at: time
    zone: str
    days: tuple[str, ...] = ()


def slots(account: Mapping[str, object]) -> Iterator[Slot]:
    """The slots of an account as its settings have them."""
    listed = account.get("slots")
    for each in listed if isinstance(listed, list) else ():
        said = each if isinstance(each, dict) else {"at": each}
        hours, _, minutes = str(said["at"]).partition(":")
        at = time(int(hours), int(minutes))
        yield Slot(at, str(account["timezone"]), tuple(said.get("days", ())))


def cron_lines(slots: Iterable[Slot], wait: timedelta, now: datetime) -> list[str]:
    """Lines of cron that start a run shortly before each slot, in UTC.

    Args:
        slots: the times that the team likes to post at.
        wait: how long a run may wait; it starts that early, or a little later.
        now: the year that begins then decides which offsets there are.
    """
    starts = sorted({start for slot in slots for start in _starts(slot, wait, now)})
    days: dict[int, list[int]] = {}
    for start in starts:
        days.setdefault(start % _A_DAY, []).append(start // _A_DAY)
    hours: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for minute, on in days.items():
        hours.setdefault((minute % 60, tuple(on)), []).append(minute // 60)
    return [
        f"{minute} {','.join(map(str, sorted(each)))} * * {_weekdays(on)}"
        for (minute, on), each in sorted(hours.items(), key=lambda one: one[1])
    ]


def runs_a_week(lines: Iterable[str]) -> int:
    """How many runs lines of cron start in a week."""
    return sum(_runs(line) for line in lines)


def with_cron(workflow: str, lines: Iterable[str]) -> str:
    """A workflow with other lines of cron, and nothing else changed."""
    found = list(_FIRST.finditer(workflow))
    wanted = list(lines)
    if not found or not wanted:
        return workflow
    indent = re.match(r"[ \t]*", found[0][0])
    assert indent is not None  # noqa: S101 - it matches anything
    block = "".join(f'{indent[0]}- cron: "{line}"\n' for line in wanted)
    text = workflow[: found[0].start()] + block + workflow[found[0].end() :]
    for more in found[1:]:
        text = text.replace(more[0], "", 1)
    return text


def cron_of(workflow: str) -> list[str]:
    """The lines of cron in a workflow."""
    return re.findall(
        r"""^[ \t]*- cron: ["']?([^"'#\n]*?)["']?[ \t]*(?:#.*)?$""",
        workflow,
        re.MULTILINE,
    )


def _starts(slot: Slot, wait: timedelta, now: datetime) -> Iterator[int]:
    """Minutes of the week in UTC, from Monday, at which a run starts for a slot."""
    days = slot.days or _DAYS
    minute = slot.at.hour * 60 + slot.at.minute
    for offset in _offsets(slot.zone, now):
        for day in days:
            local = _DAYS.index(day) * _A_DAY + minute
            utc = local - offset - int(wait.total_seconds() // 60)
            yield _odd(utc) % _A_WEEK


def _offsets(name: str, now: datetime) -> set[int]:
    """The offsets of a zone from UTC in the year to come, in minutes."""
    place = zone(name)
    moments = (now.astimezone(UTC) + timedelta(days=each) for each in range(0, 366, 7))
    found = (each.astimezone(place).utcoffset() for each in moments)
    return {int(each.total_seconds() // 60) for each in found if each is not None}


def _odd(minute: int) -> int:
    """The next minute at which few others start: odd, and none of :05, :15, :25 ..."""
    while minute % 2 == 0 or minute % 5 == 0:
        minute += 1
    return minute


def _weekdays(days: tuple[int, ...]) -> str:
    if len(days) == len(_DAYS):
        return "*"
    return ",".join(str(each) for each in sorted((day + 1) % 7 for day in days))


def _runs(line: str) -> int:
    minutes, hours, _, _, days = line.split()
    return _count(minutes, 60) * _count(hours, 24) * _count(days, 7)


def _count(field: str, most: int) -> int:
    return sum(_span(part, most) for part in field.split(","))


def _span(part: str, most: int) -> int:
    """How many values ``*``, ``*/2``, ``8-18`` or ``7`` stands for."""
    values, _, step = part.partition("/")
    first, _, last = values.partition("-")
    size = most if values == "*" else int(last or first) - int(first) + 1
    return -(-size // int(step or 1))
