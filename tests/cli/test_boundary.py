"""Every error ends in one of the exit codes, with words for people and no traceback."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cli.program import PROGRAM, mergecast
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.cli import boundary
from mergecast.cli.app import COMMANDS, app
from mergecast.errors import ExitCode, MergecastError


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    return TeamRepository.start(tmp_path)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["chek"], "did you mean 'check'?"),
        (["--now", "noon"], "'noon' is not an instant"),
        (["--now", "2026-11-24T01:00"], "is not an instant"),
        (["--now", "9999-12-31T23:59-10:00", "plan"], "years 2000 to 2999"),
        (["--now", "0001-01-01T00:00+05:00", "plan"], "years 2000 to 2999"),
        (["plan", "--days", "99999999"], "is not in the range"),
        (["plan", "--days", "-1"], "is not in the range"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "no-such-file.yaml"], "there is no file or folder"),
        (["check", "/etc"], "is not in the workspace"),
        (["-C", "/no/such/folder", "check"], "does not exist"),
        (["explain", "alt-text-mising"], "alt-text-missing"),
        (["preview"], "Missing argument"),
        (["approve", "no-such-post"], "no committed post has the id"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_usage(
    team: TeamRepository, args: list[str], words: str
) -> None:
    done = mergecast(team, *args)

    assert done.code == ExitCode.USAGE
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", ["doctor", "check", "alarms"])
def test_a_folder_that_is_gone_cannot_work(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "$0" "$@"'

    done = subprocess.run(
        ["bash", "-c", script, PROGRAM, command],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == ExitCode.CANNOT_WORK, done.stderr
    assert "the folder that this runs in is gone" in done.stderr


def test_a_folder_that_is_no_workspace_cannot_work(tmp_path: Path) -> None:
    team = TeamRepository(tmp_path)
    done = mergecast(team, "check")

    assert done.code == ExitCode.CANNOT_WORK
    assert "there is no mergecast.yaml here" in done.err
    assert "mergecast init" in done.err


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_in_a_folder_of_a_workspace_it_says_where_the_workspace_is(
    tmp_path: Path, command: str
) -> None:
    team = TeamRepository.start(tmp_path)
    team.write("mergecast.yaml", "version: 1\naccounts: {}\n")
    team.write("calendar/文/a.txt", "")
    inside = replace(team, folder=team.folder / "calendar" / "文")
    done = mergecast(inside, command)

    assert f"it is in '{team.folder}': go there" in done.out + done.err
    assert "mergecast init" not in done.err


def test_no_command_is_help() -> None:
    done = subprocess.run([PROGRAM], capture_output=True, text=True, check=False)

    assert done.returncode == ExitCode.USAGE
    assert "Merge it, and it goes out" in done.stdout


def test_a_bug_of_ours_keeps_its_traceback_off_the_screen(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(app, "main", fail)
    code = boundary.run([])

    said = capsys.readouterr().err
    assert code == ExitCode.BUG
    assert "this is a bug in mergecast (ZeroDivisionError)" in said
    assert "Traceback" not in said
    assert "Traceback" in next(tmp_path.glob("mergecast-bug-*")).read_text()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (MergecastError("m", not_done="nothing was posted", hint="h"), 3),
    ],
    ids=["interrupt", "ours"],
)
def test_each_error_has_its_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(app, "main", fail)

    assert boundary.run([]) == code


def test_an_error_says_what_was_not_done_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise MergecastError(
            "the forge\x1b[31m is down", not_done="nothing was posted", hint="wait"
        )

    monkeypatch.setattr(app, "main", fail)
    boundary.run([])

    assert capsys.readouterr().err == (
        "mergecast: the forge<U+001B>[31m is down\n  nothing was posted\n  -> wait\n"
    )


def test_a_reader_who_left_is_no_failure(team: TeamRepository) -> None:
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        f"{PROGRAM} explain --format json | head -c 10",
        shell=True,
        cwd=team.folder,
        env=team.env(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_and_version_import_nothing_heavy(args: list[str]) -> None:
    heavy = {"yaml", "jsonschema", "git", "tweepy", "rich", "PIL", "requests"}
    code = (
        "import sys; from mergecast.cli.boundary import run; "
        f"run({args!r}); "
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    done = subprocess.run(
        [PROGRAM, name, "--help"], capture_output=True, text=True, check=True
    )

    assert f"Example: mergecast {name}" in done.stdout


def _shell(
    team: TeamRepository, line: str, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S602 - redirections are what is tested
        line.replace("mergecast", str(PROGRAM), 1),
        shell=True,
        executable="/bin/bash",
        cwd=team.folder,
        env=team.env() | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_reader_who_left_ends_with_nothing_wrong(team: TeamRepository) -> None:
    done = _shell(team, "mergecast explain --format json | true; echo ${PIPESTATUS[0]}")

    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_full_disk_is_no_bug(team: TeamRepository) -> None:
    done = _shell(team, "mergecast check > /dev/full")

    assert done.returncode == ExitCode.CANNOT_WORK
    assert "cannot be read or written: No space left on device" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_changes_no_status(team: TeamRepository, closed: str) -> None:
    assert _shell(team, f"mergecast check {closed}").returncode == ExitCode.DONE
    unknown = _shell(team, f"mergecast chek {closed}").returncode
    assert unknown == ExitCode.USAGE


def test_an_error_that_nobody_can_be_told_keeps_its_status(
    team: TeamRepository,
) -> None:
    assert _shell(team, "mergecast chek 2> /dev/full").returncode == ExitCode.USAGE


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "gbk"])
def test_what_is_piped_is_utf8_whatever_the_locale(
    team: TeamRepository, encoding: str
) -> None:
    team.write(POST_PATH, POST)
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    done = _shell(team, f"mergecast preview {POST_PATH}", **env)

    assert done.returncode == ExitCode.DONE
    assert "It is out. 已经发布 🎉" in done.stdout


def test_approving_where_nobody_can_answer_says_so(team: TeamRepository) -> None:
    team.write(POST_PATH, POST)
    head = team.commit("Draft")
    done = mergecast(team, "approve", "launch-2026")

    assert done.code == ExitCode.USAGE
    assert "nobody is there to be asked\n  nothing was approved" in done.err
    assert team.git("rev-parse", "HEAD") == head
