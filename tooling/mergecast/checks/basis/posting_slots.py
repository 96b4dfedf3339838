"""What checks say of slots: which one a post is in, if any."""

from __future__ import annotations

from datetime import datetime

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.settings import Account
from mergecast.planning.slots import Opening, openings


def slot_at(account: Account | None, at: datetime) -> Opening | None:
    """The slot of an account at an instant."""
    if account is None or "slots" not in account.data:
        return None
    try:
        day = at.astimezone(zone(account.timezone)).date()
    except UnknownZoneError:  # another check's business
        return None
    return next((each for each in openings(account, day) if each.at == at), None)


def in_slot(account: Account | None, at: datetime) -> str:
    """Which slot something is in, as the end of a sentence; empty where in none."""
    found = slot_at(account, at)
    return f", in the slot '{found.slot.label}'" if found else ""
