"""Shells complete commands, options and fixed answers, as the page on it says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from cli.program import PROGRAM

from mergecast.cli.app import COMMANDS

SERIES = """\
id: tips
accounts: [acme]
rule: FREQ=DAILY
starts: 2026-11-24 09:00
timezone: Asia/Kuala_Lumpur
until: 2026-12-24
texts: [Tip]
"""
PAGE = Path(__file__).parents[2] / "docs/how-to/completion.md"


def completed(*words: str, folder: Path = PAGE.parent) -> list[str]:
    """What Bash offers for the last word."""
    done = subprocess.run(
        [PROGRAM],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "_MERGECAST_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["mergecast", *words]),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_every_command_is_offered() -> None:
    assert completed("") == list(COMMANDS)
    assert completed("che") == ["check"]


def test_options_and_fixed_answers_are_offered() -> None:
    assert completed("new", "--bu") == ["--bucket"]
    assert completed("new", "--bucket", "e") == ["evergreen"]


def test_names_of_the_workspace_are_offered() -> None:
    root = PAGE.parents[2]
    assert "project-zh" in completed("new", "--account", "pro", folder=root)
    assert completed("new", "--owner", "me", folder=root) == ["mei"]
    assert completed("move", "hello-", folder=root) == ["hello-2027"]


def test_where_there_is_no_workspace_nothing_is_offered(tmp_path: Path) -> None:
    for words in (["new", "--account", ""], ["new", "--template", ""], ["move", ""]):
        assert completed(*words, folder=tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_page_names_what_prints_a_script(shell: str) -> None:
    (variable,) = set(re.findall(rf"(\w+)={shell}_source mergecast", PAGE.read_text()))
    done = subprocess.run(
        [PROGRAM],
        env={"PATH": os.environ["PATH"], variable: f"{shell}_source"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "_mergecast_completion" in done.stdout
    assert "Traceback" not in done.stderr


def test_ids_of_posts_and_series_are_offered(tmp_path: Path) -> None:
    for path, text in (
        ("calendar/2026/11/24-tip.yaml", "id: tip-one\n"),
        ("calendar/recurring/tips.yaml", SERIES),
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")

    assert completed("approve", "ti", folder=tmp_path) == ["tip-one", "tips"]
