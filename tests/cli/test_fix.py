"""`mergecast check --fix` mends what has one right answer, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.cli.fixing import mend
from mergecast.cli.session import Session
from mergecast.errors import ExitCode
from mergecast.findings import Edit, Finding, Severity
from mergecast.source import TOP, Place

if TYPE_CHECKING:
    from cli.inside import Inside

NOW = "2026-11-20T12:00Z"
HIDDEN = """\
# Mei edits this post. Windows made it.
id: hidden-2026
accounts: [acme]
publish_at: 2026-11-25 09:00   # breakfast
which: first # left over
text: >
  One
  fol\u200bded text, cafe\u0301.
"""
HIDDEN_PATH = "calendar/2026/11/25-hidden.yaml"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    return made


def test_what_has_one_right_answer_is_mended_in_all_files(
    team: TeamRepository, inside: Inside
) -> None:
    (team.folder / HIDDEN_PATH).write_bytes(HIDDEN.replace("\n", "\r\n").encode())
    team.write(POST_PATH, POST + "bucket: Evergreen # always\n")

    done = inside("check", "--fix", now=NOW)

    assert done.code == ExitCode.DONE
    assert done.err == "mended 4 in 2 files\n"
    assert inside.read(POST_PATH) == POST + "bucket: evergreen # always\n"
    mended = HIDDEN.replace("which: first #", "#").replace("\u200b", "")
    assert inside.read(HIDDEN_PATH) == mended.replace("e\u0301", "é").replace(
        "\n", "\r\n"
    )


def test_what_was_mended_is_no_longer_found(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST + "which: first\ncampaign: nowhere\n")
    found = inside("check", now=NOW)
    done = inside("check", "--fix", now=NOW)

    assert "which-without-need" in found.out
    assert "which-without-need" not in done.out
    assert "campaign-unknown" in done.out


def test_nothing_is_written_where_there_is_nothing_to_mend(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST + "campaign: nowhere\n")
    before = (team.folder / POST_PATH).stat().st_ino

    assert inside("check", "--fix", now=NOW).err == ""
    assert (team.folder / POST_PATH).stat().st_ino == before


def test_only_the_named_files_are_mended(team: TeamRepository, inside: Inside) -> None:
    team.write(HIDDEN_PATH, HIDDEN)
    team.write(POST_PATH, POST + "which: first\n")

    inside("check", "--fix", POST_PATH, now=NOW)

    assert inside.read(POST_PATH) == POST
    assert inside.read(HIDDEN_PATH) == HIDDEN


def test_a_report_for_machines_stays_one(team: TeamRepository, inside: Inside) -> None:
    team.write(POST_PATH, POST + "which: first\n")

    done = inside("check", "--fix", "--format", "json", now=NOW)

    assert done.out.startswith("{")
    assert done.err == "mended 1 in 1 file\n"


@pytest.mark.parametrize(
    "path",
    ["../outside.yaml", "{outside}", "link.yaml", "folder/outside.yaml", ".git/x"],
)
def test_nothing_but_regular_files_of_the_workspace_is_touched(
    team: TeamRepository, tmp_path: Path, path: str
) -> None:
    text = POST + "which: first\n"
    outside = tmp_path / "outside.yaml"
    outside.write_text(text, "utf-8")
    team.write(".git/x", text)
    (team.folder / "link.yaml").symlink_to(outside)
    (team.folder / "folder").symlink_to(tmp_path)
    place = Place(path.format(outside=outside), ("which",))
    finding = Finding(
        *("which-without-need", Severity.WARNING, place.path, TOP, "it says nothing"),
        fix=Edit(place, None),
    )
    session = Session(team.folder, None, colour=False, quiet=False, verbose=False)

    assert mend(session, [finding]) is False
    assert outside.read_text("utf-8") == text
    assert (team.folder / ".git/x").read_text("utf-8") == text
    assert (team.folder / "link.yaml").is_symlink()


def test_a_file_that_cannot_be_written_stops_with_words(
    team: TeamRepository, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    team.write(POST_PATH, POST + "which: first\n")
    monkeypatch.setattr("mergecast.cli.fixing.write_atomically", full)
    done = inside("check", "--fix", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert f"'{POST_PATH}' cannot be written: No space left" in done.err
    assert inside.read(POST_PATH) == POST + "which: first\n"
