"""Wall clocks and instants: when is ``2026-11-24 09:00`` in Kuala Lumpur?

A wall clock may not exist (spring forward) or exist twice (fall back). Both are said
out loud and never guessed. Zones come from the ``tzdata`` package alone, so that a
runner's own time zone files cannot move a post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

WALL_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?")

_REFUSED = frozenset(
    # Fixed offsets and names that mean different things to different people; the
    # signs of Etc/GMT+8 are reversed (POSIX), so it is eight hours *behind*.
    [
        *("localtime", "Factory", "posixrules"),
        *("EST", "MST", "HST", "CET", "EET", "MET", "WET"),
        *("EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT"),
    ]
)


class UnknownZoneError(ValueError):
    """Not an IANA zone that names a place (or UTC)."""


class NoSuchTimeError(ValueError):
    """The wall clock is skipped in this zone; ``after`` is what clocks show instead."""

    def __init__(self, after: str) -> None:
        super().__init__(after)
        self.after = after


class TimeHappensTwiceError(ValueError):
    """The wall clock occurs twice; ``which: first`` or ``second`` must say which."""

    def __init__(self, first: datetime, second: datetime) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA zone ``name``.

    Raises:
        UnknownZoneError: no such zone, or one that is refused as ambiguous.
    """
    parts = name.split("/")
    plain = all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*", part) for part in parts)
    if not plain or name in _REFUSED or (parts[0] == "Etc" and name != "Etc/UTC"):
        raise UnknownZoneError(name)
    import tzdata  # noqa: PLC0415 - only for workspaces that resolve times

    file = Path(next(iter(tzdata.__path__))) / "zoneinfo" / Path(*parts)
    try:
        with file.open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (OSError, ValueError):
        raise UnknownZoneError(name) from None


def zone_names() -> Iterator[str]:
    """Every zone name that ``zone`` accepts, for suggestions."""
    import tzdata  # noqa: PLC0415 - as above

    listing = Path(next(iter(tzdata.__path__))) / "zones"
    for name in listing.read_text("ascii").split():
        if name not in _REFUSED and not name.startswith("Etc/"):
            yield name


def parse_wall_clock(text: str) -> datetime:
    """``YYYY-MM-DD HH:MM[:SS]`` as a naive datetime.

    Raises:
        ValueError: another form, or a date that no calendar has.
    """
    if WALL_CLOCK.fullmatch(text) is None:
        raise ValueError(text)
    return datetime.fromisoformat(text)


def instant(wall_clock: str, zone_name: str, which: str | None = None) -> datetime:
    """The instant, in UTC, at which clocks in the zone show ``wall_clock``.

    Raises:
        ValueError: not a wall clock.
        UnknownZoneError: not a zone.
        NoSuchTimeError: clocks skip it there.
        TimeHappensTwiceError: it happens twice and ``which`` does not say which.
    """
    naive = parse_wall_clock(wall_clock)
    place = zone(zone_name)
    first = naive.replace(tzinfo=place)
    second = naive.replace(tzinfo=place, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return first.astimezone(UTC)
    if before is None or after is None:  # a tzinfo always answers for an aware time
        raise UnknownZoneError(zone_name)
    if before < after:
        skipped = after - before
        raise NoSuchTimeError((naive + skipped).isoformat(" ", "auto")[:16])
    if which is None:
        raise TimeHappensTwiceError(first.astimezone(UTC), second.astimezone(UTC))
    return (first if which == "first" else second).astimezone(UTC)


def parse_duration(text: str) -> timedelta:
    """``90s``, ``20m``, ``2h``, ``1d`` as a timedelta.

    Raises:
        ValueError: another form.
    """
    match = re.fullmatch(r"(\d{1,5}) ?([smhd])", text)
    if match is None:
        raise ValueError(text)
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[match[2]]
    return timedelta(**{unit: int(match[1])})
