"""Instants and lengths of time in words: one wording, wherever people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mergecast.model.moments import UnknownZoneError, zone

_MINUTE = timedelta(minutes=1)


def clock(at: datetime, place: str = "UTC", *, seconds: bool = False) -> str:
    """An instant on the clocks of a zone: ``2026-11-24 01:00 UTC``."""
    local = at.astimezone(UTC if place == "UTC" else zone(place))
    shown = f"{local:%Y-%m-%d %H:%M:%S}" if seconds else f"{local:%Y-%m-%d %H:%M}"
    return f"{shown} {place}"


def span(length: timedelta) -> str:
    """A length in its two largest units: ``2 h``, ``1 d 3 h``, ``4 min 10 s``.

    What is smaller is dropped, so that it never says more than it was.
    """
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s")]
    said = [f"{count} {unit}" for count, unit in units if count][:2]
    return " ".join(said) or "0 s"


def from_to(start: datetime, end: datetime, place: str) -> str:
    """A stretch of time on the clocks of a zone; of UTC where it is none.

    >>> noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    >>> from_to(noon, noon + timedelta(hours=1), "Europe/London")
    'Tue 2026-11-24 12:00 to 13:00 (Europe/London)'
    """
    try:
        where = zone(place)
    except UnknownZoneError:
        place, where = "UTC", zone("UTC")
    first, last = start.astimezone(where), end.astimezone(where)
    day = "" if first.date() == last.date() else f"{last:%a %Y-%m-%d} "
    return f"{first:%a %Y-%m-%d %H:%M} to {day}{last:%H:%M} ({place})"


def distance(length: timedelta) -> str:
    """How far off something is, to the minute: ``in 2 d 3 h``, ``5 min ago``."""
    whole = round(abs(length) / _MINUTE) * _MINUTE
    if not whole:
        return "now"
    return f"in {span(whole)}" if length > timedelta() else f"{span(whole)} ago"
