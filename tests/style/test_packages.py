"""Rules in the format of public packages find what they should, and nothing else.

The rules and texts are our own; they are written the way the packages are, with their
quotes, comments, keys and patterns.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from style.ruling import post

from mergecast.loading import rules as loading
from mergecast.loading.rules import load_book
from mergecast.repository.trees import WorkTree
from mergecast.style.book import Book
from mergecast.style.engine import engine

PACKAGES = Path(__file__).with_name("packages")
NAMES = sorted(each.name for each in PACKAGES.iterdir())


def _book(name: str, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The package as Vale finds it: in a folder ``styles``."""
    monkeypatch.setattr(loading, "FOLDER", "styles")
    return load_book(WorkTree(PACKAGES / name))


def _cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, case)
        for name in NAMES
        for case in yaml.safe_load((PACKAGES / name / "cases.yaml").read_text("utf-8"))
    ]


def test_there_are_more_than_five_packages() -> None:
    assert len(NAMES) > 5


@pytest.mark.parametrize(
    ("name", "case"), _cases(), ids=lambda each: str(each)[:40] if each else ""
)
def test_a_package_finds_what_it_should(
    name: str, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = engine(_book(name, monkeypatch))
    assert made.problems == ()
    written = post(case["text"], alt=case.get("alt", ""))
    said = [
        [each.rule.id, each.words, each.fix.value if each.fix else None]
        for each in made.said_of(written, {"acme": "x"})
    ]
    assert sorted(said, key=str) == sorted(case["said"], key=str)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_run_of_a_package_is_said(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = _book(name, monkeypatch)
    said = {(each.rule, each.trouble.id) for each in book.problems}
    expected = {
        "Microsoft": {("Microsoft.HeadingPunctuation", "rule-never-applies")},
        "RedHat": {("RedHat.TermsWarnings", "rule-refused")},
    }
    assert said == expected.get(name, set())
