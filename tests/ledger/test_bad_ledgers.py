"""Bad ledgers: the exit code of each, the place named, and nothing believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from ledger.made_ledgers import (
    AT,
    CHARTER,
    KEY,
    OLD,
    access,
    born,
    claim,
    files_of,
    freeze,
    live,
    tampered,
    thaw,
    wrote,
)

from mergecast.errors import ExitCode, LedgerDamagedError, WorkspaceError
from mergecast.ledger.all_lines import Problem
from mergecast.ledger.canonical import canonical
from mergecast.ledger.genesis import init
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore, Remote
from mergecast.ledger.record import record_path
from mergecast.ledger.signing import Keyring
from mergecast.ledger.verify import verify

DAY = "events/2026/11/24.jsonl"
RING = Keyring(OLD)
RECORD = record_path(KEY)
LAST = "other-post@acme:1"

Spoil = Callable[[dict[str, bytes]], None]


def made() -> Ledger:
    """Seven lines: genesis, rotate, claim, sending, posted, freeze, thaw."""
    ledger = born(ring=RING)
    wrote(ledger.open(), *live(), freeze(), thaw())
    return ledger


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Spoil:
    """Spoil the day's lines."""

    def spoil(files: dict[str, bytes]) -> None:
        before = files[DAY].splitlines(keepends=True)
        files[DAY] = b"".join(change(before))

    return spoil


def line(number: int, **fields: object) -> Spoil:
    """Spoil fields of one line, canonically."""

    def change(before: list[bytes]) -> list[bytes]:
        value = json.loads(before[number - 1]) | fields
        before[number - 1] = canonical(value) + b"\n"
        return before

    return lines(change)


def in_json(path: str, **fields: object) -> Spoil:
    """Spoil fields of a file that is one object."""

    def spoil(files: dict[str, bytes]) -> None:
        files[path] = canonical(json.loads(files[path]) | fields) + b"\n"

    return spoil


def facts(path: str, **changed: object) -> Spoil:
    """Spoil facts of a record."""

    def spoil(files: dict[str, bytes]) -> None:
        value = json.loads(files[path])
        value["facts"] |= changed
        files[path] = canonical(value) + b"\n"

    return spoil


def without(path: str) -> Spoil:
    def spoil(files: dict[str, bytes]) -> None:
        del files[path]

    return spoil


def put(path: str, raw: bytes) -> Spoil:
    return lambda files: files.update({path: raw})


def swapped(before: list[bytes]) -> list[bytes]:
    before[3], before[4] = before[4], before[3]
    return before


@dataclass(frozen=True)
class Bad:
    """A ledger gone bad.

    ``at_once`` is what a tick says (None where only ``verify`` can see it), ``found``
    is what ``verify`` says, and where.
    """

    name: str
    spoil: Spoil
    at_once: str | None
    found: str
    path: str = DAY
    line: int | None = None
    seq: int | None = None


