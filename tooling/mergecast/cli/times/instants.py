"""Times as people give them on the command line, and the instants that they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mergecast.errors import UsageError
from mergecast.loading.shape_times import moment
from mergecast.model.moments import (
    WALL_CLOCK,
    NoSuchTimeError,
    TimeHappensTwiceError,
    UnknownZoneError,
    instant,
    parse_wall_clock,
    zone,
)

NOT_DONE = "nothing was changed"
FORMS = {False: "%Y-%m-%d %H:%M", True: "%Y-%m-%d %H:%M:%S"}
"""A wall clock without and with seconds."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A wall clock in a zone, as one instant; ``which`` only where it needs one."""

    wall_clock: str
    zone: str
    at: datetime
    which: str | None = None


def wall_clock(text: str) -> str:
    """``YYYY-MM-DD HH:MM[:SS]`` from what somebody typed.

    Raises:
        UsageError: it is no date and time, or could be read in two ways.
    """
    found = moment(text)
    if WALL_CLOCK.fullmatch(text):
        try:
            parse_wall_clock(text)
        except ValueError:
            pass
        else:
            return text
    elif found.sure and found.text is not None:
        return found.text
    why = f": {found.why}" if found.why else ""
    meant = f"write {found.text}, if that is meant" if found.text else ""
    raise UsageError(
        f"'{text}' is not a date and time{why}",
        hint=found.hint or meant or 'write it like "2026-11-24 09:00"',
        not_done=NOT_DONE,
    )


def known_zone(name: str) -> str:
    """The zone, if there is one of that name.

    Raises:
        UsageError: there is none; those that may be meant are named.
    """
    from mergecast.checks.basis import zone_hints  # noqa: PLC0415 - only on a typo

    try:
        zone(name)
    except UnknownZoneError:
        places = " or ".join(zone_hints.places(name))
        raise UsageError(
            f"'{name}' {zone_hints.reason(name)}",
            hint=f"use {places}" if places else "name a place, like Asia/Kuala_Lumpur",
            not_done=NOT_DONE,
        ) from None
    return name


def resolve(clock: str, zone_name: str, which: str | None) -> Meant:
    """The instant of a wall clock.

    Raises:
        UsageError: clocks skip it, it happens twice and ``which`` is None, or
            ``which`` chooses between nothing.
    """
    first, second = _instants(clock, zone_name)
    if second is None and which is not None:
        raise UsageError(
            f"'{clock}' happens once in {zone_name}, so there is no {which} one",
            hint="leave --which out",
            not_done=NOT_DONE,
        )
    if second is not None and which is None:
        raise UsageError(
            f"'{clock}' happens twice in {zone_name}: at {first:%H:%M} and at "
            f"{second:%H:%M} UTC",
            hint="add --which first or --which second",
            not_done=NOT_DONE,
        )
    at = second if second is not None and which == "second" else first
    return Meant(clock, zone_name, at, which)


def resolve_end(clock: str, zone_name: str) -> Meant:
    """The instant at which something ends: the later one where there are two.

    Raises:
        UsageError: clocks skip it.
    """
    first, second = _instants(clock, zone_name)
    return Meant(clock, zone_name, second or first)


def _instants(clock: str, zone_name: str) -> tuple[datetime, datetime | None]:
    """When clocks show it, and when they do so again."""
    try:
        return instant(clock, zone_name), None
    except TimeHappensTwiceError as twice:
        return twice.first, twice.second
    except NoSuchTimeError as problem:
        raise UsageError(
            f"there is no '{clock}' in {zone_name}: clocks are set forward over it",
            hint=f"use '{problem.after}', or a time before the gap",
            not_done=NOT_DONE,
        ) from None


def of_instant(at: datetime, zone_name: str, *, seconds: bool) -> Meant:
    """The wall clock that shows an instant, and which one where it shows two."""
    local = at.astimezone(zone(zone_name))
    clock = local.strftime(FORMS[seconds])
    _, second = _instants(clock, zone_name)
    if second is None:
        return Meant(clock, zone_name, at)
    return Meant(clock, zone_name, at, "second" if local.fold else "first")


def refuse_past(meant: Meant, now: datetime) -> None:
    """Stop where a time has passed already.

    Raises:
        UsageError: it has.
    """
    if meant.at <= now:
        raise UsageError(
            f"'{meant.wall_clock}' has passed: it is {shown(now, meant.zone)}",
            hint="choose a later time",
            not_done=NOT_DONE,
        )


def shown(at: datetime, zone_name: str) -> str:
    """An instant on the clocks of a zone, for people."""
    place = "UTC" if zone_name == "UTC" else f"in {zone_name}"
    return f"{at.astimezone(zone(zone_name)):%Y-%m-%d %H:%M} {place}"


def shown_everywhere(meant: Meant, zones: Iterable[str]) -> str:
    """A time in its own zone, in others, and in UTC."""
    own = f"{meant.wall_clock} in {meant.zone}"
    others = dict.fromkeys(each for each in (*zones, "UTC") if each != meant.zone)
    return ", ".join([own, *(shown(meant.at, each) for each in others)])
