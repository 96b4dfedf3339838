"""From what a decision asks for to numbered, chained and signed events: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.ledger.bodies import body_fault
from mergecast.ledger.canonical import NotCanonicalError
from mergecast.ledger.damage import DamageError
from mergecast.ledger.envelope import day_path, decode, encode
from mergecast.ledger.fold import after
from mergecast.ledger.growth import message_of
from mergecast.ledger.head import HEAD, Head, first_head, write_head
from mergecast.ledger.record import Record, record_fields, record_path, write_record
from mergecast.ledger.reserved import freezes_of
from mergecast.ledger.rules import refusal
from mergecast.ledger.shape import key_fault
from mergecast.ledger.signing import Keyring, Keys, record_mac, signed
from mergecast.ledger.store import Change
from mergecast.model.event import Event, EventKind
from mergecast.model.key import FREEZE
from mergecast.model.ledger_state import Draft, RefusedEventError


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes: the clock's word, the run, the keys, and a nonce for each event."""

    at: datetime
    run: str | None
    ring: Keyring
    nonces: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """Where the ledger stands: its end, the key in force, and the records at hand.

    ``head`` is None before genesis. ``records`` has every key that will be written,
    and the freezes; None where a key has no record.
    """

    head: Head | None
    keys: Keys
    records: Mapping[str, Record | None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one push brings: events with their lines, changed records, the new end."""

    events: tuple[Event, ...]
    lines: tuple[bytes, ...]
    changed: Mapping[str, Record]
    head: Head
    keys: Keys


def stamp(drafts: Sequence[Draft], page: Page, pen: Pen) -> Batch:
    """Number, chain, check and sign the drafts, one after the other.

    Raises:
        RefusedEventError: the rules do not allow one of them.
        WorkspaceError: the ledger is keyed and its key is not here.
    """
    if not drafts:
        raise ValueError("there is nothing to append")
    head, keys, records = page.head, page.keys, dict(page.records)
    events: list[Event] = []
    lines: list[bytes] = []
    changed: dict[str, Record] = {}
    for draft, nonce in zip(drafts, pen.nonces, strict=True):
        event, line = _event(draft, nonce, Page(head, keys, records), pen)
        head = head.after(event) if head else first_head(event)
        if event.kind is EventKind.ROTATE:
            keys = Keys((*keys.since, (event.seq, str(event.key_id))))
        record = _signed_record(after(records[event.key], event), keys, pen.ring)
        records[event.key] = changed[event.key] = record
        events.append(event)
        lines.append(line)
    assert head is not None  # noqa: S101 - there is at least one draft
    return Batch(tuple(events), tuple(lines), changed, head, keys)


def _event(draft: Draft, nonce: str, page: Page, pen: Pen) -> tuple[Event, bytes]:
    before = page.records[draft.key]
    body = {name: value for name, value in draft.body.items() if value is not None}
    stops = page.records[FREEZE]
    if draft.kind is EventKind.TICK and stops is not None:
        body["stops"] = stops.seq  # so that nobody can hide what was frozen then
    event = Event(
        seq=page.head.seq + 1 if page.head else 0,
        prev=page.head.event if page.head else None,
        kind=draft.kind,
        key=draft.key,
        try_=_try(draft, before),
        nonce=nonce,
        at=pen.at.replace(microsecond=pen.at.microsecond // 1000 * 1000),
        payload=_payload(draft, before),
        approval=draft.approval,
        run=pen.run,
        body=body,
    )
    try:
        event = signed(event, page.keys, pen.ring)
        fault = key_fault(event.kind, event.key) or body_fault(event.kind, event.body)
        if fault := fault or refusal(event, before, freezes_of(page.records[FREEZE])):
            raise RefusedEventError(fault, not_done="nothing was recorded")
        line = encode(event)
        # Nothing is written that cannot be read, and what is read is what counts.
        return decode(line, f"event {event.seq}"), line
    except NotCanonicalError as error:
        raise _unwritable(str(error)) from error
    except DamageError as error:
        raise _unwritable(error.fault) from error


def _unwritable(fault: str) -> RefusedEventError:
    return RefusedEventError(
        f"the event cannot be written: {fault}", not_done="nothing was recorded"
    )


def _try(draft: Draft, before: Record | None) -> int:
    if draft.try_ is not None:
        return draft.try_
    last = before.try_ if before else 0
    return last + 1 if draft.kind is EventKind.CLAIM else last


def _payload(draft: Draft, before: Record | None) -> str | None:
    if draft.payload is None and before and draft.kind is not EventKind.CLAIM:
        return before.payload
    return draft.payload


def _signed_record(record: Record, keys: Keys, ring: Keyring) -> Record:
    signer = ring.find(keys.present)
    if signer is None:
        return record
    record = replace(record, key_id=signer.key_id)
    return replace(record, mac=record_mac(record_fields(record), signer))


def change_of(batch: Batch, day: bytes, at: datetime) -> Change:
    """The commit that a batch makes, given what its day file held before."""
    files = {record_path(key): write_record(one) for key, one in batch.changed.items()}
    files[day_path(at)] = day + b"".join(line + b"\n" for line in batch.lines)
    files[HEAD] = write_head(batch.head)
    return Change(files, message_of(batch.events), batch.events[0].at)
