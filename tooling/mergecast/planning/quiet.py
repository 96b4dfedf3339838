"""Quiet hours: when readers sleep, by the clocks where they are."""

from __future__ import annotations

from datetime import UTC, datetime

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import ASAP, Post
from mergecast.model.settings import Account, QuietHours, Settings


def quiet(settings: Settings, account: Account, instant: datetime) -> str | None:
    """Why an instant is one of an account's quiet hours; None where it is not.

    They are quiet where they are so in any of the zones that the account's readers
    are in: a team lists those whose nights matter.
    """
    hours = account.quiet_hours or settings.publishing.quiet_hours
    if hours is None:
        return None
    zones = (hours.timezone,) if hours.timezone else account.audience.zones
    for name in zones or (account.timezone,):
        minute = _minute(instant, name)
        if _holds(hours, minute):
            clock = f"{_clock(hours.start)}-{_clock(hours.end)}"
            return f"{_clock(minute)} in {name} is in the quiet hours ({clock})"
    return None


def is_exempt(post: Post) -> bool:
    """Whether a post answers to its moment and does not wait for the morning."""
    return (
        post.text("lane") == "realtime"
        or post.text("incident") is not None
        or post.publish_at == ASAP
    )


def _minute(instant: datetime, zone_name: str) -> int:
    try:
        here = instant.astimezone(zone(zone_name))
    except UnknownZoneError:  # of such a zone a check tells
        here = instant.astimezone(UTC)
    return here.hour * 60 + here.minute


def _holds(hours: QuietHours, minute: int) -> bool:
    """From ``start`` up to, without, ``end``; equal ones leave nothing quiet."""
    if hours.start <= hours.end:
        return hours.start <= minute < hours.end
    return minute >= hours.start or minute < hours.end


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
