"""A secret is found in every form in which it could leave."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from mergecast.redaction import HIDDEN, redacted

SECRETS = st.text(st.characters(codec="utf-8"), min_size=8, max_size=60)
AROUND = st.text(st.sampled_from("ab c:=&\"'文"), max_size=12)


@given(SECRETS, AROUND, AROUND)
def test_the_secret_itself_is_hidden(secret: str, before: str, after: str) -> None:
    assert secret not in redacted(before + secret + after, [secret])


@given(SECRETS, AROUND)
def test_percent_encoding_hides_nothing_from_it(secret: str, before: str) -> None:
    once = quote(secret, safe="")

    assert once not in redacted(f"{before}oauth_token={once}&x", [secret])
    assert quote(once, safe="") not in redacted(quote(once, safe=""), [secret])


@given(st.text(st.sampled_from("abcXYZ019-_.~"), min_size=12, max_size=40), AROUND)
def test_base64_of_a_password_hides_nothing_from_it(secret: str, user: str) -> None:
    for encode in (b64encode, urlsafe_b64encode):
        header = encode(f"{user}:{secret}".encode()).decode()
        left = redacted(f"Authorization: Basic {header}", [secret])

        assert HIDDEN in left
        shown = left.removeprefix("Authorization: Basic ").replace(HIDDEN, "")
        assert len(shown) <= len(header) - len(secret) * 4 // 3 + 4


@given(st.text(max_size=60))
def test_innocent_words_stay(text: str) -> None:
    assert redacted(text, ["a-secret-that-is-not-there-0123456789"]) == text


def test_a_short_value_is_no_secret() -> None:
    assert redacted("no access here", ["no", ""]) == "no access here"


def test_one_secret_within_another_leaves_nothing_of_the_longer() -> None:
    assert redacted("abcdefghijkl", ["cdefgh", "abcdefghijkl"]) == HIDDEN
