"""The ledger's JSON has one form, and only that form is read."""

from __future__ import annotations

import hashlib
import json
from typing import Any, cast

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mergecast.ledger.canonical import (
    NotCanonicalError,
    canonical,
    digest,
    read_canonical,
)

_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-(2.0**52), 2.0**52)
    | st.text()
)
_values = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)
_objects = st.dictionaries(st.text(max_size=5), _values, max_size=4)


@given(_objects)
def test_what_is_written_reads_back_to_the_same_bytes(value: dict[str, object]) -> None:
    raw = canonical(value)

    assert raw == rfc8785.dumps(cast("Any", value))
    assert canonical(read_canonical(raw)) == raw


@given(_objects.filter(bool))
def test_any_other_spelling_is_refused(value: dict[str, object]) -> None:
    raw = canonical(value)
    with pytest.raises(NotCanonicalError):
        read_canonical(b" " + raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"a":1', "not JSON"),
        (b"", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"a":1,"a":1}', "not canonical"),
        (b'{"b":1,"a":1}', "not canonical"),
        (b'{"a": 1}', "not canonical"),
        (b'{"a":1}\r', "not canonical"),
        (b'{"a":"\\u65e9"}', "not canonical"),
        (b'{"a":"\\ud83d"}', "no canonical form"),
        (b'{"a":NaN}', "not JSON: NaN"),
        (b'{"a":1e400}', "no canonical form"),
        (b'{"a":12345678901234567890}', "do not agree"),
        (b'{"a":' + b"9" * 5000 + b"}", "do not agree"),
        (b'{"a":' + b"[" * 100_000, "nested too deeply"),
        (b'{"a":"\xff"}', "not UTF-8"),
    ],
)
def test_what_is_not_canonical_json_is_refused_in_words(raw: bytes, why: str) -> None:
    with pytest.raises(NotCanonicalError, match=why):
        read_canonical(raw)


def test_what_has_no_canonical_form_is_not_written() -> None:
    for value in ("\ud83d", float("nan"), 2**60, object()):
        with pytest.raises(NotCanonicalError):
            canonical({"a": value})


def test_names_beyond_the_bmp_are_ordered_as_the_rfc_says() -> None:
    raw = canonical({"\U0001f600": 1, "\ufb33": 2})

    assert raw == '{"\U0001f600":1,"\ufb33":2}'.encode()
    assert read_canonical(raw) == {"\U0001f600": 1, "\ufb33": 2}


def test_a_digest_names_its_algorithm() -> None:
    raw = json.dumps({}).encode()

    assert digest(raw) == "sha256:" + hashlib.sha256(raw).hexdigest()
