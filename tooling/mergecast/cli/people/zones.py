"""Zones as people name them on the command line."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from mergecast.errors import UsageError
from mergecast.model.moments import UnknownZoneError, zone


def known_zone(name: str) -> ZoneInfo:
    """The zone of that name.

    Raises:
        UsageError: there is none.
    """
    try:
        return zone(name)
    except UnknownZoneError:
        raise UsageError(
            f"'{name}' is not a time zone", hint="name a place, like Europe/London"
        ) from None
