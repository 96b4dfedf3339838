"""For every valid document we agree with PyYAML's safe loader, but for what we say.

The differences are those that ``front_door`` lists: values that YAML 1.1 reads into
plain words and numbers. Structure, quoted texts and blocks are always the same.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading.written_yaml import TEXTS, documents

from mergecast.loading.front_door import read
from mergecast.loading.hazards import HAZARDS

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

_WORDS = re.compile(r"~|(?i:yes|no|on|off|true|false|null)")
_NUMBERS = re.compile(r"[-+.]?[0-9][0-9_,.:xXabcdefABCDEF+-]*|[-+]?\.(?i:inf|nan)")
# PyYAML has no value for these; and its own scanner, without libyaml, none for `[a?b]`.
_VALUELESS = re.compile(r"(?:[:-] |[\[,] ?)(?:=|<<)")
_TIMES = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*")


def same(ours: object, theirs: object) -> bool:
    """Whether two documents are equal, apart from the documented differences."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return all(
            key == str(other) or _documented(key, other)
            for key, other in zip(ours, theirs, strict=True)
        ) and all(map(same, ours.values(), theirs.values()))
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if type(ours) is type(theirs):
        return ours == theirs
    return isinstance(ours, str) and _documented(ours, theirs)


def _documented(ours: str, theirs: object) -> bool:
    """Whether PyYAML makes of a plain scalar what we leave as text."""
    if theirs is None or isinstance(theirs, bool):
        return _WORDS.fullmatch(ours) is not None
    if isinstance(theirs, int | float):
        return _NUMBERS.fullmatch(ours) is not None
    return isinstance(theirs, date | datetime) and _TIMES.fullmatch(ours) is not None


def compare(text: str) -> None:
    document = read("f.yaml", text.encode()).document
    if document is None:
        return
    try:
        assert same(document.data, yaml.load(text, yaml.CSafeLoader)), text
        assert same(document.data, yaml.safe_load(text)), text
    except yaml.constructor.ConstructorError:
        assert _VALUELESS.search(text), text
    except yaml.YAMLError:
        assert "?" in text, text


@settings(max_examples=60, suppress_health_check=SLOW)
@given(documents())
def test_documents_in_every_style_mean_the_same(text: str) -> None:
    compare(text)


SCALARS = st.one_of(
    TEXTS,
    st.text(max_size=20),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6),
    st.booleans(),
    st.none(),
    st.sampled_from(
        ("yes", "~", "12:30", "2026-11-24", "0x10", "1_0", "", "null", " a")
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.from_regex(r"[a-z]{1,3}|[合并]{2}", fullmatch=True), inner, max_size=4
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=SLOW)
@given(
    VALUES,
    st.sampled_from((None, "'", '"', "|", ">")),
    st.sampled_from((None, True, False)),
    st.sampled_from((10, 40, 200)),
    st.booleans(),
)
def test_what_pyyaml_writes_we_read_as_it_does(
    value: object,
    style: str | None,
    flow: bool | None,  # noqa: FBT001 - hypothesis calls it by name
    width: int,
    unicode: bool,  # noqa: FBT001 - hypothesis calls it by name
) -> None:
    text = yaml.safe_dump(
        value,
        default_style=style,
        default_flow_style=flow,
        width=width,
        allow_unicode=unicode,
        explicit_start=unicode,
    )
    reading = read("f.yaml", text.encode())
    if reading.document is None:
        # PyYAML writes aliases, tags (for what a style hides) and control characters.
        refused = {hazard for hazard, _ in reading.remarks}
        assert refused <= HAZARDS.keys()
    compare(text)


@pytest.mark.parametrize(
    ("written", "theirs"),
    [
        ("yes", True),
        ("Off", False),
        ("NO", False),
        ("TRUE", True),
        ("~", None),
        ("Null", None),
        ("010", 8),
        ("0x1F", 31),
        ("0b11", 3),
        ("1_000", 1000),
        ("+1", 1),
        ("1.", 1.0),
        (".5", 0.5),
        ("1.5e+3", 1500.0),
        ("12:30", 750),
        ("1:30.5", 90.5),
        (".inf", float("inf")),
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24 09:00:00", datetime(2026, 11, 24, 9, 0)),  # noqa: DTZ001 - as PyYAML has it
        ("1000000000000000000", 10**18),
    ],
)
def test_these_are_the_documented_differences(written: str, theirs: object) -> None:
    text = f"key: {written}\n"
    assert yaml.safe_load(text) == {"key": theirs}
    document = read("f.yaml", text.encode()).document
    assert document is not None
    assert document.data == {"key": written}
    assert same(document.data, yaml.safe_load(text))


@pytest.mark.parametrize("written", ["12", "1.5", "true", "null", "x", "'010'", "08"])
def test_everything_else_is_the_same(written: str) -> None:
    text = f"key: {written}\n"
    document = read("f.yaml", text.encode()).document
    assert document is not None
    assert document.data == yaml.safe_load(text)


def test_a_difference_that_is_not_documented_is_seen() -> None:
    assert not same({"a": "x"}, {"a": True})
    assert not same({"a": ["1"]}, {"a": ["2"]})
    assert not same({"a": 1}, {"a": 1.0})
    assert not same({"a": None}, {"a": "null"})
    assert not same([], [[]])
