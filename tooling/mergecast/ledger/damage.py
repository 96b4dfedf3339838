"""How the ledger says that it is damaged, or newer than this program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.errors import LedgerDamagedError, WorkspaceError
from mergecast.model.event import VERSION


class DamageError(LedgerDamagedError):
    """A place in the ledger, and what is wrong there."""

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(
            f"the ledger is damaged at {place}: {fault}",
            hint="run `mergecast ledger verify`; the branch may have been edited by "
            "hand",
            not_done="nothing was posted or recorded",
        )
        self.place = place
        self.fault = fault


def refuse_newer(value: Mapping[str, Any], place: str) -> None:
    """Stop before what only a newer version can read.

    Raises:
        WorkspaceError: ``v`` is greater than ours.
    """
    version = value.get("v")
    if type(version) is int and version > VERSION:
        raise WorkspaceError(
            f"the ledger was written by a newer mergecast (version {version} at "
            f"{place}; this one reads {VERSION})",
            hint="install the newest mergecast",
            not_done="nothing was posted or recorded",
        )
