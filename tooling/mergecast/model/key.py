"""Keys: what is done once, and the few names under which the ledger keeps the rest.

A part's key is written ``ID[~YYYY-MM-DD][@ACCOUNT][:PART][!delete]``. Left to right it
narrows: a post, one occurrence of a series, one account, one part (counted from 1), and
its deletion in place of its publication. The ledger records only **whole** keys, which
name account and part, so that what is done once has one spelling; people may type
shorter ones.

What belongs to no part is kept under reserved keys. They begin with ``!``, which no
post id can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

_ID = "[a-z0-9][a-z0-9-]{2,63}"
_KEY = re.compile(
    rf"(?P<post>{_ID})"
    r"(?:~(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}))?"
    r"(?:@(?P<account>[a-z0-9][a-z0-9-]{0,63}))?"
    r"(?::(?P<part>[1-9][0-9]{0,2}))?"
    r"(?P<delete>!delete)?"
)
_INCIDENT = re.compile(rf"!incident:{_ID}")

TICK = "!tick"
FREEZE = "!freeze"
POLICY = "!policy"
GENESIS = "!genesis"
ROTATE = "!rotate"
RESERVED = frozenset({TICK, FREEZE, POLICY, GENESIS, ROTATE})


class KeyFormatError(ValueError):
    """A text is not a key; the message says what one looks like."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is not a key: it is written "
            "ID[~YYYY-MM-DD][@ACCOUNT][:PART][!delete], as in launch-2026@acme:1"
        )


@dataclass(frozen=True, slots=True)
class Key:
    """A post, or what is narrower: an occurrence, a target, a part, its deletion.

    ``date`` is the local date of an occurrence, as written; ``part`` counts from 1.
    """

    post: str
    date: str | None = None
    account: str | None = None
    part: int | None = None
    delete: bool = False

    @staticmethod
    def parse(text: str) -> Key:
        """Read a key.

        Raises:
            KeyFormatError: the text is no key, or its date is not in the calendar.
        """
        return _parsed(text)

    def __str__(self) -> str:
        """The key as it is written; ``Key.parse`` reads it back."""
        if self.account and self.part and not (self.date or self.delete):
            return f"{self.post}@{self.account}:{self.part}"  # nearly every key
        return (
            self.post
            + (f"~{self.date}" if self.date else "")
            + (f"@{self.account}" if self.account else "")
            + (f":{self.part}" if self.part else "")
            + ("!delete" if self.delete else "")
        )

    @property
    def whole(self) -> bool:
        """Whether it names one part of one account, as the ledger wants it."""
        return self.account is not None and self.part is not None

    @property
    def name(self) -> str:
        """What its post is called: the id, with the day of an occurrence."""
        return f"{self.post}~{self.date}" if self.date else self.post

    @property
    def deletion(self) -> Key:
        """The key of deleting what this one publishes."""
        return replace(self, delete=True)

    def covers(self, other: Key) -> bool:
        """Whether ``other`` is this key or narrower, as for ``resolve launch-2026``."""
        return self.post == other.post and all(
            mine in (None, theirs)
            for mine, theirs in (
                (self.date, other.date),
                (self.account, other.account),
                (self.part, other.part),
                (self.delete or None, other.delete),
            )
        )


@lru_cache(maxsize=4096)  # pure; a tick meets the same keys again and again
def _parsed(text: str) -> Key:
    match = _KEY.fullmatch(text)
    if match is None or not _is_date(match["date"]):
        raise KeyFormatError(text)
    post, day, account, part, delete = match.groups()
    return Key(post, day, account, int(part) if part else None, bool(delete))


def incident_key(incident: str) -> str:
    """The reserved key of an incident.

    Raises:
        KeyFormatError: the incident's id is not one.
    """
    key = f"!incident:{incident}"
    if not _INCIDENT.fullmatch(key):
        raise KeyFormatError(key)
    return key


def is_reserved(text: str) -> bool:
    """Whether a text is one of the names that belong to no part."""
    return text.startswith("!") and (
        text in RESERVED or _INCIDENT.fullmatch(text) is not None
    )


def _is_date(text: str | None) -> bool:
    if text is None:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
