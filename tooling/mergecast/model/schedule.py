"""When a post is due: its wall clock in its zone, as one instant for all targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mergecast.model.moments import (
    NoSuchTimeError,
    TimeHappensTwiceError,
    UnknownZoneError,
    instant,
)
from mergecast.model.post import ASAP, Post
from mergecast.model.settings import Settings


class TimeTrouble(StrEnum):
    """Why a wall clock gives no instant."""

    NO_ACCOUNT = "no account"
    ZONES_DIFFER = "zones differ"
    UNKNOWN_ZONE = "unknown zone"
    NOT_A_TIME = "not a time"
    SKIPPED = "skipped"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Schedule:
    """``at`` is None for a draft, for ``asap`` (see ``until``), and on trouble.

    ``field`` names the field that the trouble is about; ``detail`` is the zone, or
    the wall clock that exists instead.
    """

    zone: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    not_before: datetime | None = None
    trouble: TimeTrouble | None = None
    field: str = "publish_at"
    detail: str = ""


def zone_of(post: Post, settings: Settings) -> str | TimeTrouble:
    """The post's own zone, else the one that all its accounts share."""
    if post.timezone is not None:
        return post.timezone
    known = [
        settings.accounts[key] for key in post.accounts if key in settings.accounts
    ]
    if not known:
        return TimeTrouble.NO_ACCOUNT
    first = known[0].timezone
    if any(account.timezone != first for account in known):
        return TimeTrouble.ZONES_DIFFER
    return first


def schedule(post: Post, settings: Settings) -> Schedule:
    """Resolve every time of ``post``; the first trouble is reported, not guessed."""
    zone = zone_of(post, settings)
    if isinstance(zone, TimeTrouble):
        return Schedule(trouble=zone)
    wall_clocks = {"until": post.text("until"), "not_before": post.text("not_before")}
    if post.publish_at != ASAP:
        wall_clocks["publish_at"] = post.publish_at
    found: dict[str, datetime | None] = {"publish_at": None}
    for field, wall_clock in wall_clocks.items():
        at = _resolve(field, wall_clock, zone, post.text("which"))
        if isinstance(at, Schedule):
            return at
        found[field] = at
    return Schedule(zone, found["publish_at"], found["until"], found["not_before"])


def _resolve(
    field: str, wall_clock: str | None, zone: str, which: str | None
) -> datetime | Schedule | None:
    if wall_clock is None:
        return None
    try:
        # ``which`` is about the publishing time; of two ends the later one is meant.
        return instant(wall_clock, zone, which if field == "publish_at" else "second")
    except UnknownZoneError:
        return Schedule(trouble=TimeTrouble.UNKNOWN_ZONE, field="timezone", detail=zone)
    except NoSuchTimeError as error:
        return Schedule(zone, None, None, None, TimeTrouble.SKIPPED, field, error.after)
    except TimeHappensTwiceError:
        return Schedule(zone, None, None, None, TimeTrouble.TWICE, field)
    except ValueError:
        return Schedule(zone, None, None, None, TimeTrouble.NOT_A_TIME, field)
