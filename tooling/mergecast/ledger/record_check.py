"""A key's record has to be what the newest events say that its last event left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mergecast.ledger.damage import DamageError
from mergecast.ledger.record import Record, read_record, record_path
from mergecast.ledger.signing import record_mac_fault
from mergecast.model.key import FREEZE

if TYPE_CHECKING:
    from mergecast.ledger.snapshot import Snapshot


def checked_record(key: str, raw: bytes | None, view: Snapshot) -> Record | None:
    """The record of a key; None where there is none, and none is missed.

    Raises:
        LedgerDamagedError: it is not what its key's last event left.
    """
    last = view.tail.last.get(key)
    record = read_record(raw, key) if raw is not None else None
    if record is None:
        if last is None:
            return None
        raise _damaged(key, f"the file is missing, though event {last.seq} made it")
    if last is None:
        if record.seq >= view.head.since:
            raise _damaged(key, f"there is no event {record.seq} on this key")
    elif record.event != last.hash:
        raise _damaged(key, f"it is not what event {last.seq} left")
    if fault := record_mac_fault(record, view.keys, view.access.ring):
        raise _damaged(key, fault)
    if key == FREEZE and view.keys.present and record.key_id is None:
        from mergecast.ledger.unsigned import prove  # noqa: PLC0415 - seldom

        prove(record, view.tip, view.keys, view.access)
    return record


def _damaged(key: str, fault: str) -> DamageError:
    return DamageError(f"{record_path(key)} ({key})", fault)
