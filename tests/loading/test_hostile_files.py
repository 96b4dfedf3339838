"""Every hostile file gets a finding with a line and plain words, in bounded work."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from mergecast.loading.front_door import read
from mergecast.loading.hazards import HAZARDS
from mergecast.loading.spans import locate
from mergecast.source import Place, Route

HOSTILE = Path(__file__).parent.parent / "hostile"
EXPECTED = (HOSTILE / "expected.tsv").read_text(encoding="utf-8").splitlines()
FILES = sorted(HOSTILE.glob("*.yaml"))
LATER = sorted((HOSTILE / "later").glob("*.yaml"))

# A safe loader needs from a second to minutes for some of these; CPU time, so that a
# busy machine changes nothing.
SECONDS = 1.0

EACH = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


@EACH
def test_a_hostile_file_gets_what_is_expected(file: Path) -> None:
    said = [
        f"{file.name}\t{hazard}\t{remark.place.span.line}:{remark.place.span.column}"
        for hazard, remark in read(file.name, file.read_bytes()).remarks
        if remark.place.span
    ]
    assert said == [line for line in EXPECTED if line.startswith(f"{file.name}\t")]
    assert said


@EACH
def test_a_hostile_file_costs_little(file: Path) -> None:
    raw = file.read_bytes()
    start = time.process_time()
    read(file.name, raw)
    assert time.process_time() - start < SECONDS


@EACH
def test_what_is_said_is_for_people(file: Path) -> None:
    for _, remark in read(file.name, file.read_bytes()).remarks:
        assert remark.message.isprintable()
        assert remark.hint
        for words in (remark.message, remark.hint):
            assert not re.search("Error|Traceback|scalar|token|codec|YAML 1", words)


@EACH
def test_places_in_a_hostile_file_are_found_without_harm(file: Path) -> None:
    text = file.read_bytes().decode("utf-8", "replace")
    routes: tuple[Route, ...] = (("text",), ("media", 0, "alt"), ("thread", 1), ())
    for route in routes:
        assert locate(text, Place(file.name, route, within=(1, 2))).line >= 1


def test_there_are_enough_hostile_files_of_every_kind() -> None:
    hazards = {line.split("\t")[1] for line in EXPECTED}
    assert len(FILES) >= 60
    assert HAZARDS.keys() == hazards
    assert {line.split("\t")[0] for line in EXPECTED} == {file.name for file in FILES}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sexagesimal-times", {"at": "12:30", "later": "09:00", "long": "190:20:30"}),
        ("norway", {"country": "NO", "on": "off", "yes": "no", "y": "n"}),
        (
            "odd-numbers",
            {
                "octal": "010",
                "no_octal": "08",
                "underscore": "1_000",
                "hex": "0x10",
                "binary": "0b1",
                "plus": "+1",
                "exponent": "1e5",
                "bare": ".5",
            },
        ),
        ("infinity-and-nan", {"a": ".inf", "b": "-.inf", "c": ".nan", "d": "NaN"}),
        (
            "timestamps",
            {
                "day": "2026-11-22",
                "minute": "2026-11-22 10:00",
                "zulu": "2026-11-22T10:00:00Z",
            },
        ),
        ("number-of-5000-digits", {"id": "9" * 5000}),
        ("decimal-of-5000-digits", {"id": "0." + "9" * 5000}),
        ("tilde-and-null-words", {"a": "~", "b": "Null", "c": "NULL"}),
        ("value-sign", {"a": "=", "b": "<<"}),
        (
            "shell-and-template-words",
            {"a": "$(rm -rf /)", "b": "{{ 7*7 }}", "c": "${IFS}", "d": "%s%n"},
        ),
    ],
)
def test_what_other_parsers_misread_is_read_as_it_stands(
    name: str, data: dict[str, Any]
) -> None:
    file = HOSTILE / "harmless" / f"{name}.yaml"
    reading = read(file.name, file.read_bytes())
    assert reading.remarks == ()
    assert reading.document is not None
    assert reading.document.data == data


@pytest.mark.parametrize("name", ["markdown-and-html-words", "words-of-a-workflow"])
def test_words_that_are_dangerous_elsewhere_are_words_here(name: str) -> None:
    raw = (HOSTILE / "harmless" / f"{name}.yaml").read_bytes()
    words = raw.decode().removeprefix("text: |\n").replace("\n  ", "\n")[2:]
    document = read(name, raw).document
    assert document is not None
    assert document.data == {"text": words}


@pytest.mark.parametrize("file", LATER, ids=[file.stem for file in LATER])
def test_what_only_a_check_can_see_is_let_in_and_listed(file: Path) -> None:
    reading = read(file.name, file.read_bytes())
    assert reading.remarks == ()
    assert reading.document is not None
    notes = (HOSTILE / "later" / "NOTES.md").read_text(encoding="utf-8")
    assert f"`{file.name}`" in notes
