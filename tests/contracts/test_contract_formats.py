"""All that the publisher sends, in every format, against X's description.

First against the excerpt that lies beside the emulator's tests, everywhere; then
against the whole official description, where that is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from contracts.formats import FORMATS, WHO, Exchange, talker
from contracts.official import MISSING, description, place
from jsonschema import Draft202012Validator
from sandbox.description import differences, excerpt, validator

from mergecast.sandbox import server

OPERATIONS = set(excerpt()["operations"])


@pytest.fixture(scope="module")
def heard() -> Iterator[dict[str, list[Exchange]]]:
    """Every exchange, by format."""
    with server.start(":memory:", accounts=WHO) as running:
        made, found = talker(running.url), {}
        for name, send in FORMATS.items():
            made.heard.clear()
            send(made)
            found[name] = [*made.heard]
        yield found


def operation(exchange: Exchange) -> str:
    """The operation of the description that a request is."""
    path = re.sub(r"/[0-9]{5,19}(?=/|$)", "/{id}", exchange.path)
    return f"{exchange.method} {path}"


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_sent_is_what_the_description_takes(
    heard: dict[str, list[Exchange]], name: str
) -> None:
    for exchange in heard[name]:
        described = excerpt()["operations"][operation(exchange)]
        assert set(exchange.query) <= set(described["query"])
        for parameter, allowed in excerpt()["fields"].items():
            asked = exchange.query.get(parameter)
            assert not asked or set(asked.split(",")) <= set(allowed)
        if described["request"] is None:
            assert exchange.body is None
            continue
        errors = validator(described["request"]).iter_errors(exchange.body)
        assert [error.message for error in errors] == []
        assert exchange.media_type == "application/json"


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_answered_is_what_the_description_promises(
    heard: dict[str, list[Exchange]], name: str
) -> None:
    for exchange in heard[name]:
        described = excerpt()["operations"][operation(exchange)]
        assert exchange.status == described["status"]
        assert differences(operation(exchange), exchange.answer) == []


def test_every_operation_but_one_is_used(heard: dict[str, list[Exchange]]) -> None:
    used = {operation(each) for found in heard.values() for each in found}

    assert OPERATIONS - used == {"GET /2/tweets"}


def test_every_member_that_a_create_may_have_is_sent(
    heard: dict[str, list[Exchange]],
) -> None:
    creates = [each.body for found in heard.values() for each in found if each.body]
    sent = {name for body in creates for name in body} & {
        *excerpt()["schemas"]["CreatePostsRequest"]["properties"]
    }

    assert sent == {
        *("text", "media", "poll", "reply", "quote_tweet_id", "reply_settings"),
        *("paid_partnership", "made_with_ai"),
    }


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    file = place()
    if file is None:
        pytest.skip(MISSING)
    return description(file)


def official(whole: dict[str, Any], exchange: Exchange) -> dict[str, Any]:
    method, path = operation(exchange).split(" ")
    found: dict[str, Any] = whole["paths"][path][method.lower()]
    return found


def named(whole: dict[str, Any], listed: list[dict[str, Any]]) -> dict[str, Any]:
    """Parameters by name; many stand elsewhere in the description."""
    shared = whole["components"].get("parameters", {})
    found = (shared.get(one.get("$ref", "").rpartition("/")[2], one) for one in listed)
    return {one["name"]: one for one in found}


def judged(whole: dict[str, Any], schema: dict[str, Any], value: object) -> list[str]:
    document = {**schema, "components": whole["components"]}
    errors = Draft202012Validator(document).iter_errors(value)
    return [f"{list(error.path)}: {error.message[:200]}" for error in errors]


@pytest.mark.parametrize("name", FORMATS)
def test_the_official_description_takes_what_is_sent(
    heard: dict[str, list[Exchange]], whole: dict[str, Any], name: str
) -> None:
    for exchange in heard[name]:
        described = official(whole, exchange)
        parameters = named(whole, described.get("parameters", []))
        for parameter, text in exchange.query.items():
            schema = parameters[parameter]["schema"]
            assert judged(whole, schema, typed(schema, text)) == []
        body = described.get("requestBody")
        assert (body is not None) == (exchange.body is not None)
        if body:
            schema = body["content"]["application/json"]["schema"]
            assert judged(whole, schema, exchange.body) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_official_description_knows_what_is_answered(
    heard: dict[str, list[Exchange]], whole: dict[str, Any], name: str
) -> None:
    for exchange in heard[name]:
        answers = official(whole, exchange)["responses"]
        content = answers[str(exchange.status)]["content"]
        assert (
            judged(whole, content["application/json"]["schema"], exchange.answer) == []
        )


def typed(schema: dict[str, Any], text: str) -> object:
    """A query parameter as the type that its schema means."""
    if schema.get("type") == "array":
        return text.split(",")
    return int(text) if schema.get("type") == "integer" else text


def test_the_excerpt_is_of_the_official_description(whole: dict[str, Any]) -> None:
    assert whole["info"]["version"] == excerpt()["version"]
    for name, schema in excerpt()["schemas"].items():
        assert shape(schema) == shape(whole["components"]["schemas"][name]), name


def shape(schema: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """A schema without what is said to readers."""
    prose = {"description", "example", "examples", "title", "externalDocs"}
    if isinstance(schema, list):
        return [shape(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: shape(each) for name, each in value.items()}
        if key == "properties"
        else shape(value)
        for key, value in schema.items()
        if key not in prose
    }
