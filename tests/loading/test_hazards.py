"""Each hazard's examples: one has nothing against it, the other just that."""

from __future__ import annotations

import re

import pytest

from mergecast.findings import Severity
from mergecast.loading.front_door import read
from mergecast.loading.hazards import HAZARDS, Hazard, example_bytes, shown

EACH = pytest.mark.parametrize("hazard", HAZARDS.values(), ids=HAZARDS.keys())


@EACH
def test_what_passes_has_no_remark(hazard: Hazard) -> None:
    reading = read("post.yaml", example_bytes(hazard.passes))
    assert reading.remarks == ()
    assert reading.document is not None


@EACH
def test_what_fails_has_this_remark_and_no_other(hazard: Hazard) -> None:
    reading = read("post.yaml", example_bytes(hazard.fails))
    assert [found for found, _ in reading.remarks] == [hazard.id]


@EACH
def test_a_file_is_used_unless_the_hazard_refuses_it(hazard: Hazard) -> None:
    reading = read("post.yaml", example_bytes(hazard.fails))
    assert (reading.document is None) is hazard.refuses


@EACH
def test_a_hazard_that_refuses_is_an_error(hazard: Hazard) -> None:
    assert hazard.severity is Severity.ERROR or not hazard.refuses


@EACH
def test_a_remark_says_what_and_what_to_write_in_plain_words(hazard: Hazard) -> None:
    ((_, remark),) = read("post.yaml", example_bytes(hazard.fails)).remarks
    for words in (remark.message, remark.hint):
        assert words
        assert not words.endswith(".")
        assert words[0] == words[0].lower() or words.startswith(("U+", "NUL"))
        assert words.isprintable()
        assert not re.search("scalar|token|mapping values|stream|node|context", words)


@EACH
def test_a_hazard_is_named_by_words(hazard: Hazard) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", hazard.id)
    assert hazard.explanation.endswith(".")
    assert not hazard.title.endswith(".")


@EACH
def test_examples_are_shown_without_anything_unseen(hazard: Hazard) -> None:
    for example in (hazard.passes, hazard.fails):
        assert (
            re.search("[\x00-\x09\x7f-\xa0\u200b\u2028\u202e\udcff]", shown(example))
            is None
        )
        assert len(shown(example)) < 500
