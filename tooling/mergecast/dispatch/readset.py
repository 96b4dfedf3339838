"""Which posts a tick reads, so that its cost does not grow with the calendar.

The union of: the days around now (a file lies under its day; all series are read, for
the same days), all that changed since the last tick, and all that the last tick carried
over because it was neither finished nor inside the window. So nothing that waits, was
merged late, or was due in an outage is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from mergecast.dispatch.decision import FINAL, Decision
from mergecast.model.key import Key
from mergecast.model.ledger_state import Tick
from mergecast.model.settings import Settings

OPEN = "open"
"""In what is carried: the parts, on their way or not, whose target is not there."""

_DAY = re.compile(r"calendar/(\d{4})/(\d{2})/(\d{2})[^/]*\.yaml")
_A_DAY = timedelta(days=1)
_MANY = 100
"""Broken files that are carried: where there are more, one thing is wrong with all."""


def window(
    now: datetime, last_tick: datetime | None, settings: Settings, ahead: timedelta
) -> tuple[date, date]:
    """The first and last day whose posts may be due, or still be late, now.

    It begins no later than the last tick, so that an outage leaves no gap; a day more
    on each side covers every time zone.
    """
    longest = max(settings.publishing.late.window or _A_DAY, _A_DAY)
    since = min(now - longest, last_tick or now)
    return (since - _A_DAY).date(), (now + ahead + _A_DAY).date()


def months(first: date, last: date) -> list[str]:
    """The calendar's folders that hold the days from ``first`` to ``last``."""
    found = []
    day = first.replace(day=1)
    while day <= last:
        found.append(f"calendar/{day:%Y/%m}")
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def in_window(path: str, first: date, last: date) -> bool:
    """Whether a file lies under a day of the window."""
    match = _DAY.fullmatch(path)
    if match is None:
        return False
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return first <= day <= last


def carry(
    decisions: Iterable[Decision], now: datetime
) -> Mapping[str, Mapping[str, str]]:
    """What the next tick must read though its window may not: by id, where and why.

    The next window begins a day before ``now`` at the latest. So a post that lies under
    its own day is read when its time comes; one that goes out as soon as possible, but
    lies under the later day of its ``until``, is not. Of two files with one id neither
    is lost sight of: read alone, one would pass for the only one.
    """
    each = [
        decision
        for decision in decisions
        if decision.verb not in FINAL and decision.target.post.publish_at is not None
    ]
    places: dict[str, dict[str, None]] = {}
    for decision in each:
        post = decision.target.post
        places.setdefault(post.name, {})[post.path] = None
    return {
        decision.target.post.name: {
            **_places(places[decision.target.post.name]),
            "reason": decision.reason,
        }
        for decision in each
        if not _read_anyway(decision, now) or len(places[decision.target.post.name]) > 1
    }


def carry_broken(paths: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """What no post can be read from, by its path: named by each run until it can."""
    return {
        path: {"path": path, "reason": "it cannot be read"}
        for path in sorted(paths)[:_MANY]
    }


def is_file(name: str) -> bool:
    """Whether something is carried by its path, since it has no id that can be read."""
    return "/" in name


def _places(paths: Iterable[str]) -> dict[str, str]:
    """``path``, ``path2`` and so on."""
    return {
        "path" if number == 1 else f"path{number}": path
        for number, path in enumerate(paths, 1)
    }


def paths_of(entry: Mapping[str, str]) -> tuple[str, ...]:
    """The files that an entry of what was carried names."""
    return tuple(value for name, value in entry.items() if name.startswith("path"))


def open_keys(entry: Mapping[str, str]) -> tuple[Key, ...]:
    """The parts that an entry of what was carried names."""
    return tuple(Key.parse(text) for text in entry.get(OPEN, "").split())


def carried_days(last: Tick | None) -> frozenset[tuple[str, str]]:
    """The days of series that the last tick carried over, by the id of the series."""
    names = last.carry if last else ()
    keys = (Key.parse(name) for name in names if "~" in name and not is_file(name))
    return frozenset((key.post, key.date) for key in keys if key.date is not None)


def _read_anyway(decision: Decision, now: datetime) -> bool:
    post = decision.target.post
    due = max(decision.target.schedule.at or now, now)
    first, last = (now - _A_DAY).date(), (due + _A_DAY).date()
    if post.date is not None:  # all series are read, on the days of the window
        return first <= date.fromisoformat(post.date) <= last
    return in_window(post.path, first, last)
