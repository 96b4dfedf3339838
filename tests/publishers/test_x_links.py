"""Links that people copy and click."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.publishers.x_links import intent_link, own_id


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/acme_hq/status/1234567890123456789",
        "https://twitter.com/ACME_HQ/status/1234567890123456789?s=20",
        "https://mobile.twitter.com/acme_hq/status/1234567890123456789/photo/1",
        " https://www.x.com/acme_hq/status/1234567890123456789/#m ",
    ],
)
def test_a_link_to_an_own_post_gives_its_id(url: str) -> None:
    assert own_id(url, "@acme_hq") == "1234567890123456789"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/other/status/123",
        "https://x.com/acme_hq",
        "https://x.com.evil.example/acme_hq/status/123",
        "https://evil.example/x.com/acme_hq/status/123",
        "https://acme_hq@evil.example/acme_hq/status/123",
        "javascript://x.com/acme_hq/status/123",
        "https://x.com/acme_hq/status/123abc",
        "https://x.com/i/status/123",
        "123",
        "",
    ],
)
def test_any_other_link_gives_none(url: str) -> None:
    assert own_id(url, "acme_hq") is None


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_browser_gets_back_every_text_from_the_link(text: str) -> None:
    link = intent_link(text, "7")
    query = parse_qs(urlsplit(link).query, strict_parsing=True)

    assert link.isascii()
    assert query == {"text": [text], "in_reply_to": ["7"]}
