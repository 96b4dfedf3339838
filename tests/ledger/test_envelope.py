"""A line is an event, exactly; every other line is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from ledger.made_events import event, events

from mergecast.errors import ExitCode, WorkspaceError
from mergecast.ledger.canonical import canonical, digest
from mergecast.ledger.damage import DamageError
from mergecast.ledger.envelope import day_path, decode, encode, lines
from mergecast.ledger.shape import read_instant, write_instant
from mergecast.model.event import Event, EventKind

PLACE = "events/2026/11/24.jsonl:7"


@given(events())
def test_an_event_reads_back_as_it_was_written(made: Event) -> None:
    line = encode(made)

    assert decode(line, PLACE) == made
    assert decode(line, PLACE).hash == digest(line)
    assert encode(decode(line, PLACE)) == line


@pytest.mark.parametrize("kind", EventKind)
def test_a_line_has_the_fields_of_the_envelope_and_no_other(kind: EventKind) -> None:
    made = event(kind, mac="hmac-sha256:" + "0" * 64, key_id="k1")

    assert list(json.loads(encode(made))) == [
        *("approval", "at", "body", "key", "key_id", "kind", "mac", "nonce"),
        *("payload", "prev", "run", "seq", "try", "v"),
    ]


def test_the_hash_is_of_the_lines_bytes_with_the_mac() -> None:
    bare = event(EventKind.TICK)
    keyed = event(EventKind.TICK, mac="hmac-sha256:" + "0" * 64, key_id="k1")

    assert bare.hash != keyed.hash
    assert b"mac" in encode(keyed)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"v": 0}, "'v' is 0, not 1"),
        ({"v": "1"}, "'v' is '1', not 1"),
        ({"v": True}, "'v' is True"),
        ({"seq": -1}, "'seq' is -1, not a whole number"),
        ({"seq": True}, "'seq' is True"),
        ({"seq": "0"}, "'seq' is '0'"),
        ({"prev": "sha256:AB"}, "'prev' is 'sha256:AB'"),
        ({"kind": "publish"}, "'kind' is 'publish', not a kind of event that we know"),
        ({"kind": ["tick"]}, "'kind' is"),
        ({"key": "launch-2026"}, "'key' is 'launch-2026', not the whole key"),
        ({"key": "launch-2026@acme"}, "'key' is"),
        ({"key": "!tick"}, "a 'posted' event cannot be about '!tick'"),
        ({"key": "!nonsense"}, "'key' is '!nonsense'"),
        ({"kind": "tick", "body": {"main": "x", "carry": {}}}, "a 'tick' event cannot"),
        ({"try": -1}, "'try' is -1"),
        ({"nonce": "12"}, "'nonce' is '12', not 32 hex digits"),
        ({"nonce": "A" * 32}, "'nonce' is"),
        ({"at": "2026-11-24T01:00:00Z"}, "'at' is '2026-11-24T01:00:00Z', not an ins"),
        ({"at": "2026-11-24T01:00:00.000+00:00"}, "'at' is"),
        ({"at": "2026-02-30T01:00:00.000Z"}, "'at' is"),
        ({"payload": "abc"}, "'payload' is 'abc'"),
        ({"approval": "mei"}, "'approval' is 'mei', not an object or null"),
        ({"run": ""}, "'run' is ''"),
        ({"run": "x" * 301}, "at most 300 characters"),
        ({"body": None}, "'body' is None"),
        ({"body": {}}, "a 'posted' event needs 'body.id'"),
        ({"body": {"id": 5, "via": "send"}}, "'body.id' of a 'posted' event must be a"),
        ({"body": {"id": "5", "via": "send", "url": 1}}, "'body.url' must be a string"),
        ({"kind": "claim", "body": {"scopes": [1]}}, "'body.scopes' must be a list of"),
        ({"mac": "hmac-sha256:" + "0" * 64}, "'key_id' is missing"),
        ({"key_id": "k1"}, "'mac' is missing"),
        ({"mac": "x", "key_id": "k1"}, "'mac' is 'x'"),
        ({"note": "x"}, "'note' is not a field of an event"),
        ({"run": "\x1b[31m" + "x" * 300}, r"'\\x1b\[31mx"),
    ],
)
def test_a_line_that_is_no_event_is_refused_by_name(
    change: Mapping[str, Any], why: str
) -> None:
    value = json.loads(encode(event(EventKind.POSTED))) | change
    with pytest.raises(DamageError, match=why) as refused:
        decode(canonical(value), PLACE)

    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    assert PLACE in refused.value.message


@pytest.mark.parametrize("name", ["v", "seq", "prev", "kind", "approval", "body"])
def test_a_missing_field_is_named(name: str) -> None:
    value = json.loads(encode(event(EventKind.POSTED)))
    del value[name]
    with pytest.raises(DamageError, match=f"'{name}' is missing"):
        decode(canonical(value), PLACE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line[:-5],
        lambda line: b" " + line,
        lambda line: line + b"\r",
        lambda line: line.replace(b'"v":1', b'"v":1,"v":1'),
        lambda line: b"\xef\xbb\xbf" + line,
        lambda _line: b"",
    ],
)
def test_a_line_in_another_form_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DamageError):
        decode(spoil(encode(event(EventKind.TICK))), PLACE)


def test_an_event_of_a_newer_version_stops_the_tool_without_blaming_the_ledger() -> (
    None
):
    value = json.loads(encode(event(EventKind.TICK))) | {"v": 2, "kind": "teleported"}
    with pytest.raises(WorkspaceError, match="newer mergecast") as refused:
        decode(canonical(value), PLACE)

    assert refused.value.exit_code is ExitCode.CANNOT_WORK
    assert "install the newest" in refused.value.hint


@pytest.mark.parametrize(
    ("raw", "line", "why"),
    [
        (b'{"a":1}\n{"a"', 2, "the last line is cut off"),
        (b'{"a":1}', 1, "the last line is cut off"),
        (b"\n", 1, "the line is empty"),
        (b"a\n\nb\n", 2, "the line is empty"),
        (b"a\r\nb\r\n", 1, r"Windows line end \(CR\)"),
    ],
)
def test_a_file_that_is_not_made_of_lines_is_refused(
    raw: bytes, line: int, why: str
) -> None:
    with pytest.raises(DamageError, match=f":{line}: .*{why}"):
        list(lines(raw, "events/2026/11/24.jsonl"))


def test_an_empty_file_has_no_lines() -> None:
    assert list(lines(b"", "events/2026/11/24.jsonl")) == []


def test_an_instant_is_utc_in_milliseconds_and_files_go_by_its_day() -> None:
    kuala_lumpur = timezone(timedelta(hours=8))
    at = datetime(2026, 11, 25, 7, 59, 59, 999_999, tzinfo=kuala_lumpur)

    assert write_instant(at) == "2026-11-24T23:59:59.999Z"
    assert day_path(at) == "events/2026/11/24.jsonl"
    assert read_instant("2026-11-24T23:59:59.999Z").tzinfo == UTC
