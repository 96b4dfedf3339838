"""The table of scripts is what Unicode says."""

from __future__ import annotations

import unicodedata

import pytest

from mergecast.checks.basis.scripts import (
    LATIN_TAKEN_FOR,
    LETTERS,
    LOOKS_LATIN,
    by_script,
)

NAMED = {"Latin", "Greek", "Cyrillic", "Armenian", "Cherokee", "Hebrew", "Arabic"}


@pytest.mark.parametrize("script", LOOKS_LATIN)
def test_look_alikes_are_letters_of_their_script(script: str) -> None:
    assert list(by_script(LOOKS_LATIN[script])) == [script]


@pytest.mark.parametrize("script", LATIN_TAKEN_FOR)
def test_latin_look_alikes_are_ascii(script: str) -> None:
    assert LATIN_TAKEN_FOR[script].isascii()
    assert script in LOOKS_LATIN


def test_the_table_agrees_with_the_names_of_letters() -> None:
    for point in range(0x80, 0x3000):
        letter = chr(point)
        name = unicodedata.name(letter, "")
        script = next((s for s in NAMED if name.startswith(f"{s.upper()} ")), None)
        if unicodedata.category(letter)[0] == "L" and script and "LETTER" in name:
            assert set(by_script(letter)) == {script}, name


def test_no_letter_is_of_two_scripts() -> None:
    for point in (*range(0x250), *range(0x370, 0x600), *range(0x1D00, 0x2000)):
        found = [s for s, letters in LETTERS.items() if _within(chr(point), letters)]
        assert len(found) <= 1, hex(point)


def _within(letter: str, ranges: str) -> bool:
    singles = ranges
    while "-" in singles:
        at = singles.index("-")
        if singles[at - 1] <= letter <= singles[at + 1]:
            return True
        singles = singles[: at - 1] + singles[at + 2 :]
    return letter in singles
