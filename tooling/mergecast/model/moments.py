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

# Digits are written out: \d would accept those of every script. Years are those that
# the schema accepts, far enough from the ends of ``datetime`` for any arithmetic.
WALL_CLOCK = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_DURATION = re.compile(r"([0-9]{1,5}) ?([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

_REFUSED = frozenset(
    # Fixed offsets, and names that mean different things to different people: an
    # editor in London who writes GMT means British clocks, in summer too.
    [
        *("Factory", "GMT", "GMT+0", "GMT-0", "GMT0", "Greenwich"),
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
    # Asked of the list, not of the file system, which may not care for letter case.
    if name not in _accepted():
        raise UnknownZoneError(name)
    with _tzdata().joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def zone_names() -> Iterator[str]:
    """Every zone name that ``zone`` accepts, sorted, for suggestions."""
    yield from sorted(_accepted())


def country_zones() -> dict[str, tuple[str, ...]]:
    """The zones of each country by its English name, for suggestions."""
    folder = _tzdata() / "zoneinfo"
    names = dict(_table(folder / "iso3166.tab"))
    found: dict[str, tuple[str, ...]] = {}
    for code, _, place, *_ in _table(folder / "zone.tab"):
        found[names[code]] = (*found.get(names[code], ()), place)
    return found


def _table(file: Path) -> list[list[str]]:
    lines = file.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@cache
def _accepted() -> frozenset[str]:
    names = _tzdata().joinpath("zones").read_text("ascii").split()
    # The signs of Etc/GMT+8 are reversed (POSIX): it is eight hours *behind*.
    return frozenset(
        name
        for name in names
        if name not in _REFUSED and (name == "Etc/UTC" or not name.startswith("Etc/"))
    )


def _tzdata() -> Path:
    import tzdata  # noqa: PLC0415 - only for workspaces that resolve times

    return Path(next(iter(tzdata.__path__)))


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
    second = first.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return first.astimezone(UTC)
    if before is None or after is None:  # a tzinfo always answers for an aware time
        raise UnknownZoneError(zone_name)
    if before < after:
        shown = naive + (after - before)
        seconds = "seconds" if shown.second or len(wall_clock) > 16 else "minutes"
        raise NoSuchTimeError(shown.isoformat(" ", seconds))
    if which is None:
        raise TimeHappensTwiceError(first.astimezone(UTC), second.astimezone(UTC))
    return (first if which == "first" else second).astimezone(UTC)


def parse_duration(text: str) -> timedelta:
    """``90s``, ``20m``, ``2h``, ``1d`` as a timedelta.

    Raises:
        ValueError: another form.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
