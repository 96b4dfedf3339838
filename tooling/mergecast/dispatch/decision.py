"""What a plan says of one target: a closed list, the same for plan, status and docs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mergecast.dispatch.target import Target


class Verb(StrEnum):
    """What happens to a target now."""

    PUBLISH = "publish"
    RETRACT = "retract"
    WAIT = "wait"
    FROZEN = "frozen"
    HOLD = "hold"
    DONE = "done"
    MISSED = "missed"
    MANUAL = "manual"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


FINAL = frozenset({Verb.DONE, Verb.CANCELLED})
"""Nothing more will happen, by itself or by a person."""


BUDGET = "budget"
"""The ``code`` of what waits because it would cost more than may be spent."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to a target now, and why, in a line a social editor understands.

    ``part`` is the next part to send, or to delete (from 1). ``until`` is when a wait
    ends by itself, None where that cannot be known. ``due`` is when the target's time
    has come. ``code`` is why a part is held or waits, for programs; ``rests`` whether
    the whole account rests, so that one notice is enough.
    """

    target: Target
    verb: Verb
    reason: str
    part: int = 1
    until: datetime | None = None
    due: datetime | None = None
    code: str | None = None
    rests: bool = False
