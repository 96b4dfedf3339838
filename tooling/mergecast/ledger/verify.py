"""Check a whole ledger, and name each event that is wrong.

A tick believes what it reads after cheap checks of the newest days; this is the proof:
every line, every hash, every MAC for which there is a key, the schema, the rules, that
each key record and ``head.json`` are what the events make of them, and that no commit
took back what an earlier one had written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mergecast.ledger.all_lines import PIECE, Line, Problem, Told, lines_of, read_all
from mergecast.ledger.canonical import NotCanonicalError, canonical
from mergecast.ledger.damage import DamageError
from mergecast.ledger.fold import after
from mergecast.ledger.growth import taken_back
from mergecast.ledger.head import HEAD, Head, chain_fault, first_head, read_head
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.record import Record, read_record, record_path
from mergecast.ledger.reserved import freezes_of
from mergecast.ledger.rules import refusal
from mergecast.ledger.schema_check import schema_check
from mergecast.ledger.signing import (
    Keyring,
    Keys,
    mac_fault,
    record_mac_fault,
    unkeyed_fault,
)
from mergecast.ledger.snapshot import Access
from mergecast.ledger.store import Store
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE, ROTATE

_OTHER_FILES = frozenset({HEAD, "README.md"})


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: how much there is, what is wrong, and what nobody could judge.

    ``unjudged`` is how many events each key signed that is not here: of those only the
    chain is proved.
    """

    problems: Sequence[Problem]
    events: int
    keys: int
    unjudged: Mapping[str, int]
    genesis: str | None = None


@dataclass(slots=True)
class _Folded:
    """What the events make: the record of each key and the end."""

    records: dict[str, Record]
    head: Head | None = None


def verify(
    store: Store, tip: str, *, genesis: str | None, ring: Keyring
) -> list[Problem]:
    """Everything that is wrong with a ledger, place by place; see ``examine``."""
    return [*examine(Ledger(Access(store, ring=ring), genesis), tip).problems]


def examine(ledger: Ledger, tip: str, told: Told = lambda *_: None) -> Examined:
    """Look at everything in a ledger, as it is at one commit.

    Where lines are wrong, the states that they would make are not judged: that would
    only repeat what is wrong.

    Raises:
        WorkspaceError: a newer mergecast wrote it.
        GitError: no answer.
    """
    store, ring = ledger.access.store, ledger.access.ring
    files = read_all(store, tip, told)
    problems: list[Problem] = []
    found = sorted(lines_of(files, problems), key=lambda line: line.event.seq)
    if not found:
        return Examined([*problems, Problem(HEAD, "there are no events")], 0, 0, {})
    first = found[0].event.hash
    if ledger.genesis not in (None, first):
        problems.append(found[0].problem(f"this is not the genesis {ledger.genesis}"))
    keys = _keys(found)
    if fault := unkeyed_fault(keys, ledger.key):
        problems.append(Problem(record_path(ROTATE), fault))
    problems += _shapes(found, told)
    problems += _breaks(found)
    problems += _unsigned(found, keys, ring)
    problems.sort(key=lambda one: (one.path, one.line or 0))
    folded = _Folded({})
    if not problems:
        problems += _replayed(found, folded)
        problems += _tree_problems(files, folded, keys, ring)
        problems += _taken_back(store, tip, found)
    names = (line.event.key_id for line in found)
    unjudged = Counter(name for name in names if name and ring.find(name) is None)
    count = sum(path.startswith("keys/") for path in files)
    return Examined(problems, len(found), count, unjudged, first)


def _keys(found: Iterable[Line]) -> Keys:
    rotations = (line.event for line in found if line.event.kind is EventKind.ROTATE)
    return Keys(tuple((event.seq, event.body["key_id"]) for event in rotations))


def _shapes(found: Sequence[Line], told: Told) -> Iterator[Problem]:
    fault_of = schema_check()
    for number, line in enumerate(found):
        if number % PIECE == 0:
            told("events checked", number, len(found))
        value = json.loads(line.raw)
        try:
            if canonical(value) != line.raw:
                yield line.problem("it is not canonical JSON (RFC 8785)")
        except NotCanonicalError as error:
            yield line.problem(str(error))
        if fault := fault_of(value):
            yield line.problem(fault)


def _breaks(found: list[Line]) -> Iterator[Problem]:
    first = found[0]
    if first.event.seq != 0 or first.event.kind is not EventKind.GENESIS:
        yield first.problem("the first event is not the genesis")
    elif first.event.prev is not None:
        yield first.problem("the first event has a 'prev'")
    nonces = {first.event.nonce: first.event.seq}
    for before, line in pairwise(found):
        event = line.event
        if fault := chain_fault(before.event, event):
            yield line.problem(fault)
        if event.nonce in nonces:
            yield line.problem(f"its nonce is that of event {nonces[event.nonce]}")
        nonces[event.nonce] = event.seq


def _unsigned(found: Iterable[Line], keys: Keys, ring: Keyring) -> Iterator[Problem]:
    for line in found:
        if fault := mac_fault(line.event, keys, ring):
            yield line.problem(fault)


def _replayed(found: Iterable[Line], folded: _Folded) -> Iterator[Problem]:
    """Fold every event, and judge it by what came before it."""
    for line in found:
        event, records = line.event, folded.records
        before = records.get(event.key)
        folded.head = folded.head.after(event) if folded.head else first_head(event)
        records[event.key] = after(before, event)
        if fault := refusal(event, before, freezes_of(records.get(FREEZE))):
            yield line.problem(fault)


def _taken_back(store: Store, tip: str, found: Sequence[Line]) -> Iterator[Problem]:
    """Whether what any commit wrote is there."""
    events = [line.event for line in found]
    if lost := taken_back(store.history(tip), events):
        commit, why = lost
        yield Problem(f"commit {commit.id[:10]}", why)


def _tree_problems(
    files: Mapping[str, bytes], folded: _Folded, keys: Keys, ring: Keyring
) -> Iterator[Problem]:
    expected = {record_path(key): key for key in folded.records}
    for path in sorted(files):
        if path.startswith("keys/") and path not in expected:
            yield Problem(path, "no event is about the key of this file")
        elif not path.startswith(("keys/", "events/")) and path not in _OTHER_FILES:
            yield Problem(path, "this file does not belong here")
    for path, key in expected.items():
        if fault := _record_fault(files.get(path), folded.records[key], keys, ring):
            yield Problem(path, f"the record of '{key}': {fault}")
    try:
        if HEAD not in files or read_head(files[HEAD]) != folded.head:
            yield Problem(HEAD, "it is not what the events make of it")
    except DamageError as error:
        yield Problem(HEAD, error.fault)


def _record_fault(
    raw: bytes | None, expected: Record, keys: Keys, ring: Keyring
) -> str | None:
    if raw is None:
        return "the file is missing"
    try:
        record = read_record(raw, expected.key)
    except DamageError as error:
        return error.fault
    if record != expected:
        return f"it is not what event {expected.seq} left"
    return record_mac_fault(record, keys, ring)
