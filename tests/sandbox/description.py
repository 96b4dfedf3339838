"""The official description of the API, and what in an answer differs from it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator

EXCERPT = Path(__file__).with_name("x-openapi-excerpt.json")

# What X's documentation and clients call by the old word; the description of 2026
# knows only the new one. Both are answered.
OLD_WORDS = frozenset(
    {
        "edit_history_tweet_ids",
        "note_tweet",
        "referenced_tweets",
        "retweet_count",
        "tweet_count",
        "tweets",
    }
)


Json: TypeAlias = Any
"""JSON of any shape: what it is, is what is being asked."""


@cache
def excerpt() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(EXCERPT.read_text(encoding="utf-8"))
    return loaded


def validator(schema: str) -> Draft202012Validator:
    """A validator that also refuses members the description does not know."""
    document = {
        "$ref": f"#/components/schemas/{schema}",
        "components": {
            "schemas": {n: _closed(s) for n, s in excerpt()["schemas"].items()}
        },
    }
    return Draft202012Validator(document)


def _closed(schema: Json) -> Json:
    if isinstance(schema, list):
        return [_closed(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(member) for name, member in schema.items()}
    if closed.get("type") == "object" and isinstance(closed.get("properties"), dict):
        closed.setdefault("additionalProperties", False)
    return closed


def without_old_words(value: Json) -> Json:
    """The answer in the words of the description."""
    if isinstance(value, list):
        return [without_old_words(member) for member in value]
    if not isinstance(value, dict):
        return value
    return {k: without_old_words(v) for k, v in value.items() if k not in OLD_WORDS}


def differences(operation: str, answer: Json) -> list[str]:
    """How an answer differs from what the description promises for an operation."""
    schema = excerpt()["operations"][operation]["response"]
    errors = validator(schema).iter_errors(without_old_words(answer))
    return [f"{list(error.path)}: {error.message[:300]}" for error in errors]
