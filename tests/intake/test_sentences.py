"""Whatever is told can be told in every language, with the same values."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from mergecast.checks import table
from mergecast.intake.fields import LANGUAGES
from mergecast.intake.sentences import FINDINGS, SENTENCES, WEEKDAYS

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for folder in ("intake", "cli", "renderers", "forge")
    for path in (ROOT / "tooling/mergecast" / folder).glob("**/*.py")
    if "intake" in path.as_posix() or "attachment" in path.name
]


def _values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_with_the_same_values(language: str) -> None:
    own, english = SENTENCES[language], SENTENCES["en"]

    assert list(own) == list(english)
    assert {name: _values(own[name]) for name in own} == {
        name: _values(english[name]) for name in english
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_are_those_of_checks(language: str) -> None:
    tables = (table.POST_CHECKS, table.CALENDAR_CHECKS, table.AS_OF_CHECKS)
    known = {check.ID for table in tables for check in table}

    assert set(FINDINGS[language]) == set(FINDINGS["en"])
    assert set(FINDINGS[language]) <= known
    assert len(set(WEEKDAYS[language])) == 7


def test_every_sentence_that_is_asked_for_exists_and_no_other() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text))
    unused = set(SENTENCES["en"]) - named
    whens = {name for name in named if re.match(r"when-|picture-|account-", name)}

    assert whens <= set(SENTENCES["en"])
    assert unused <= {"nothing"}
