"""What `mergecast ledger verify` does: read it all, and name what is wrong."""

from __future__ import annotations

from mergecast.cli.reaching import named
from mergecast.cli.session import Session
from mergecast.cli.wiring import published


def problems(session: Session) -> list[str]:
    """What is wrong with the workspace's ledger, each place named.

    Raises:
        MergecastError: there is no ledger, or it cannot be reached.
    """
    from mergecast.ledger.verify import verify  # noqa: PLC0415 - needs jsonschema

    ledger = named(published(session.workspace))
    way = ledger.access
    tip = way.store.tip()
    if tip is None:
        ledger.open()
        return []
    return [
        ":".join(str(each) for each in (one.path, one.line) if each is not None)
        + (f" (event {one.seq})" if one.seq is not None else "")
        + f": {one.message}"
        for one in verify(way.store, tip, genesis=ledger.genesis, ring=way.ring)
    ]
