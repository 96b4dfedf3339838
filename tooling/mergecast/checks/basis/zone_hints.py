"""Why a name is no time zone, and which places its author may have meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from mergecast.model.moments import country_zones, instant, zone_names

_MEANT: dict[str, tuple[str, ...]] = {
    "ACST": ("Australia/Adelaide", "Australia/Darwin"),
    "AEDT": ("Australia/Sydney", "Australia/Melbourne"),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AKST": ("America/Anchorage",),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "AWST": ("Australia/Perth",),
    "BRT": ("America/Sao_Paulo",),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "CDT": ("America/Chicago", "America/Havana"),
    "CEST": ("Europe/Berlin", "Europe/Paris"),
    "CET": ("Europe/Berlin", "Europe/Paris"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "EDT": ("America/New_York",),
    "EEST": ("Europe/Athens", "Europe/Helsinki"),
    "EET": ("Europe/Athens", "Europe/Helsinki"),
    "EST": ("America/New_York", "America/Panama"),
    "GMT": ("Europe/London", "UTC"),
    "GST": ("Asia/Dubai",),
    "HKT": ("Asia/Hong_Kong",),
    "HST": ("Pacific/Honolulu",),
    "ICT": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MDT": ("America/Denver",),
    "MET": ("Europe/Berlin", "Europe/Paris"),
    "MSK": ("Europe/Moscow",),
    "MST": ("America/Denver", "America/Phoenix"),
    "MYT": ("Asia/Kuala_Lumpur",),
    "NZDT": ("Pacific/Auckland",),
    "NZST": ("Pacific/Auckland",),
    "PDT": ("America/Los_Angeles",),
    "PHT": ("Asia/Manila",),
    "PKT": ("Asia/Karachi",),
    "PST": ("America/Los_Angeles", "Asia/Manila"),
    "SAST": ("Africa/Johannesburg",),
    "SGT": ("Asia/Singapore",),
    "WET": ("Europe/Lisbon",),
    "WIB": ("Asia/Jakarta",),
    "Z": ("UTC",),
}
_CITIES = (
    *("Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Phoenix"),
    *("America/Chicago", "America/Mexico_City", "America/New_York", "America/Bogota"),
    *("America/Halifax", "America/Sao_Paulo", "Europe/London", "Africa/Lagos"),
    *("Europe/Berlin", "Africa/Cairo", "Europe/Athens", "Africa/Nairobi"),
    *("Asia/Riyadh", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka"),
    *("Asia/Bangkok", "Asia/Jakarta", "Asia/Kuala_Lumpur", "Asia/Shanghai"),
    *("Australia/Perth", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
)
_OFFSET = re.compile(
    r"(?:Etc/)?(?:UTC|GMT)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE
)
# With what follows it in GMT0, Etc/GMT and EST5EDT.
_SHORT = re.compile(r"(?:Etc/)?([A-Z]{1,4})(?:0|[0-9][A-Z]{3})?", re.IGNORECASE)
_SHOWN = 3


def reason(name: str) -> str:
    """What is wrong with ``name`` as a zone, as the end of a sentence."""
    if re.fullmatch(r"Etc/GMT[+-]?[0-9]+", name, re.IGNORECASE):
        return "is a fixed offset whose sign is reversed, not the clock of a place"
    if _OFFSET.fullmatch(name):
        return "is a fixed offset, not the clock of a place"
    short = _SHORT.fullmatch(name)
    if short and len(_MEANT.get(short[1].upper(), ())) > 1:
        return "does not say which place's clocks are meant"
    if short and short[1].upper() in _MEANT:
        return "is a short name, not the name of a place"
    return "is not a time zone"


@lru_cache(maxsize=256)
def places(name: str) -> tuple[str, ...]:
    """Up to three zones that the author of ``name`` may have meant."""
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        sign = -1 if offset[1] == "-" else 1
        hours = int(offset[2]) + int(offset[3] or 0) / 60
        return tuple(city for city in _CITIES if _offset(city) == sign * hours)[:_SHOWN]
    short = _SHORT.fullmatch(name)
    if short is not None and short[1].upper() in _MEANT:
        return _MEANT[short[1].upper()]
    return _alike(name)


def _offset(city: str) -> float:
    """Hours ahead of UTC in winter north of the equator."""
    noon = "2026-01-01 12:00"
    return (instant(noon, "UTC") - instant(noon, city)).total_seconds() / 3600


def _alike(name: str) -> tuple[str, ...]:
    """Zones of that country or city, in whatever spelling, else with a like name."""
    wanted = _plain(name)
    for country, zones in country_zones().items():
        if _plain(country) == wanted:
            return zones[:_SHOWN]
    known: dict[str, str] = {}
    for zone in zone_names():
        known[_plain(zone)] = zone
        known.setdefault(_plain(zone.rsplit("/", 1)[-1]), zone)
    if wanted in known:
        return (known[wanted],)
    close = get_close_matches(wanted, known, n=_SHOWN, cutoff=0.75)
    return tuple(dict.fromkeys(known[plain] for plain in close))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9/]", "", name.casefold())
