"""What a forge's JSON may hold: logins, ids, instants and words, each with its bounds.

Events and answers come from outside, and whoever reads them reads by the same rules.
What is of another kind, or larger than a forge makes it, is None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

LARGEST = 5_000_000
"""Bytes of a whole event."""
LONGEST = 1 << 18
"""Characters of a text; GitHub takes a quarter of that."""
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?")
_BEYOND = 1 << 53
"""Larger numbers are no ids: JSON itself does not carry them."""
_YEARS = range(2000, 3000)
"""Beyond these no instant can be moved to another time zone without an end."""


def login(told: object) -> str | None:
    """The name of somebody."""
    found = isinstance(told, str) and _LOGIN.fullmatch(told) is not None
    return told if found and isinstance(told, str) else None


def number(told: object) -> int | None:
    """An id, or the number of an issue; a truth is none."""
    return told if type(told) is int and 0 < told < _BEYOND else None


def instant(told: object) -> datetime | None:
    """A moment with its zone, as UTC.

    >>> instant("2026-11-24T09:20:00+08:00").isoformat()
    '2026-11-24T01:20:00+00:00'
    >>> instant("0001-01-01T00:00:00+14:00")
    """
    try:
        at = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    sound = at is not None and at.tzinfo is not None and at.year in _YEARS
    return at.astimezone(UTC) if sound and at is not None else None


def words(told: object) -> str | None:
    """What somebody wrote."""
    return told if isinstance(told, str) and len(told) <= LONGEST else None
