"""A rule looks at the texts that its scope names, and shows their very words."""

from __future__ import annotations

import pytest
from style.ruling import engine_of, post, rule, said

from mergecast.model.post import Part, Post, Variant
from mergecast.source import Place, Route
from mergecast.style.scopes import never, read_scopes

X = {"acme": "x", "acme-zh": "x", "acme-sky": "bluesky"}


def _places(scope: str, made: Post, word: str = "so") -> list[Route]:
    written = (
        f"{{extends: existence, message: '%s', scope: '{scope}', tokens: [{word}]}}"
    )
    found = engine_of(rule(written)).said_of(made, X)
    return [each.place.route for each in found]


POST = post(
    "This so. https://so.example.org/so #so @so",
    "And so!\n\nIs it so?",
    alt="A so picture",
    options=("so", "no"),
)
FIRST, SECOND = ("thread", 0, "text"), ("thread", 1, "text")
ALT, ANSWER = ("thread", 0, "media", 0, "alt"), ("thread", 0, "poll", "options", 0)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("text", [FIRST, FIRST, ALT, ANSWER, SECOND, SECOND]),
        ("part", [FIRST, FIRST, SECOND, SECOND]),
        ("body", [FIRST, FIRST, SECOND, SECOND]),
        ("summary", [FIRST, FIRST, SECOND, SECOND]),
        ("raw", [FIRST] * 5 + [SECOND] * 2),
        ("alt", [ALT]),
        ("poll", [ANSWER]),
        ("option", [ANSWER]),
        ("hashtags", [FIRST]),
        ("link", [FIRST, FIRST]),
        ("sentence & ~alt", [FIRST, FIRST, SECOND, SECOND]),
        ("paragraph & alt", [ALT]),
        ("text & ~part", [ALT, ANSWER]),
        ("~alt", [FIRST, FIRST, ANSWER, SECOND, SECOND]),
        ("text.md", [FIRST, FIRST, ALT, ANSWER, SECOND, SECOND]),
        ("heading.h1", []),
    ],
)
def test_a_scope_names_its_texts(scope: str, expected: list[Route]) -> None:
    assert _places(scope, POST) == expected


def test_links_and_names_of_people_are_not_the_authors_words() -> None:
    (found,) = said(
        engine_of(rule("{extends: existence, message: '%s', tokens: [so]}")),
        "so @so https://example.org/so?so=so",
    )
    assert found.place.within == (0, 2)


def test_a_hit_in_a_sentence_of_a_part_is_shown_in_the_part() -> None:
    written = "{extends: existence, message: '%s', scope: sentence, raw: ['^Is it']}"
    (found,) = engine_of(rule(written)).said_of(POST, X)
    assert found.place == Place("calendar/p.yaml", SECOND, within=(9, 14))


def test_a_hit_over_two_parts_is_shown_in_the_first() -> None:
    written = "{extends: existence, message: '%s', scope: body, raw: ['one\\s+two']}"
    (found,) = said(engine_of(rule(written)), "part one", "two parts")
    assert found.place == Place("calendar/p.yaml", ("thread", 0, "text"), (5, 8))


def _with_variants() -> Post:
    base = (Part(("text",), "dan so"),)
    own = (Part(("variants", "acme-zh", "text"), "所以 dan"),)
    sky = (Part(("variants", "bluesky", "text"), "dan so"),)
    variants = (
        Variant("acme-zh", own, "zh-Hans"),
        Variant("bluesky", sky, "ms"),
    )
    keys = ("acme", "acme-zh", "acme-sky")
    return Post("calendar/p.yaml", "p-1", keys, base, variants=variants)


def test_each_variant_is_read_once_in_its_language() -> None:
    made = _with_variants()
    assert len(_places("text", made, "dan")) == 3
    only = "{extends: existence, message: '%s', locales: [ms], tokens: [dan]}"
    (found,) = engine_of(rule(only)).said_of(made, X)
    assert found.place.route == ("variants", "bluesky", "text")


def test_words_that_every_account_replaces_are_nobodys() -> None:
    base = (Part(("text",), "so"),)
    own = (Part(("variants", "x", "text"), "no"),)
    made = Post("p.yaml", "p-1", ("acme",), base, variants=(Variant("x", own),))
    assert _places("text", made) == []


def test_a_rule_for_one_account_reads_its_variant_alone() -> None:
    only = "{extends: existence, message: '%s', accounts: [acme-zh], tokens: [dan]}"
    (found,) = engine_of(rule(only)).said_of(_with_variants(), X)
    assert found.place.route == ("variants", "acme-zh", "text")


def test_a_scope_of_documents_is_known_and_never_applies() -> None:
    scopes, unknown = read_scopes(["heading.h1", "table.cell & ~alt"])
    assert (never(scopes), unknown) == ("heading", "")
    assert never((("heading",), ("text",))) == ""


def test_a_scope_that_nobody_has_is_named() -> None:
    assert read_scopes(["text & nave"]) == ((), "nave")