BAD = [
    Bad(
        "a line cut off",
        lines(lambda before: [*before[:-1], before[-1][:-9]]),
        f"{DAY}:7: the last line is cut off",
        "the last line is cut off",
        line=7,
    ),
    Bad(
        "Windows line ends",
        lines(lambda before: [raw.replace(b"\n", b"\r\n") for raw in before]),
        f"{DAY}:1: .*Windows line end",
        "Windows line end",
        line=1,
    ),
    Bad(
        "an empty line",
        lines(lambda before: [*before[:2], b"\n", *before[2:]]),
        f"{DAY}:3: the line is empty",
        "the line is empty",
        line=3,
    ),
    Bad(
        "not JSON",
        lines(lambda before: [*before[:2], b"<<<<<<< HEAD\n", *before[2:]]),
        f"{DAY}:3: it is not JSON",
        "it is not JSON",
        line=3,
    ),
    Bad(
        "an unknown event",
        line(6, kind="celebrate"),
        f"{DAY}:6: 'kind' is 'celebrate'",
        "'kind' is 'celebrate'",
        line=6,
    ),
    Bad(
        "a changed event",
        line(5, body={"id": "999", "via": "send"}),
        f"{DAY}:5: its MAC was not made by the key 'k1'",
        "its MAC was not made by the key 'k1'",
        line=5,
        seq=4,
    ),
    Bad(
        "a changed event under a broken chain",
        line(3, prev="sha256:" + "00" * 32),
        f"{DAY}:3: the chain breaks: 'prev' is not the hash of event 1",
        "the chain breaks: 'prev' is not the hash of event 1",
        line=3,
        seq=2,
    ),
    Bad(
        "a wrong MAC",
        line(7, mac="hmac-sha256:" + "00" * 32),
        f"{DAY}:7: its MAC was not made by the key 'k1'",
        "its MAC was not made by the key 'k1'",
        line=7,
        seq=6,
    ),
    Bad(
        "events out of order",
        lines(swapped),
        f"{DAY}:5: event 3 stands after 4",
        "it stands after event 4",
        line=5,
        seq=3,
    ),
    Bad(
        "a missing event",
        lines(lambda before: [*before[:4], *before[5:]]),
        f"{DAY}:5: event 4 is missing before event 5",
        "event 4 is missing before event 5",
        line=5,
        seq=5,
    ),
    Bad(
        "genesis gone",
        lines(lambda before: before[1:]),
        "head.json: event 0 is in none of the files",
        "the first event is not the genesis",
        line=1,
        seq=1,
    ),
    Bad(
        "a form that only some readers agree on",
        lines(
            lambda before: [
                *before[:-1],
                before[-1].replace(b'"approval":null', b'"approval":{"x":1.0}'),
            ]
        ),
        f"{DAY}:7: its MAC was not made by the key 'k1'",
        "it is not canonical JSON (RFC 8785)",
        line=7,
        seq=6,
    ),
    Bad(
        "a body that the schema does not know",
        line(6, body={**freeze().body, "scope": ""}),
        f"{DAY}:6: its MAC was not made by the key 'k1'",
        "'body.scope' is not as the schema has it",
        line=6,
        seq=5,
    ),
    Bad(
        "the last event gone",
        lines(lambda before: before[:-1]),
        f"{DAY}:6: it should be event 6, which head.json calls the last",
        "it is not what the events make of it",
        path="head.json",
    ),
    Bad(
        "an event twice",
        lines(lambda before: [*before, before[-1]]),
        f"{DAY}:8: event 6 stands after 6",
        "there are two events 6",
        line=8,
        seq=6,
    ),
    Bad(
        "another's nonce",
        line(7, nonce=f"{2:032x}"),
        f"{DAY}:7: the nonce of event 6 was used before",
        "its nonce is that of event 2",
        line=7,
        seq=6,
    ),
    Bad(
        "an event of another day",
        line(7, at="2026-11-25T00:00:00.000Z"),
        f"{DAY}:7: it is of another day",
        "it belongs to events/2026/11/25.jsonl",
        line=7,
        seq=6,
    ),
    Bad(
        "the day file gone",
        without(DAY),
        f"{DAY}: the file is missing",
        "there are no events",
        path="head.json",
    ),
    Bad(
        "the head gone",
        without("head.json"),
        "head.json: the file is missing",
        "it is not what the events make of it",
        path="head.json",
    ),
    Bad(
        "a head that is none",
        put("head.json", b"{}\n"),
        "head.json: it does not say where the ledger ends",
        "it does not say where the ledger ends",
        path="head.json",
    ),
    Bad(
        "a head that hides the last event",
        in_json("head.json", seq=5),
        f"{DAY}:7: it should be event 5",
        "it is not what the events make of it",
        path="head.json",
    ),
    Bad(
        "a head that begins too late",
        in_json("head.json", since=7, seq=7),
        "head.json: event 7 is in none of the files",
        "it is not what the events make of it",
        path="head.json",
    ),
    Bad(
        "the record of genesis gone",
        without(record_path("!genesis")),
        "the record of genesis is missing",
        "the record of '!genesis': the file is missing",
        path=record_path("!genesis"),
    ),
    Bad(
        "the record of the key gone",
        without(record_path("!rotate")),
        f"{DAY}:2: it is signed by the key 'k1', which is not in force",
        "the record of '!rotate': the file is missing",
        path=record_path("!rotate"),
    ),
    Bad(
        "a record that is not JSON",
        put(RECORD, b"posted\n"),
        rf"\({KEY}\): it is not JSON",
        "it is not JSON",
        path=RECORD,
    ),
    Bad(
        "a record that is none",
        put(RECORD, b'{"v":1}\n'),
        rf"\({KEY}\): it is not the record of a key",
        "it is not the record of a key",
        path=RECORD,
    ),
    Bad(
        "the record of a posted part gone",
        without(RECORD),
        rf"\({KEY}\): the file is missing, though event 4 made it",
        f"the record of '{KEY}': the file is missing",
        path=RECORD,
    ),
    Bad(
        "a record set back",
        in_json(RECORD, seq=2, event="sha256:" + "00" * 32),
        rf"\({KEY}\): it is not what event 4 left",
        "it is not what event 4 left",
        path=RECORD,
    ),
    Bad(
        "a record of a state that there is not",
        facts(RECORD, state="celebrated"),
        rf"\({KEY}\): its MAC was not made by the key 'k1'",
        "it is not what event 4 left",
        path=RECORD,
    ),
    Bad(
        "a record opened again",
        facts(RECORD, state="open"),
        rf"\({KEY}\): its MAC was not made by the key 'k1'",
        "it is not what event 4 left",
        path=RECORD,
    ),
    Bad(
        "a record of another key",
        lambda files: files.update({RECORD: files[record_path("!freeze")]}),
        rf"\({KEY}\): it is the record of '!freeze'",
        "it is the record of '!freeze'",
        path=RECORD,
    ),
    Bad(
        "a record that no event made",
        lambda files: files.update(
            {
                record_path(LAST): canonical(
                    json.loads(files[RECORD]) | {"key": LAST, "seq": 4}
                )
                + b"\n"
            }
        ),
        rf"\({LAST}\): there is no event 4 on this key",
        "no event is about the key of this file",
        path=record_path(LAST),
    ),
    Bad(
        "a file that does not belong",
        put(".github/workflows/evil.yml", b"on: push\n"),
        None,
        "this file does not belong here",
        path=".github/workflows/evil.yml",
    ),
]


