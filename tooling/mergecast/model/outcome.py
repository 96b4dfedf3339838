"""How a send ended: a closed type, so that no answer is left to interpretation.

Whatever is not provably before the send, or provably refused, is ``Unknown``. Nobody
sends again without proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

KEYS = timedelta(minutes=30)
CREDIT = timedelta(hours=1)
SUSPENDED = timedelta(hours=6)
LIMITED = timedelta(minutes=15)
"""How long an account rests after each fault of its own, when nobody says until when.

Missing or refused keys; no credit; suspended or locked; too many requests.
"""


@dataclass(frozen=True, slots=True)
class Posted:
    """It is live under this id."""

    id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certainly not live, and may be tried again, not before ``until``.

    ``account`` is whether the fault is the whole account's, so that nothing else of it
    could be sent either. ``rest`` is how long to leave it alone where the network gave
    no ``until``.
    """

    reason: str
    until: datetime | None = None
    account: bool = False
    rest: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Certainly not live; the network will not take it as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may be live. ``evidence`` is what was seen, for whoever settles it."""

    evidence: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """It is live no longer, whoever deleted it."""


Outcome: TypeAlias = Posted | NotSent | Rejected | Unknown

Deletion: TypeAlias = Deleted | NotSent | Rejected | Unknown
"""How a deletion ended. What is not sent, refused or unknown may be live still."""
