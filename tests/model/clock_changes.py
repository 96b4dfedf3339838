"""Where and when clocks jump, and a slow way to ask what instants a wall clock has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from mergecast.model.moments import zone

ZONES = (
    "Asia/Kuala_Lumpur",  # never
    "America/New_York",
    "Europe/Berlin",
    "Europe/Dublin",  # its winter is the daylight saving time
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Apia",  # 2011-12-30 never was
    "Africa/Casablanca",  # twice and back each Ramadan
    "America/Caracas",  # half an hour for good, twice
    "Asia/Pyongyang",
    "America/Scoresbysund",
    "Antarctica/Troll",  # two hours
    "Asia/Gaza",
)


@cache
def changes(name: str) -> tuple[datetime, ...]:
    """The instants between 2005 and 2040 at which the zone's offset changes."""
    place = zone(name)
    found = []
    day = datetime(2005, 1, 1, tzinfo=UTC)
    while day.year < 2040:
        low, high = day, day + timedelta(days=1)
        day = high
        if low.astimezone(place).utcoffset() == high.astimezone(place).utcoffset():
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) // 2
            same = middle.astimezone(place).utcoffset()
            if same == low.astimezone(place).utcoffset():
                low = middle
            else:
                high = middle
        found.append(high.replace(microsecond=0))
    return tuple(found)


def instants(naive: datetime, name: str) -> list[datetime]:
    """Every instant at which clocks there show ``naive``, found by trying offsets."""
    place = zone(name)
    middle = naive.replace(tzinfo=UTC)
    around = [middle + timedelta(minutes=15 * step) for step in range(-112, 113)]
    offsets = {each.astimezone(place).utcoffset() for each in around}
    tried = {middle - offset for offset in offsets if offset is not None}
    return sorted(
        each
        for each in tried
        if each.astimezone(place).replace(tzinfo=None, fold=0) == naive
    )
