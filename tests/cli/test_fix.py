"""`mergecast check --fix` mends what has one right answer, and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loading.telling_images import exif, saved
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.cli.checking.fixing import mend
from mergecast.cli.session import Session
from mergecast.errors import ExitCode
from mergecast.findings import Edit, Finding, Severity, Strip
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
    monkeypatch.setattr("mergecast.cli.checking.fixing.write_atomically", full)
    done = inside("check", "--fix", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert f"'{POST_PATH}' cannot be written: No space left" in done.err
    assert inside.read(POST_PATH) == POST + "which: first\n"


PHOTO_PATH = "calendar/media/office.jpg"
WITH_PHOTO = (
    f"{POST}media:\n  - {{file: media/office.jpg, alt: The team at its door}}\n"
)


def put_photo(team: TeamRepository, raw: bytes) -> None:
    """A post of the team that shows this photo."""
    team.write(POST_PATH, WITH_PHOTO)
    file = team.folder / PHOTO_PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)


def test_a_photo_loses_its_place_and_keeps_its_picture(
    team: TeamRepository, inside: Inside
) -> None:
    put_photo(team, saved("JPEG", exif=exif(place=True, camera=True)) + b"a video")
    found = inside("check", now=NOW)
    done = inside("check", "--fix", now=NOW)

    assert found.code == ExitCode.FINDINGS
    assert "tells where it was taken" in found.out
    assert "tells which camera took it and more behind its end" in found.out
    assert done.code == ExitCode.DONE
    assert "media-tells" not in done.out
    assert done.err == (
        f"stripped '{PHOTO_PATH}': the picture is the same, but the file is another, "
        "so posts that show it need approval anew\n"
    )
    assert (team.folder / PHOTO_PATH).read_bytes() == saved("JPEG")
    assert inside.read(POST_PATH) == WITH_PHOTO


def test_a_photo_that_is_cut_off_is_left_as_it_was(
    team: TeamRepository, inside: Inside
) -> None:
    raw = saved("JPEG", exif=exif(place=True))[:-2]
    put_photo(team, raw)
    done = inside("check", "--fix", now=NOW)

    assert (team.folder / PHOTO_PATH).read_bytes() == raw
    assert "media-tells-place" in done.out
    assert "save it anew" in done.out
    assert "--fix" not in done.out + done.err


def test_what_strips_a_photo_is_told_to_machines(
    team: TeamRepository, inside: Inside
) -> None:
    put_photo(team, saved("JPEG", exif=exif(place=True)))
    (found,) = json.loads(inside("check", "--format", "json", now=NOW).out)["findings"]
    (again,) = json.loads(inside("check", "--format", "json", now=NOW).out)["findings"]

    assert (found["strip"], "fix" in found) == (PHOTO_PATH, False)
    assert again == found


@pytest.mark.parametrize("path", ["../office.jpg", "link.jpg", ".git/office.jpg"])
def test_no_image_outside_the_workspace_is_stripped(
    team: TeamRepository, tmp_path: Path, path: str
) -> None:
    raw = saved("JPEG", exif=exif(place=True))
    for file in (tmp_path / "office.jpg", team.folder / ".git/office.jpg"):
        file.write_bytes(raw)
    (team.folder / "link.jpg").symlink_to(tmp_path / "office.jpg")
    finding = Finding(
        *("media-tells-place", Severity.ERROR, POST_PATH, TOP, "it tells"),
        fix=Strip(path),
    )
    session = Session(team.folder, None, colour=False, quiet=False, verbose=False)

    assert mend(session, [finding]) is False
    assert (team.folder / path).read_bytes() == raw
