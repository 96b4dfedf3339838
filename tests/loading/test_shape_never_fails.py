"""Whatever a document says: it is accepted, or something useful is said about it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schemas.random_documents import JUNK, spoiled, valid

from mergecast.errors import WorkspaceError
from mergecast.loading.document import Document
from mergecast.loading.front_door import read
from mergecast.loading.shape import SHAPES, shape
from mergecast.loading.shape_errors import _EXPLAIN
from mergecast.schemas import KINDS, schema, schema_text
from mergecast.schemas.accepts import acceptor


def look(data: object, kind: str) -> None:
    try:
        found, said = shape(Document("f.yaml", "", data), kind)
    except WorkspaceError:
        assert kind == "settings"
        return
    if not said:
        assert acceptor(kind)(found)
        return
    assert found is None
    for name, remark in said:
        assert name in SHAPES
        assert remark.message
        assert remark.hint
        assert len(remark.message) < 200
        assert "\n" not in remark.message + remark.hint
        assert exists(data, remark.place.route)


def exists(data: Any, route: tuple[str | int, ...]) -> bool:  # noqa: ANN401 - any document
    for step in route:
        data = data[step]
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_spoiled_documents_are_explained(kind: str) -> None:
    for seed in range(400):
        rng = Random(f"shape {kind} {seed}")  # noqa: S311 - documents, not secrets
        document = spoiled(valid(schema(kind), schema(kind), rng), rng)
        look(spoiled(document, rng), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_junk_is_explained(kind: str) -> None:
    for junk in JUNK:
        look(junk, kind)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda held: st.lists(held, max_size=4) | st.dictionaries(st.text(), held),
    max_leaves=12,
)


@given(field=st.sampled_from(sorted(schema("post")["properties"])), value=VALUES)
@settings(max_examples=200, deadline=None)
def test_anything_in_any_field_is_explained(field: str, value: object) -> None:
    post = {"id": "launch-2026", "accounts": ["acme"], "text": "It is out."}

    look({**post, field: value}, "post")


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_of_the_schemas_has_an_explanation(kind: str) -> None:
    known = {name for name in _EXPLAIN if f'"{name}"' in schema_text(kind)}
    silent = {
        "$ref",
        "if",
        "items",
        "properties",
        "propertyNames",
        "additionalProperties",
    }
    used = set(_rules(schema(kind)))

    assert used - silent <= known


def _rules(node: Any) -> Any:  # noqa: ANN401 - any node of a schema
    if not isinstance(node, dict):
        return
    for key, own in node.items():
        if key in {"properties", "$defs"}:
            for each in own.values():
                yield from _rules(each)
        elif key in {"items", "additionalProperties", "propertyNames", "then", "else"}:
            yield from _rules(own)
        elif key == "anyOf":
            yield key
            for each in own:
                yield from _rules(each)
        elif key not in _ANNOTATIONS:
            yield key


_ANNOTATIONS = {
    *("$schema", "title", "description", "examples", "default", "patternErrorMessage"),
    "if",
}


@pytest.mark.parametrize("item", ["0", "1.50", "7", "true", "[]"])
def test_a_large_file_of_small_mistakes_is_looked_at_once(item: str) -> None:
    text = "id: launch-2026\naccounts: [acme]\nthread:\n" + f"  - {item}\n" * 2_000
    reading = read("calendar/queue/long.yaml", text.encode())
    assert reading.document is not None

    found, said = shape(reading.document, "post")

    assert found["thread"] == [item] * 2_000 if found else len(said) == 51


def test_thousands_of_long_unknown_keys_are_answered_soon() -> None:
    keys = {f"{'k' * 60}{number}": "x" for number in range(3_000)}

    _, said = shape(Document("f.yaml", "", keys), "post")

    assert len(said) == 51
