"""Who keeps a playbook true, and until when it counts as read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeping:
    """``owner`` is a role or a member; ``review_by`` a day (``YYYY-MM-DD``)."""

    owner: str | None = None
    review_by: str | None = None
