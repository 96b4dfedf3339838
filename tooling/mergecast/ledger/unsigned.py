"""What is frozen, where no key vouches for the record that says it.

In a keyed ledger anyone with write access may add a freeze, and the record of what is
frozen is then theirs: it could leave out what was frozen before. So while the last word
on ``!freeze`` is unsigned, that record is held against all events. They are not decoded
for it: the newest signed event vouches, by its ``prev``, for each line before it, and
only freezes and thaws are read. It takes a second for 150,000 events, once for each
such freeze.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mergecast.ledger.canonical import digest
from mergecast.ledger.damage import DamageError
from mergecast.ledger.envelope import decode
from mergecast.ledger.fold import after
from mergecast.ledger.record import Record, record_path, write_record
from mergecast.ledger.signing import Keyring, Keys, mac_fault
from mergecast.ledger.undecoded import Line, read_chain
from mergecast.model.event import Event, EventKind

if TYPE_CHECKING:
    from mergecast.ledger.snapshot import Access

_STOPS = frozenset({EventKind.FREEZE, EventKind.THAW})
_MARKS = tuple(f'"kind":"{kind}"'.encode() for kind in sorted(_STOPS))
_SIGNED = b'"key_id":'


def prove(record: Record, tip: str, keys: Keys, access: Access) -> None:
    """Stop where the record of what is frozen is not what all events make of it.

    Raises:
        LedgerDamagedError: it hides a freeze, or the events do not hold together.
    """
    told = digest(write_record(record))
    if told in access.proved:
        return
    chain = read_chain(access.store, tip)
    _refuse_unsigned(chain, keys, access.ring)
    folded: Record | None = None
    for line in chain:
        if any(mark in line.raw for mark in _MARKS):
            event = _event(line, keys, access.ring)
            folded = after(folded, event) if event.kind in _STOPS else folded
    if folded != record:
        raise DamageError(
            f"{record_path(record.key)} ({record.key})",
            "the record of what is frozen is unsigned, and not what the events make",
        )
    access.proved.add(told)


def _event(line: Line, keys: Keys, ring: Keyring) -> Event:
    event = decode(line.raw, line.place)
    if fault := mac_fault(event, keys, ring):
        raise DamageError(line.place, fault)
    return event


def _refuse_unsigned(chain: Sequence[Line], keys: Keys, ring: Keyring) -> None:
    """The newest signed event has to be so: all before it is under its signature."""
    for line in reversed(chain):
        if _SIGNED in line.raw and _event(line, keys, ring).key_id:
            return
