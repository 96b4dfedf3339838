"""`mergecast format`: what it writes, what it only says, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.inside import Inside

UNTIDY = POST.replace("id: ", "id:   ") + "notes: 'one\n\n  two'   # later   \n\n"
TIDY = POST + "notes: |-   # later\n  one\n  two\n"
OTHER_PATH = "calendar/queue/other.yaml"
OTHER = "# draft\nid: other\naccounts:\n- acme\ntext: Hello\n"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, UNTIDY)
    made.write(OTHER_PATH, OTHER)
    return made


def test_all_content_gets_the_house_style(inside: Inside) -> None:
    done = inside("format")

    assert done.code == ExitCode.DONE
    assert done.out == (
        f"formatted {POST_PATH}\n"
        f"formatted {OTHER_PATH}\n"
        "2 files changed, 1 file in the house style\n"
    )
    assert inside.read(POST_PATH) == TIDY
    assert inside.read(OTHER_PATH) == OTHER.replace("\n- ", "\n  - ")
    assert inside("format").out == "3 files in the house style\n"


def test_check_only_says_what_would_change(inside: Inside) -> None:
    done = inside("format", "--check")

    assert done.code == ExitCode.FINDINGS
    assert f"would format {POST_PATH}\n" in done.out
    assert "2 files to be changed" in done.out
    assert inside.read(POST_PATH) == UNTIDY


def test_check_is_content_with_the_house_style(inside: Inside) -> None:
    inside("format")

    assert inside("format", "--check").code == ExitCode.DONE


def test_diff_shows_the_lines_and_writes_nothing(inside: Inside) -> None:
    done = inside("format", "--diff", POST_PATH)

    assert done.code == ExitCode.DONE
    assert done.out.startswith(f"--- a/{POST_PATH}\n+++ b/{POST_PATH}\n@@ -1,10 ")
    assert "\n-id:   launch-2026\n+id: launch-2026\n" in done.out
    assert "formatted" not in done.out
    assert inside.read(POST_PATH) == UNTIDY
    assert inside("format", "--diff", "--check").code == ExitCode.FINDINGS


def test_only_the_named_files_are_formatted(inside: Inside) -> None:
    inside("format", "calendar/queue")

    assert inside.read(POST_PATH) == UNTIDY
    assert inside.read(OTHER_PATH) != OTHER


def test_a_broken_file_is_left_and_does_not_stop_the_others(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(OTHER_PATH, "id: a\nid: b\n")
    (team.folder / "calendar/queue/latin.yaml").write_bytes(b"id: caf\xe9\n")
    done = inside("format")

    assert done.code == ExitCode.FINDINGS
    assert f"left as it is: {OTHER_PATH}: " in done.err
    assert "latin.yaml: it is not UTF-8" in done.err
    assert inside.read(OTHER_PATH) == "id: a\nid: b\n"
    assert inside.read(POST_PATH) == TIDY


def test_links_and_templates_are_left_alone(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(UNTIDY, "utf-8")
    (team.folder / "calendar/queue/link.yaml").symlink_to(outside)
    team.write("calendar/templates/release.yaml", "text:   {{words}}\n")
    done = inside("format")

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert outside.read_text("utf-8") == UNTIDY
    assert inside.read("calendar/templates/release.yaml") == "text:   {{words}}\n"


def test_a_path_that_is_not_there_is_refused(inside: Inside) -> None:
    done = inside("format", "calendar/2030")

    assert done.code == ExitCode.USAGE
    assert "there is no file or folder 'calendar/2030'" in done.err


def test_windows_line_ends_are_shown_in_a_diff_and_obeyed_by_no_terminal(
    team: TeamRepository, inside: Inside
) -> None:
    (team.folder / OTHER_PATH).write_bytes(OTHER.replace("\n", "\r\n").encode())
    done = inside("format", "--diff", OTHER_PATH)

    assert "\r" not in done.out
    assert "\n-id: other" in done.out