def by_name(bad: Bad) -> str:
    return bad.name


def spoiled(bad: Bad) -> tuple[Ledger, MemoryStore]:
    ledger = made()
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    bad_store = tampered(store.remote, bad.spoil)
    assert files_of(bad_store.remote) != files_of(store.remote)
    return Ledger(access(bad_store, ring=RING), ledger.genesis), bad_store


@pytest.mark.parametrize("bad", BAD, ids=by_name)
def test_a_tick_stops_at_what_it_reads(bad: Bad) -> None:
    ledger, _ = spoiled(bad)
    if bad.at_once is None:
        ledger.open()
        return
    with pytest.raises(LedgerDamagedError, match=bad.at_once) as refused:
        ledger.open().states([KEY, LAST])
    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    assert "nothing was posted" in refused.value.not_done


@pytest.mark.parametrize("bad", BAD, ids=by_name)
def test_verify_names_the_exact_place(bad: Bad) -> None:
    ledger, store = spoiled(bad)
    problems = verify(store, "tampered", genesis=ledger.genesis, ring=RING)

    match = [problem for problem in problems if bad.found in problem.message]
    assert match, problems
    assert (match[0].path, match[0].line, match[0].seq) == (bad.path, bad.line, bad.seq)


def test_a_sound_ledger_has_no_problems_with_and_without_the_key() -> None:
    ledger = made()
    store = ledger.access.store
    tip = ledger.open().tip

    assert verify(store, tip, genesis=ledger.genesis, ring=RING) == []
    assert verify(store, tip, genesis=None, ring=Keyring()) == []


