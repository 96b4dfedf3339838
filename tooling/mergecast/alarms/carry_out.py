"""Do what was decided about notices, one after the other, and find duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mergecast.alarms.ports import Issue, Place, Step
from mergecast.alarms.reconcile import Desk


def carry_out(steps: Iterable[Step], place: Place, desk: Desk) -> Iterator[Step]:
    """Do each step; gives it with the number that it got.

    Two runs may open the same thing at the same instant. So what was opened is looked
    for again: of several the first stays, and whoever made a later one closes that.
    Nobody is told of it.
    """
    for step in steps:
        if step.number is not None:
            place.change(step.number, step)
            yield step
        else:
            yield _opened(step, place, desk)


def _opened(step: Step, place: Place, desk: Desk) -> Step:
    issue = place.make(step)
    same = [one.number for one in place.all() if _alike(one, issue) and one.is_open]
    first = min(same, default=issue.number)
    if first >= issue.number:
        return replace(step, number=issue.number, url=issue.url)
    last = desk.duplicate(issue, first)
    place.change(issue.number, last)
    return last


def _alike(one: Issue, other: Issue) -> bool:
    same = one.mark.id == other.mark.id
    return same and one.mark.rehearsal is other.mark.rehearsal
