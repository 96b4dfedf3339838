"""Whatever somebody gives as a reason can be written, on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.reasons import LONGEST, plain_reason


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("flood in Klang", "flood in Klang"),
        ("  巴生水灾 \r\n 🌊 ", "巴生水灾 🌊"),
        ("\ud83d half", "\ufffd half"),
        ("a\x00b\x1b[2Jc\x85d", "a b [2Jc d"),
        ("\udcff\udcfe bytes", "\ufffd bytes"),
        ("👩\u200d👩\u200d👧 stays", "👩\u200d👩\u200d👧 stays"),
        ("\x00\ud800"[:1], ""),
    ],
)
def test_what_can_be_said_stays_and_the_rest_goes(given_: str, kept: str) -> None:
    assert plain_reason(given_) == kept


@given(st.text(st.characters(exclude_categories=())))
def test_a_reason_is_one_line_that_can_be_written(text: str) -> None:
    kept = plain_reason(text)

    kept.encode("utf-8")
    assert len(kept) <= LONGEST
    assert kept.isprintable() or len(kept.splitlines()) <= 1
    assert plain_reason(kept) == kept
