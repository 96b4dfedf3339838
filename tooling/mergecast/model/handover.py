"""What one shift hands over to the next (``playbooks/handovers/``)."""

from __future__ import annotations

from dataclasses import dataclass

FOLDER = "playbooks/handovers"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who took over, and when (``YYYY-MM-DD HH:MM``, UTC)."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover; ``written`` is in UTC, ``following`` the shift that takes over."""

    path: str
    shift: str
    day: str
    by: str
    written: str
    following: str | None = None
    signed: Signed | None = None
