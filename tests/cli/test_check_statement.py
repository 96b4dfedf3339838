"""`check` proves that a post is the statement that it names, in that version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import TeamRepository

if TYPE_CHECKING:
    from cli.inside import Inside

STATEMENT = "playbooks/statements/outage.yaml"
WORDS = """\
id: outage
title: Something is down
texts: {en: "We know that {what} is down."}
vars: {what: {ask: "What is down?", type: words}}
"""
PATH = "calendar/2026/11/24-outage.yaml"
POST = """\
id: outage-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
statement:
  id: outage
  blob: BLOB
  vars: {what: Sign-in}
text: We know that Sign-in is down.
"""


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(STATEMENT, WORDS)
    made.commit("Statements, in peace")
    blob = made.git("rev-parse", f"HEAD:{STATEMENT}")
    made.write(PATH, POST.replace("BLOB", blob))
    made.commit("A statement")
    return made


def found(inside: Inside) -> list[tuple[str, int]]:
    done = inside("check", "--format", "json", "calendar")
    return [(each["id"], each["line"]) for each in json.loads(done.out)["findings"]]


def test_the_version_that_is_there_and_one_of_the_past_both_count(
    inside: Inside, team: TeamRepository
) -> None:
    before = found(inside)
    team.write(STATEMENT, WORDS.replace("We know", "We can see"))
    team.commit("Other words from now on")

    assert (before, found(inside)) == ([], [])


def test_edited_words_are_found_at_their_line(
    inside: Inside, team: TeamRepository
) -> None:
    text = (team.folder / PATH).read_text("utf-8")
    team.write(PATH, text.replace("is down.\n", "was down.\n"))

    assert found(inside) == [("statement-differs", 8)]


def test_a_version_that_never_was_and_a_file_of_another_kind_are_refused(
    inside: Inside, team: TeamRepository
) -> None:
    text = (team.folder / PATH).read_text("utf-8")
    blob = team.git("rev-parse", f"HEAD:{STATEMENT}")
    other = team.git("rev-parse", "HEAD:mergecast.yaml")
    for wrong in ("1" * 40, other):
        team.write(PATH, text.replace(blob, wrong))

        assert found(inside) == [("statement-unknown", 6)]


def test_outside_of_git_only_the_version_that_is_there_can_be_proved(
    tmp_path: Path, inside: Inside, team: TeamRepository
) -> None:
    bare = tmp_path / "bare"
    (team.folder / ".git").rename(bare)
    blob = (team.folder / PATH).read_text("utf-8")

    assert found(inside) == []
    team.write(PATH, blob.replace("is down.\n", "was down.\n"))
    assert found(inside) == [("statement-differs", 8)]
