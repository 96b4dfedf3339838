"""Posts side by side: in the order in which they go out, and with the same words.

A calendar may have 100,000 posts, so each of these is one pass or one sort, and what
is remembered beside the rows is a few bytes for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from operator import attrgetter

from mergecast.checks.base import Options, Row
from mergecast.checks.basis.rows import NO_WORDS


def in_time_order(rows: Iterable[Row]) -> list[Row]:
    """The rows that have a time, earliest first, otherwise in the order given."""
    return sorted([row for row in rows if row.at is not None], key=attrgetter("at"))


def gap(earlier: Row, later: Row) -> int:
    """Seconds between two rows that have a time."""
    return (later.at or 0) - (earlier.at or 0)


def words_seen_twice(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """The posts by the hash of their words, for words that more than one post has."""
    seen: set[int] = set()
    twice: dict[int, list[Row]] = {}
    for row in rows:
        for words in row.texts if len(row.texts) == 1 else set(row.texts):
            if words in seen:
                twice[words] = []
            else:
                seen.add(words)
    twice.pop(NO_WORDS, None)
    if twice:
        for row in rows:
            for words in set(row.texts) & twice.keys():
                twice[words].append(row)
    return twice


def days_of(options: Options, unset: int) -> timedelta:
    """The option ``days`` of a check; ``unset`` where it is no number of days."""
    found = options.get("days")
    return timedelta(days=found if type(found) is int and 0 <= found < 1e6 else unset)
