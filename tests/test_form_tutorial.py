"""The way through the form is walked as the tutorial says, and answered so.

A block ``text form NAME`` is an answer, ``text comment`` a comment that one writes;
``markdown kept`` and ``markdown answer`` are what is read then. Numbers of issues and
pull requests differ.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cli.form_desk import form_desk
from markdown_pages import blocks

if TYPE_CHECKING:
    import pytest

PAGE = "docs/tutorials/first-post.md"


def _plain(text: str) -> str:
    return re.sub(r"#\d+", "#N", text).strip()


def test_the_way_through_the_form_is_true(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: dict[str, str] = {}
    issue, said, looked = 0, "", 0
    with form_desk(tmp_path, capsys, monkeypatch) as desk:
        for block in blocks(PAGE):
            kind = f"{block.language} {block.about}"
            if kind.startswith("text form "):
                answers[block.about.split()[1]] = block.text.rstrip("\n")
                continue
            if answers and not issue:
                issue = desk.asks(**answers)
            if kind == "text comment":
                said = desk.says(issue, block.text.rstrip("\n"))
            elif kind == "markdown answer":
                assert _plain(said) == _plain(block.text), block
            elif kind == "markdown kept":
                assert _plain(desk.kept(issue)) == _plain(block.text), block
            looked += block.language == "markdown"
        pull = desk.pull(issue)

    assert pull is not None
    assert not pull.draft
    assert looked == 5
