"""A text is counted as its network counts, and only where it could be too long."""

from __future__ import annotations

import pytest
from checks.made_posts import made, messages, said, stretch, thread
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import text_too_long as check
from mergecast.checks.text_too_long import surely_fits
from mergecast.networks import NETWORKS
from mergecast.networks.base import Network

HEAVY = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                " ",
                ".",
                "é",
                "漢",
                "👩‍👩‍👧",
                "🇲🇾",
                "١",
                "\ufb2c",
                "\U0001d160",
                "\u0958",
            ),
            *(
                "t.co",
                "a.com ",
                "https://a.co",
                "。",
                "a.b.io",
                ".com",
                "www.",
                "\u212b",
            ),
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 281, 281),
        ("漢" * 141, 282),
        ("👩‍👩‍👧" * 141, 282),
        ("a" * 257 + " https://example.org/" + "long/" * 50, 281),
        ("e\u0301" * 281, 281),
    ],
)
def test_a_text_over_the_limit_is_refused(text: str, length: int) -> None:
    (remark,) = said(check, made(text))

    assert remark.message == (
        f"the text counts {length} on X, {length - 280} over the limit of 280"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a" * 280,
        "漢" * 140,
        "👩‍👩‍👧" * 140,
        "a" * 256 + " https://example.org/" + "long/" * 50,
        "e\u0301" * 280,
        "",
    ],
)
def test_a_text_at_the_limit_is_fine(text: str) -> None:
    assert said(check, made(text)) == []


def test_what_does_not_fit_is_pointed_at() -> None:
    post = made("a" * 278 + "漢漢漢")
    (remark,) = said(check, post)

    assert stretch(post, remark) == "漢漢"


def test_each_part_that_is_too_long_is_named() -> None:
    found = said(check, thread("short", "b" * 300, "c", {"text": "d" * 300}))

    assert [remark.place.route for remark in found] == [
        ("thread", 1),
        ("thread", 3, "text"),
    ]


def test_a_wording_is_said_once_for_two_accounts_of_one_network() -> None:
    post = made("a" * 300, accounts=["acme", "acme-my", "acme-de"])

    assert len(said(check, post)) == 1


def test_a_variant_with_the_same_text_is_not_said_again() -> None:
    variants = {"acme-my": {"media": [{"file": "media/launch.png", "alt": "A cat"}]}}
    post = made("a" * 300, accounts=["acme", "acme-my"], variants=variants)

    assert len(said(check, post)) == 1


def test_a_base_that_every_account_replaces_is_nobodys() -> None:
    assert said(check, made("a" * 300, variants={"acme": {"text": "short"}})) == []
    assert said(check, made("a" * 300, variants={"x": {"text": "short"}})) == []


def test_an_unknown_account_has_no_limit() -> None:
    assert messages(said(check, made("a" * 300, accounts=["nobody"]))) == []


@pytest.mark.parametrize("network", NETWORKS.values(), ids=lambda network: network.ID)
@settings(max_examples=300, deadline=None)
@given(text=st.one_of(HEAVY, st.text(max_size=30)))
def test_no_network_counts_more_than_the_short_cut_allows(
    network: Network, text: str
) -> None:
    length = network.measure(text, network.DEFAULT_TIER).weighted_length

    assert not surely_fits(text, length - 1)