def test_verify_finds_what_a_tick_does_not_read() -> None:
    """Damage in an old day, and in a record that nobody asks for."""
    ledger = made()
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    view = ledger.open()
    for day in (1, 2, 3):
        view = wrote(view, freeze("account:x"), minutes=60 * 24 * day)
    bad = tampered(store.remote, line(4, run="elsewhere"))
    Ledger(access(bad, ring=RING), ledger.genesis).open()

    problems = verify(bad, "tampered", genesis=ledger.genesis, ring=RING)
    mac = "its MAC was not made by the key 'k1'"
    chain = "the chain breaks: 'prev' is not the hash of event 3"
    assert problems == [Problem(DAY, mac, 4, 3), Problem(DAY, chain, 5, 4)]
    problems = verify(bad, "tampered", genesis=ledger.genesis, ring=Keyring())
    assert problems == [Problem(DAY, chain, 5, 4)], "the chain needs no key"


def test_verify_applies_the_rules_again() -> None:
    """A well-signed event that the rules never allowed: who has the key can lie."""
    ledger = born()
    view = wrote(ledger.open(), *live())
    forgetful = dict(view.records([KEY]))
    forgetful[KEY] = None
    view._records.update(forgetful)
    wrote(view, claim())

    tip = ledger.open().tip
    problems = verify(ledger.access.store, tip, genesis=None, ring=Keyring())
    assert problems[0].seq == 4
    assert "no 'claim' event can follow" in problems[0].message


def test_a_missing_branch_is_damage_where_settings_name_a_ledger() -> None:
    genesis = born().genesis
    with pytest.raises(LedgerDamagedError, match="its branch is gone") as refused:
        Ledger(access(MemoryStore()), genesis).open()

    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    assert "never start a new one" in refused.value.hint


def test_a_missing_branch_is_not_yet_set_up_where_they_name_none() -> None:
    with pytest.raises(WorkspaceError, match="there is no ledger yet") as refused:
        Ledger(access(MemoryStore())).open()

    assert refused.value.exit_code is ExitCode.CANNOT_WORK


def test_a_ledger_with_another_genesis_is_damage() -> None:
    wanted = str(born().genesis)
    store = MemoryStore(Remote())
    found = init(access(store, start=77), CHARTER, at=AT)
    with pytest.raises(LedgerDamagedError, match="another ledger") as refused:
        Ledger(access(store), wanted).open()

    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    assert wanted in refused.value.message
    assert found in refused.value.message
    [problem] = verify(store, str(store.tip()), genesis=wanted, ring=Keyring())
    assert wanted in problem.message


@pytest.mark.parametrize(
    "spoil",
    [
        line(7, v=2),
        in_json("head.json", v=2),
        in_json(record_path("!freeze"), v=2),
        in_json(RECORD, v=2),
    ],
)
def test_a_newer_ledger_stops_the_tool_and_is_not_called_damaged(spoil: Spoil) -> None:
    ledger, store = spoiled(Bad("newer", spoil, None, ""))
    with pytest.raises(WorkspaceError, match="newer mergecast") as refused:
        ledger.open().state(KEY)
    assert refused.value.exit_code is ExitCode.CANNOT_WORK
    with pytest.raises(WorkspaceError, match="newer mergecast"):
        verify(store, "tampered", genesis=None, ring=RING)


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("!genesis", {"accounts": "none"}),
        ("!freeze", {"freezes": [{"scope": "all"}]}),
        ("!freeze", {"freezes": 7}),
        ("!rotate", {"since": [["x", "k1"]]}),
        (KEY, {"state": "celebrated"}),
        (KEY, {"claim": {"nonce": "x"}}),
        (KEY, {"may_be_live": None, "state": None}),
    ],
)
def test_a_record_with_odd_facts_is_damage_and_no_traceback(
    key: str, changed: Mapping[str, object]
) -> None:
    """In a ledger without a key, where no MAC stands in the way."""
    ledger = born()
    wrote(ledger.open(), *live(), freeze())
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    spoil = facts(record_path(key), **changed)
    if key == "!rotate":
        spoil = put(
            record_path(key),
            canonical(
                json.loads(files_of(store.remote)[record_path("!freeze")])
                | {"key": key, "facts": changed}
            ),
        )
    bad = tampered(store.remote, spoil)

    def look() -> None:
        view = Ledger(access(bad), ledger.genesis).open()
        view.freezes()
        view.state(KEY)

    with pytest.raises(LedgerDamagedError):
        look()
