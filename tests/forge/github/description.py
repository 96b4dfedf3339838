"""GitHub's official description, and how an answer differs from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator

EXCERPT = Path(__file__).with_name("github-openapi-excerpt.json")

Json: TypeAlias = Any
"""JSON of any shape: what it is, is what is being asked."""


@cache
def excerpt() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(EXCERPT.read_text("utf-8"))
    return loaded


def operation(method: str, path: str) -> tuple[str, dict[str, str]] | None:
    """The operation that answers a request, and the values in its path."""
    for name in excerpt()["operations"]:
        verb, _, template = name.partition(" ")
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)
        found = re.fullmatch(pattern, path)
        if verb == method and found:
            return name, found.groupdict()
    return None


def unlike_request(name: str, body: Json) -> list[str]:
    """How a request's body differs from what the operation takes."""
    wanted = excerpt()["operations"][name].get("request")
    return [] if wanted is None else unlike(wanted, body)


def unlike_query(name: str, query: Iterable[str]) -> list[str]:
    """What is asked for that the operation does not know."""
    return sorted({*query} - {*excerpt()["operations"][name]["query"]})


def usual_status(name: str) -> int:
    """The status of an operation that had nothing special to say."""
    return int(min(excerpt()["operations"][name]["answers"]))


def unlike_answer(name: str, status: int, answer: Json) -> list[str]:
    """How an answer differs from what the operation promises; None is no body."""
    answers = excerpt()["operations"][name]["answers"]
    if str(status) not in answers:
        return [f"{status} is none of {list(answers)}"]
    schema = answers[str(status)]
    if schema is None:
        return [] if answer is None else ["a body, where there is none"]
    return unlike(schema, answer)


def unlike(schema: Json, value: Json) -> list[str]:
    """How a value differs from a schema."""
    document = {**_as_2020(schema), "components": {"schemas": _schemas_of_2020()}}
    errors = Draft202012Validator(document).iter_errors(value)
    return [f"{list(error.path)}: {error.message[:300]}" for error in errors]


@cache
def _schemas_of_2020() -> dict[str, Json]:
    return {name: _as_2020(schema) for name, schema in _schemas().items()}


def least(schema: Json) -> Json:
    """The smallest value that a schema takes: what its required members are made of."""
    if "$ref" in schema:
        return least(_schemas()[schema["$ref"].rpartition("/")[2]])
    if "allOf" in schema:
        return {
            name: each for one in schema["allOf"] for name, each in least(one).items()
        }
    for one in ("oneOf", "anyOf"):
        if one in schema:
            return least(schema[one][0])
    if schema.get("nullable"):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    return _LEAST[schema.get("type", "object")](schema)


def _text(schema: Json) -> str:
    return {
        "uri": "https://api.github.example/",
        "date-time": "2026-11-20T08:00:00Z",
        "email": "someone@example.org",
    }.get(schema.get("format", ""), "text")


def _members(schema: Json) -> dict[str, Json]:
    properties = schema.get("properties", {})
    return {
        name: least(properties[name])
        for name in schema.get("required", ())
        if name in properties
    }


_LEAST = {
    "string": _text,
    "integer": lambda _: 1,
    "number": lambda _: 1,
    "boolean": lambda _: False,
    "array": lambda _: [],
    "object": _members,
}


def _schemas() -> dict[str, Json]:
    found: dict[str, Json] = excerpt()["schemas"]
    return found


def _as_2020(schema: Json) -> Json:
    """OpenAPI 3.0 says ``nullable`` where JSON Schema says ``null``."""
    if isinstance(schema, list):
        return [_as_2020(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _as_2020(member) for name, member in schema.items()}
    if made.pop("nullable", False) is True:
        return {"anyOf": [made, {"type": "null"}]}
    return made
