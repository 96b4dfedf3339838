"""Edit ``mergecast.yaml``."""

from __future__ import annotations

from pathlib import Path

from mergecast.editing.files import write_atomically
from mergecast.editing.splice import insert
from mergecast.loading.spans import node_span


def set_genesis(path: Path, genesis: str) -> None:
    """Write the ledger's id into the settings.

    Raises:
        EditError: the settings cannot take it without other changes.
    """
    text = path.read_text("utf-8")
    if node_span(text, ("ledger",)) is None:
        lead = "" if text.endswith("\n") or not text else "\n"
        text = f"{text}{lead}ledger:\n"
    write_atomically(path, insert(text, ("ledger", "genesis"), genesis))
