"""How a send ended: a closed type, so that no answer is left to interpretation.

Whatever is not provably before the send, or provably refused, is ``Unknown``. Nobody
sends again without proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Posted:
    """It is live under this id."""

    id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certainly not live, and may be tried again, not before ``until``."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Certainly not live; the network will not take it as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may be live. ``evidence`` is what was seen, for whoever settles it."""

    evidence: str


Outcome: TypeAlias = Posted | NotSent | Rejected | Unknown
