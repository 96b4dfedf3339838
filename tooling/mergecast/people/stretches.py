"""Stretches of time: sets of instants as sorted, disjoint pairs that do not touch.

Pairs are minutes since the epoch, ends exclusive. A week of shifts is some dozens of
pairs, so that a year over three zones costs milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Stretch: TypeAlias = tuple[int, int]


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """All that any of them covers."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(whole: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What of ``whole`` none of ``taken`` covers."""
    gone = union(taken)
    found = []
    position = 0
    for start, end in union(whole):
        at = start
        while position and gone[position - 1][1] > start:
            position -= 1
        while position < len(gone) and gone[position][0] < end:
            if gone[position][0] > at:
                found.append((at, gone[position][0]))
            at = max(at, gone[position][1])
            position += 1
        if at < end:
            found.append((at, end))
    return found


def common(one: Iterable[Stretch], other: Iterable[Stretch]) -> list[Stretch]:
    """What both cover."""
    whole = union(one)
    return without(whole, without(whole, other))


def minutes(stretches: Iterable[Stretch]) -> int:
    """How long they are together; a minute that two cover counts twice."""
    return sum(end - start for start, end in stretches)


def within(stretches: Iterable[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """The parts of the stretches that lie between two instants."""
    for low, high in stretches:
        if low < end and high > start:
            yield max(low, start), min(high, end)
