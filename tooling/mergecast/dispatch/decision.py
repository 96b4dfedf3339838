"""What a plan says of one target: a closed list, the same for plan, status and docs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mergecast.model.key import Key


class Verb(StrEnum):
    """What happens to a target now."""

    PUBLISH = "publish"
    WAIT = "wait"
    FROZEN = "frozen"
    HOLD = "hold"
    DONE = "done"
    MISSED = "missed"
    MANUAL = "manual"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


FINAL = frozenset({Verb.DONE, Verb.CANCELLED})
"""Nothing more will happen by itself or by a person; a tick need not look again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to a target now, and why, in a line a social editor understands.

    ``key`` is of the next part to send (the last one, when all are). ``at`` is when it
    is due, None for a draft.
    """

    key: Key
    verb: Verb
    reason: str
    path: str
    at: datetime | None = None
