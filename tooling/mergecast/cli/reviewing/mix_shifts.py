"""The mix before and after a branch, for its review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from mergecast.inspection.sides import Ends
from mergecast.loading.between import posts_between
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.periods import Span, period_of
from mergecast.planning.agenda import Entry, entry
from mergecast.planning.mix import is_agreed
from mergecast.repository.git import Git
from mergecast.repository.trees import CommitTree
from mergecast.review.difference import Side
from mergecast.review.mixture import Calendars, Shift, shifts

_DAY = timedelta(days=1)
_MOST_DAYS = 200
"""A branch that touches posts years apart is no plan: nobody reads its mix."""


def mix_shifts(git: Git, head: str, ends: Ends, now: datetime) -> tuple[Shift, ...]:
    """What the branch does to the mix, where the team agreed on one."""
    settings = ends.after.settings
    if not is_agreed(settings):
        return ()
    touched = [each for sides in ends.sides.values() for each in _entries(ends, *sides)]
    days = [each.at.astimezone(UTC).date() for each in touched if each.at is not None]
    if not days:
        return ()
    first, last = min(days) - _DAY, max(days) + _DAY
    first = min(period_of(span, first).first for span in (Span.WEEK, Span.MONTH))
    last = max(period_of(span, last).last for span in (Span.WEEK, Span.MONTH))
    if (last - first).days > _MOST_DAYS:
        return ()
    posts = posts_between(CommitTree(git, head), first, last)
    after = [entry(post, settings, {}) for post in posts]
    before = [each for each in after if each.post.id not in ends.sides]
    before += [
        entry(old.post, settings, {})
        for old, _ in ends.sides.values()
        if old is not None
    ]
    return shifts(Calendars(before, after, touched), settings, now)


def _entries(ends: Ends, *sides: Side | None) -> Iterator[Entry]:
    for side in sides:
        if side is not None and _is_known(side):
            yield entry(side.post, ends.after.settings, {})


def _is_known(side: Side) -> bool:
    try:
        zone(side.schedule.zone or "UTC")
    except UnknownZoneError:
        return False
    return True
