"""A post is a statement word for word, or what differs is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mergecast.crisis.proving import differences
from mergecast.loading import build
from mergecast.model.post import Post
from mergecast.model.statement import Statement, Variable, VariableKind

STATEMENT = Statement(
    "outage",
    "playbooks/statements/outage.yaml",
    "Down",
    {"en": "{what} is down. More by {next}.", "ms": "{what} tergendala. {next}."},
    {
        "what": Variable("what", "What is down?", VariableKind.WORDS, 20),
        "next": Variable("next", "When?", VariableKind.TIME),
    },
)
TEXT = "Sign-in is down. More by 02:30."
MALAY = "Sign-in tergendala. 02:30."


def made(**fields: object) -> Post:
    """A post from the statement, with other fields."""
    statement = {
        "id": "outage",
        "blob": "8c7e5a667f1b771847fe88c01c3de34413a1b220",
        "vars": {"what": "Sign-in", "next": "02:30"},
    }
    data = {
        "id": "outage-1",
        "accounts": ["acme"],
        "statement": statement,
        "text": TEXT,
    }
    return build.post("calendar/2026/11/24-outage.yaml", data | fields)


def routes(post: Post) -> list[tuple[str | int, ...]]:
    return [each.route for each in differences(post, STATEMENT)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": TEXT + "\n"},
        {"locale": "en"},
        {"locale": "ms-MY", "text": MALAY},
        {"variants": {"acme-my": {"text": MALAY, "locale": "ms"}}},
        {"reply_to": "https://x.com/acme_hq/status/1", "incident": "outage-2026"},
    ],
)
def test_the_words_in_any_of_its_languages_are_the_statement(
    fields: dict[str, object],
) -> None:
    assert routes(made(**fields)) == []


@pytest.mark.parametrize(
    ("fields", "route"),
    [
        ({"text": TEXT + "!"}, ("text",)),
        ({"text": TEXT.replace("02:30", "03:30")}, ("text",)),
        ({"locale": "ms"}, ("text",)),
        ({"locale": "zh-Hans"}, ("text",)),
        ({"locale": "e"}, ("text",)),
        ({"media": [{"file": "media/a.png"}]}, ("text",)),
        ({"poll": {"options": ["a", "b"], "minutes": 5}}, ("text",)),
        ({"quote": "https://x.com/acme_hq/status/1"}, ("quote",)),
        ({"variants": {"x": {"text": "Sorry"}}}, ("variants", "x", "text")),
    ],
)
def test_whatever_differs_is_named_with_its_place(
    fields: dict[str, object], route: tuple[str, ...]
) -> None:
    assert routes(made(**fields)) == [route]


def test_a_thread_is_no_statement() -> None:
    data = dict(made().data) | {"thread": [TEXT, "And more"]}
    del data["text"]

    assert routes(build.post("p.yaml", data)) == [("thread", 1)]


def test_values_that_do_not_fit_are_named_and_the_words_not_compared() -> None:
    data = made().data["statement"]
    assert isinstance(data, dict)
    for values, route in (
        ({"what": "Sign-in"}, ("statement", "vars")),
        ({"what": "see x.com", "next": "02:30"}, ("statement", "vars", "what")),
        ({"what": "A", "next": "02:30", "who": "us"}, ("statement", "vars", "who")),
    ):
        post = made(statement=data | {"vars": values})

        assert routes(post) == [route]


def test_another_version_of_the_statement_is_another_statement() -> None:
    changed = replace(STATEMENT, texts={"en": "{what} is down. Back by {next}."})

    assert [each.route for each in differences(made(), changed)] == [("text",)]
