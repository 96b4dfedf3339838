"""The JSON Schema, the quick table and the code agree on what an event is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from ledger.made_events import BODIES, event, events

from mergecast import ledger
from mergecast.ledger.bodies import OPTIONAL, REQUIRED
from mergecast.ledger.envelope import encode
from mergecast.model.event import Event, EventKind

_FILE = Path(ledger.__path__[0]) / "schemas" / "event.schema.json"
SCHEMA: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
_TYPES = {"string": str, "boolean": bool, "object": dict, "array": list}


def _type(described: dict[str, Any]) -> type:
    return str if "enum" in described else _TYPES[described["type"]]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(events())
def test_whatever_the_ledger_writes_is_valid(made: Event) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(encode(made)))


@pytest.mark.parametrize("kind", EventKind)
def test_what_a_kind_requires_is_the_same_in_schema_and_table(kind: EventKind) -> None:
    described = SCHEMA["$defs"][kind]
    properties = described["properties"]

    assert described["required"] == list(REQUIRED[kind])
    for name, wanted in REQUIRED[kind].items():
        assert _type(properties[name]) is wanted
    for name in OPTIONAL.keys() & properties.keys():
        assert _type(properties[name]) is OPTIONAL[name]


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_its_own_branch(kind: EventKind) -> None:
    value = json.loads(encode(event(kind)))
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(value)

    other = "!nonsense" if value["key"].startswith("!") else "!tick"
    assert not validator.is_valid(value | {"key": other})
    for name in SCHEMA["$defs"][kind]["required"]:
        less = {known: said for known, said in BODIES[kind].items() if known != name}
        assert not validator.is_valid(value | {"body": less})


def test_every_part_of_the_schema_is_explained() -> None:
    for kind in EventKind:
        described = SCHEMA["$defs"][kind]
        assert described["description"]
        assert all("description" in one for one in described["properties"].values())
    assert all("description" in one for one in SCHEMA["properties"].values())
