"""Whatever the words are, no check fails, and every remark points into the text."""

from __future__ import annotations

from checks.made_posts import image, made, poll, said
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks.table import POST_CHECKS
from mergecast.findings import Remark
from mergecast.model.post import Post

PIECES = (
    *("https://", "http://", "@", "#", ".", "/", ":", "xn--", ".com", "0x7f", "127.0"),
    *("[", "]", "::1", "%25", "javascript:", "data:text/html,", "\\", "。", "，"),
    *("\u200b", "\u200d", "\u200c", "\ufe0f", "\u200e", "\u202e", "\ufeff", "\u3164"),
    *("👩", "🏴", "\U000e0067", "\U000e007f", "❤", "1", "\u20e3", "🇲", "🇾"),
    *("а", "A", "Ω", "ａ", "𝗕", "ⓐ", "e", "\u0301", "ᄒ", "\u1161", "می", "क", "漢"),
    *("image of ", "photo", ".png", " ", "\n", "\x00", "\ud800", "\udc00"),
)
WILD = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=40),
)


def _value(post: Post, remark: Remark) -> object:
    value: object = post.data
    for step in remark.place.route:
        if isinstance(value, dict | list):
            value = value[step]  # type: ignore[index] # a key for one, an index for the other
    return value


@settings(max_examples=120, deadline=None)
@given(WILD, WILD, WILD)
def test_no_text_makes_a_check_fail(text: str, alt: str, answer: str) -> None:
    posts = (
        made(text),
        made(text, media=[image(alt=alt)]),
        made(text, poll=poll(answer, "No")),
        made("Base", accounts=["acme", "nobody"], variants={"acme": {"text": text}}),
    )
    for post in posts:
        for check in POST_CHECKS:
            for remark in said(check, post):
                value = _value(post, remark)
                start, end = remark.place.within or (0, 0)
                assert remark.message
                assert 0 <= start <= end <= len(value if isinstance(value, str) else "")


@settings(max_examples=120, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_no_file_name_makes_a_check_fail(name: str) -> None:
    post = made(media=[image(f"media/{name}", alt=name)])
    for check in POST_CHECKS:
        assert all(remark.message for remark in said(check, post))
