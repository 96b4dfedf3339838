"""The generated functions and jsonschema give the same answer."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemas.random_documents import JUNK, spoiled, valid

from mergecast.schemas import KINDS, schema
from mergecast.schemas.accept import UnknownKeywordError, source
from mergecast.schemas.accepts import acceptor

DOCUMENTS = {
    "post": 1_200,
    "series": 200,
    "settings": 500,
    "team": 400,
    "away": 200,
    "rota": 200,
    "campaign": 400,
    "blackouts": 200,
    "year": 120,
    "quarter": 120,
    "month": 120,
    "week": 120,
    "levels": 120,
    "matrix": 120,
    "crisis": 120,
    "statement": 120,
    "process": 120,
    "meeting": 120,
    "minutes": 120,
    "handover": 120,
    "decision": 120,
    "incident": 120,
    "names": 120,
    "voice": 120,
    "rating": 120,
    "branding": 120,
    "asset": 120,
    "conduct": 120,
}


@pytest.mark.parametrize("kind", KINDS)
def test_both_say_yes_to_the_same_documents(kind: str) -> None:
    reference = Draft202012Validator(schema(kind))
    accept = acceptor(kind)
    answers = {True: 0, False: 0}
    for seed in range(DOCUMENTS[kind]):
        rng = Random(f"{kind} {seed}")  # noqa: S311 - documents, not secrets
        document = valid(schema(kind), schema(kind), rng)
        once = spoiled(document, rng)
        for candidate in (document, once, spoiled(once, rng)):
            expected = reference.is_valid(candidate)
            assert accept(candidate) is expected, json.dumps(candidate)
            answers[expected] += 1

    assert min(answers.values()) > DOCUMENTS[kind] / 2, "one answer is hardly tried"


@pytest.mark.parametrize("kind", KINDS)
def test_both_agree_on_every_kind_of_junk(kind: str) -> None:
    reference = Draft202012Validator(schema(kind))

    for junk in JUNK:
        assert acceptor(kind)(junk) is reference.is_valid(junk)


POST = {"id": "launch-2026", "accounts": ["acme"], "text": "It is out."}


@pytest.mark.parametrize("field", sorted(schema("post")["properties"]))
def test_both_agree_on_junk_in_every_field_of_a_post(field: str) -> None:
    reference = Draft202012Validator(schema("post"))

    for junk in JUNK:
        post = {**POST, field: junk}
        assert acceptor("post")(post) is reference.is_valid(post), junk


@given(field=st.sampled_from(sorted(schema("post")["properties"])), text=st.text())
@settings(max_examples=300, deadline=None)
def test_both_agree_on_any_text_in_any_field(field: str, text: str) -> None:
    reference = Draft202012Validator(schema("post"))
    for value in (text, [text], {text: text}):
        post = {**POST, field: value}

        assert acceptor("post")(post) is reference.is_valid(post)


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "string", "format": "date"},
        {"type": "object", "patternProperties": {}},
        {"type": "array", "items": {"type": "integer"}, "uniqueItems": True},
        {"type": "object", "properties": {}, "if": {"maxProperties": 1}},
        {"$ref": "#/$defs/key", "minLength": 3},
    ],
)
def test_a_rule_that_cannot_be_written_in_python_stops_the_generator(
    rule: dict[str, Any],
) -> None:
    with pytest.raises(UnknownKeywordError):
        source("post", {**rule, "$defs": {"key": {"type": "string"}}})


def test_there_is_no_acceptor_for_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        acceptor("os")
