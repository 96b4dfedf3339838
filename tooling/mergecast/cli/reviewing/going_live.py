"""Whether a branch turns a rehearsal into the real thing, or back."""

from __future__ import annotations

from mergecast.inspection.sides import Ends


def switch(ends: Ends) -> bool | None:
    """True where it goes live, False where it begins to rehearse, None else."""
    before, after = ends.before.settings, ends.after.settings
    if not after.data or before.rehearses is after.rehearses:
        return None  # settings that cannot be read are another matter
    return not after.rehearses
