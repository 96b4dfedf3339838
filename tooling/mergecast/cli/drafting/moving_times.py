"""When a post goes out that somebody moves: a whole time, a day, a time, or a step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.cli.times import instants
from mergecast.cli.times.instants import NOT_DONE, Meant
from mergecast.errors import UsageError
from mergecast.model.moments import parse_wall_clock
from mergecast.model.post import Post
from mergecast.model.schedule import Schedule

_STEP = re.compile(r"([+-])([0-9]{1,5}) ?([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Timed:
    """A post with the time that moves: its field, and how it stands there now."""

    post: Post
    field: str
    clock: str | None
    schedule: Schedule

    @property
    def at(self) -> datetime | None:
        """The present instant, where there is one."""
        return self.schedule.until if self.field == "until" else self.schedule.at


def new_time(timed: Timed, when: str, zone: str, which: str | None) -> Meant:
    """What ``when`` means for this post.

    Raises:
        UsageError: it means no single instant.
    """
    step = _STEP.fullmatch(when.strip())
    if step is not None:
        return _stepped(timed, step, zone, which)
    clock = instants.wall_clock(_completed(timed, when.strip()))
    return _resolved(timed, clock, zone, which)


def _completed(timed: Timed, when: str) -> str:
    """``when`` with the day or the time that the post keeps."""
    if not (_DAY.fullmatch(when) or _TIME.fullmatch(when)):
        return when
    day = _DAY.fullmatch(when) is not None
    if timed.clock is None:
        raise UsageError(
            f"'{timed.post.id}' has no time yet, and '{when}' is only a "
            f"{'day' if day else 'time of day'}",
            hint=f'give both, like "{when} 09:00"' if day else "give the day, too",
            not_done=NOT_DONE,
        )
    if day:
        return f"{when} {timed.clock[11:]}"
    return f"{timed.clock[:10]} {when}"


def _resolved(timed: Timed, clock: str, zone: str, which: str | None) -> Meant:
    if timed.field != "until":
        return instants.resolve(clock, zone, which)
    if which is not None:
        raise UsageError(
            "'until' is an end, and the later one is always meant",
            hint="leave --which out",
            not_done=NOT_DONE,
        )
    return instants.resolve_end(clock, zone)


def _stepped(timed: Timed, step: re.Match[str], zone: str, which: str | None) -> Meant:
    """Days and weeks keep the time on the clock; hours and minutes are counted."""
    if timed.at is None or timed.schedule.zone is None:
        raise UsageError(
            f"'{timed.post.id}' has no time now that a step could begin at",
            hint='give the whole time, like "2026-11-24 09:00"',
            not_done=NOT_DONE,
        )
    sign = 1 if step[1] == "+" else -1
    by = sign * timedelta(**{_UNITS[step[3]]: int(step[2])})
    seconds = len(timed.clock or "") > len("2026-11-24 09:00")
    try:
        at = timed.at + (by if step[3] in {"m", "h"} else timedelta())
        meant = instants.of_instant(at, zone, seconds=seconds)
        if step[3] in {"m", "h"} and timed.field != "until":
            return meant
        later = parse_wall_clock(meant.wall_clock)
        later += by if step[3] in {"d", "w"} else timedelta()
    except (OverflowError, ValueError):
        raise UsageError(
            f"'{step[0]}' leads out of the calendar", not_done=NOT_DONE
        ) from None
    clock = instants.wall_clock(later.strftime(instants.FORMS[seconds]))
    return _resolved(timed, clock, zone, which)
