"""Where the rules surprise: each answer is that of twitter-text 3.1.0."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.networks import x
from mergecast.networks.base import Tag, Url
from mergecast.networks.twitter_text import punycode

LONG = "a" * 60 + ".com"


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        pytest.param(
            "a.com:80b.org", [("a.com", 0, 5)], id="what touches a port is no host"
        ),
        pytest.param(
            f"字{LONG}", [(LONG, 1, 65)], id="a host begins after the first character"
        ),
        pytest.param(
            "字" * 60 + "example.com",
            [],
            id="a sentence too long for a label hides one",
        ),
        pytest.param(
            "请看，例子。example.com。",
            [("example.com", 6, 17)],
            id="an ideographic stop is no end of a label",
        ),
        pytest.param(
            "example.com中example.com",
            [("example.com", 0, 11), ("example.com", 12, 23)],
            id="two equal hosts in one run",
        ),
        pytest.param(
            "b.bar1.comx_b.bar1.com",
            [("b.bar1.com", 0, 10)],
            id="of two equal parts the first is taken",
        ),
        pytest.param(
            "foo_bar.example.com",
            [("bar.example.com", 4, 19)],
            id="without a scheme an underscore cuts",
        ),
        pytest.param(
            "😀-foo.com", [("-foo.com", 1, 9)], id="half an emoji carries a hyphen"
        ),
        pytest.param(
            "http://a.vermögenſberatung", [], id="a long s is not an s in a domain"
        ),
        pytest.param(
            "example.com/（a）",
            [("example.com/", 0, 12)],
            id="full-width parentheses end a path",
        ),
    ],
)
def test_odd_links_are_read_as_the_reference_reads_them(
    text: str, urls: list[tuple[str, int, int]]
) -> None:
    assert x.measure(text).urls == tuple(Url(*url) for url in urls)


@pytest.mark.parametrize(("length", "links"), [(4089, 1), (4090, 0)])
def test_a_link_ends_to_be_one_when_it_is_too_long(length: int, links: int) -> None:
    # The scheme counts twice: 4,096 less 7.
    assert len(x.measure("http://a.com/".ljust(length, "a")).urls) == links


def test_an_emoji_broken_by_a_link_counts_piece_by_piece() -> None:
    text = "0.om👩\u200d❤\ufe0f\u200d👨.mk/"

    assert x.measure(text).urls == (Url("0.om/", 0, len(text)),)
    assert x.measure(text).weighted_length == 37


def test_a_hashtag_that_touches_the_next_takes_it_down_too() -> None:
    assert x.hashtags("#a#b #c") == (Tag("c", 5, 7),)
    assert x.hashtags("#a\ufe0f#b #c") == (Tag("c", 6, 8),)


@given(
    st.text(
        st.sampled_from("abz09-éüßñжя中国语言ああ한글ไทย😀𠮷"), min_size=1, max_size=40
    )
)
def test_the_length_in_punycode_is_that_of_pythons_encoder(label: str) -> None:
    wire = label if label.isascii() else "xn--" + label.encode("punycode").decode()

    assert punycode._encoded_length(label, 10_000) == len(wire)
