"""When a post is due: its wall clock in its zone, as one instant for all targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mergecast.model.moments import (
    NoSuchTimeError,
    TimeHappensTwiceError,
    UnknownZoneError,
    instant,
    parse_duration,
    zone,
)
from mergecast.model.post import ASAP, Post
from mergecast.model.settings import Late, Settings

QUEUE = "calendar/queue/"
"""Drafts without a time live here; nothing under it is ever due."""


LATE_AFTER = timedelta(minutes=10)
"""When ``late: hold`` and ``late: skip`` begin: ticks are never exact."""


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
    shared: str | None = None
    for key in post.accounts:
        account = settings.accounts.get(key)
        if account is None:
            continue
        if shared is not None and account.timezone != shared:
            return TimeTrouble.ZONES_DIFFER
        shared = account.timezone
    return shared or TimeTrouble.NO_ACCOUNT


def schedule(post: Post, settings: Settings) -> Schedule:
    """Resolve every time of ``post``; the first trouble is reported, not guessed."""
    publish_at = None if post.publish_at == ASAP else post.publish_at
    until, not_before = post.text("until"), post.text("not_before")
    timed = publish_at is not None or until is not None or not_before is not None
    name = zone_of(post, settings)
    if isinstance(name, TimeTrouble):
        # Without a time to read, nobody needs a zone yet.
        return Schedule(trouble=name) if timed else Schedule()
    field = "timezone"
    try:
        zone(name)
        field = "publish_at"
        at = instant(publish_at, name, post.text("which")) if publish_at else None
        # ``which`` is about the publishing time; of two ends the later one is meant.
        field = "until"
        end = instant(until, name, "second") if until else None
        field = "not_before"
        start = instant(not_before, name, "second") if not_before else None
    except UnknownZoneError:
        return Schedule(trouble=TimeTrouble.UNKNOWN_ZONE, field=field, detail=name)
    except NoSuchTimeError as error:
        return Schedule(
            name, trouble=TimeTrouble.SKIPPED, field=field, detail=error.after
        )
    except TimeHappensTwiceError:
        return Schedule(name, trouble=TimeTrouble.TWICE, field=field)
    except ValueError:
        return Schedule(name, trouble=TimeTrouble.NOT_A_TIME, field=field)
    return Schedule(name, at, end, start)


def parse_late(text: str) -> Late:
    """``publish-within 2h``, ``hold`` or ``skip``.

    Raises:
        ValueError: the window has another form.
    """
    action, _, window = text.partition(" ")
    return Late(action, parse_duration(window) if window else None)


def last_moment(post: Post, when: Schedule, settings: Settings) -> datetime | None:
    """The last instant at which a tick still sends the post; None where it has no end.

    A post that holds or skips when late has the first minutes only.
    """
    if when.at is None:
        return when.until
    own = post.text("late")
    late = settings.publishing.late if own is None else parse_late(own)
    end = when.at + (LATE_AFTER if late.window is None else late.window)
    return end if when.until is None else min(end, when.until)
