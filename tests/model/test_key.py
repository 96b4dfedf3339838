"""A key has one spelling, and reserved names cannot be taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.key import (
    RESERVED,
    Key,
    KeyFormatError,
    incident_key,
    is_reserved,
)

_dates = st.dates(date(2000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
_keys = st.builds(
    Key,
    post=st.from_regex(r"[a-z0-9][a-z0-9-]{2,63}", fullmatch=True),
    date=st.none() | _dates,
    account=st.none() | st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True),
    part=st.none() | st.integers(1, 999),
    delete=st.booleans(),
)


@given(_keys)
def test_a_key_reads_back_as_it_was_written(key: Key) -> None:
    assert Key.parse(str(key)) == key


@given(_keys, _keys)
def test_two_keys_are_never_written_alike(one: Key, other: Key) -> None:
    assert (one == other) is (str(one) == str(other))


@given(st.text(max_size=40).filter(lambda text: not text.isascii()))
def test_any_other_text_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(KeyFormatError, match="is not a key"):
        Key.parse(text)


def test_every_piece_of_a_key_is_read() -> None:
    key = Key.parse("tuesday-tip~2026-11-24@acme-my:3!delete")

    assert key == Key("tuesday-tip", "2026-11-24", "acme-my", 3, delete=True)
    assert key.whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ab",
        "Launch-2026",
        "launch-2026@",
        "launch-2026:0",
        "launch-2026:01",
        "launch-2026:1000",
        "launch-2026~2026-02-30",
        "launch-2026~2026-2-3",
        "launch-2026:1@acme",
        "launch-2026!publish",
        "launch-2026\n",
        "launch-2026@acme:1 ",
        "发布-2026",
        "launch-2026:١",
        "!tick",
    ],
)
def test_what_is_not_quite_a_key_is_refused(text: str) -> None:
    with pytest.raises(KeyFormatError):
        Key.parse(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("launch-2026", False),
        ("launch-2026@acme", False),
        ("launch-2026:1", False),
        ("launch-2026@acme:1", True),
        ("launch-2026@acme:1!delete", True),
    ],
)
def test_only_a_key_with_account_and_part_is_whole(text: str, *, whole: bool) -> None:
    assert Key.parse(text).whole is whole


def test_a_short_key_covers_the_longer_ones() -> None:
    post = Key("launch-2026")

    assert post.covers(Key("launch-2026", None, "acme", 2))
    assert post.covers(Key("launch-2026", "2026-11-24", "acme", 2, delete=True))
    assert not post.covers(Key("launch-2027", None, "acme", 2))
    target = Key("launch-2026", None, "acme")
    assert not target.covers(Key("launch-2026", None, "acme-my", 1))
    assert not Key("launch-2026", None, "acme", 1, delete=True).covers(
        Key("launch-2026", None, "acme", 1)
    )


def test_the_deletion_of_a_part_has_a_key_of_its_own() -> None:
    part = Key("launch-2026", None, "acme", 1)

    assert str(part.deletion) == "launch-2026@acme:1!delete"


@pytest.mark.parametrize("text", [*sorted(RESERVED), incident_key("outage-1")])
def test_a_reserved_name_is_no_part(text: str) -> None:
    assert is_reserved(text)
    with pytest.raises(KeyFormatError):
        Key.parse(text)


@pytest.mark.parametrize("text", ["!incident:", "!incident:A", "!other", "tick"])
def test_other_names_are_not_reserved(text: str) -> None:
    assert not is_reserved(text)


def test_an_incident_needs_an_id() -> None:
    with pytest.raises(KeyFormatError):
        incident_key("../x")
