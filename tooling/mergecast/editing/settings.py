"""Edit ``mergecast.yaml``."""

from __future__ import annotations

from pathlib import Path

from mergecast.editing.files import read_exactly, write_atomically
from mergecast.editing.splice import put
from mergecast.editing.tree import find, line_break


def set_genesis(path: Path, genesis: str) -> None:
    """Write the ledger's id into the settings.

    Raises:
        EditError: the settings cannot take it without other changes.
    """
    text = read_exactly(path)
    if find(text, ("ledger",)) is None:
        brk = line_break(text)
        lead = "" if text.endswith("\n") or not text else brk
        text = f"{text}{lead}ledger:{brk}"
    write_atomically(path, put(text, ("ledger", "genesis"), genesis))
