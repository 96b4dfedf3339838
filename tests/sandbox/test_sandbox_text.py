"""Wrapped links, HTML entities and where entities stand."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox.pictures import upload

from mergecast.sandbox.posts import normalised
from mergecast.sandbox.shown import Appended, Shown, show
from mergecast.sandbox.wording import TokenKind, displayed, expanded, tokens

if TYPE_CHECKING:
    from sandbox.signing import Client

SAMPLES = st.sampled_from(
    [
        "https://example.org/a?b=1&c=2",
        "example.com",
        "HTTP://Example.ORG",
        "@acme_hq",
        "#标签",
        "$ACME",
        " ",
        "\n",
        "&",
        "<b>",
        "👨‍👩‍👧‍👦",
        "مرحبا",
        "e\u0301",
        "。",
    ]
)
TEXTS = st.lists(SAMPLES | st.text(max_size=6), max_size=8).map("".join)


def restore(shown: Shown) -> str:
    """What a reader of the API can rebuild: links expanded, entities unescaped."""
    text = shown.text
    for url in shown.entities.get("urls", []):
        text = text.replace(str(url["url"]), str(url["expanded_url"]))
    return html.unescape(text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_together_are_the_text(text: str) -> None:
    text = normalised(text)

    assert "".join(token.text for token in tokens(text, "premium")) == text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_entities_stand_where_their_indices_say(text: str) -> None:
    shown = show(7, tokens(normalised(text), "premium"), ())

    for group, entities in shown.entities.items():
        for entity in entities:
            start, end = int(str(entity["start"])), int(str(entity["end"]))
            stretch = shown.text[start:end]
            if group == "urls":
                assert stretch == entity["url"]
                assert re.fullmatch(r"https://t\.co/[0-9A-Za-z]{10}", stretch)
            else:
                name = entity.get("tag") or entity.get("username")
                assert stretch[0] in "#＃@＠$"
                assert stretch[1:].startswith(str(name))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_raw_angle_bracket_or_ampersand_is_shown(text: str) -> None:
    shown = show(7, tokens(normalised(text), "premium"), ())

    assert "<" not in shown.text
    assert ">" not in shown.text
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", shown.text, re.DOTALL)


def test_a_text_comes_back_wrapped_and_can_be_restored(acme: Client) -> None:
    text = "R&D <3 https://example.org/launch and example.com! #go @beta_hq"
    answer = acme.call(
        "GET", f"/2/tweets/{acme.post_id(text=text)}?tweet.fields=entities"
    ).json()["data"]

    shown = Shown(answer["text"], answer["entities"])
    assert answer["text"].startswith("R&amp;D &lt;3 https://t.co/")
    assert restore(shown) == text.replace("example.com!", "http://example.com!")
    assert [u["display_url"] for u in answer["entities"]["urls"]] == [
        "example.org/launch",
        "example.com",
    ]
    assert answer["entities"]["hashtags"][0]["tag"] == "go"


def test_pictures_are_linked_at_the_end_once_per_picture(acme: Client) -> None:
    media = [upload(acme), upload(acme)]
    post_id = acme.post_id(text="two views", media={"media_ids": media})

    path = f"/2/tweets/{post_id}?tweet.fields=entities"
    found = acme.call("GET", path).json()["data"]

    urls = found["entities"]["urls"]
    assert [url["media_key"] for url in urls] == [f"3_{m}" for m in media]
    assert {url["url"] for url in urls} == {found["text"].removeprefix("two views ")}
    assert urls[0]["expanded_url"].endswith(f"/acme_hq/status/{post_id}/photo/1")


def test_an_appended_link_needs_no_text() -> None:
    shown = show(7, [], (Appended("https://x.com/a/status/1", "x.com/a/status/1"),))

    assert shown.entities["urls"][0]["start"] == 0


@pytest.mark.parametrize(
    ("link", "address", "display"),
    [
        ("example.org", "http://example.org", "example.org"),
        ("HTTPS://www.example.org/A", "HTTPS://www.example.org/A", "example.org/A"),
        (
            "https://example.org/" + "a" * 40,
            "https://example.org/" + "a" * 40,
            "example.org/" + "a" * 14 + "…",
        ),
    ],
)
def test_a_link_is_expanded_and_displayed_as_on_x(
    link: str, address: str, display: str
) -> None:
    assert (expanded(link), displayed(link)) == (address, display)


def test_what_looks_like_a_script_is_not_a_link() -> None:
    cut = tokens("javascript:alert(1) data:text/html,x file:///etc", "premium")

    assert {token.kind for token in cut} == {TokenKind.PLAIN}


@given(st.text(max_size=50))
@settings(deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)

    assert normalised(once) == once
    assert unicodedata.is_normalized("NFC", once)
