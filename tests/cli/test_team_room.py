"""`mergecast init` stops before it writes, if something stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cli.inside import Inside
from cli.test_init import made_wheel
from team_repository import TeamRepository

from mergecast.cli.starting import shipped
from mergecast.errors import ExitCode

NOW = "2027-03-01T00:30Z"
PUBLISH = ".github/workflows/publish.yml"
RELEASE = "name: publish # not mergecast publish\non: push\njobs: {}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "social"
    made.mkdir()
    TeamRepository(made).git("init", "-q", "-b", "main")
    return made


@pytest.fixture
def inside(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    for name, value in TeamRepository(folder.parent).env().items():
        monkeypatch.setenv(name, value)
    return Inside(folder, capsys, monkeypatch)


def files(folder: Path) -> dict[str, bytes]:
    """All of a folder but what is git's."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def _own_publish(folder: Path) -> None:
    (folder / PUBLISH).parent.mkdir(parents=True)
    (folder / PUBLISH).write_text(RELEASE)


def _linked(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder / ".github").symlink_to(folder.parent / "elsewhere")


def _file(folder: Path) -> None:
    (folder / ".github").write_text("")


def _settings_folder(folder: Path) -> None:
    (folder / "mergecast.yaml").mkdir()


def _broken_settings(folder: Path) -> None:
    (folder / "mergecast.yaml").write_text("version: 1\nacounts: {}\n")


def _no_yaml(folder: Path) -> None:
    (folder / "mergecast.yaml").write_bytes(b"\x00: [\xff")


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (_own_publish, f"git mv {PUBLISH} .github/workflows/own-publish.yml"),
        (_linked, "'.github' is a symbolic link, and has to be a folder"),
        (_file, "'.github' is a file, and has to be a folder"),
        (_settings_folder, "'mergecast.yaml' is a folder, and has to be a file"),
        (_broken_settings, "acounts"),
        (_no_yaml, "mergecast.yaml"),
    ],
)
def test_what_stands_in_the_way_is_said_before_anything_is_written(
    folder: Path, inside: Inside, prepare: Callable[[Path], None], words: str
) -> None:
    prepare(folder)
    before = files(folder)
    done = inside("init", "--team", "--yes", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert words in done.err
    assert "nothing was written" in done.err
    assert files(folder) == before
    assert list(folder.parent.glob("elsewhere/*")) == []


@pytest.mark.parametrize("prepare", [_broken_settings, _no_yaml])
def test_an_update_needs_settings_that_can_be_read(
    folder: Path, inside: Inside, prepare: Callable[[Path], None]
) -> None:
    wheel = ("--wheel", str(made_wheel(folder.parent)))
    assert inside("init", "--team", "--yes", *wheel, now=NOW).code == 0
    prepare(folder)
    (folder / PUBLISH).unlink()
    done = inside("init", "--update", "--yes", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert not (folder / PUBLISH).exists()


def test_no_workspace_is_written_among_the_files_of_git(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = folder.parent / "bare.git"
    TeamRepository(folder).git("init", "-q", "--bare", str(bare))
    for place in (bare, folder / ".git"):
        there = sorted(place.iterdir())
        for kind in ((), ("--team",)):
            done = Inside(place, capsys, monkeypatch)("init", *kind, "--yes", now=NOW)
            assert done.code == ExitCode.CANNOT_WORK
            assert "bare repository" in done.err
            assert sorted(place.iterdir()) == there


def test_a_workflow_is_ours_by_what_it_runs() -> None:
    for name, text in shipped.workflows().items():
        assert shipped.is_ours(name, text)
        assert shipped.is_ours(name, text.replace("timeout-minutes", "x"))
        assert not shipped.is_ours(name, RELEASE)
    assert shipped.is_ours("publish.yml", "- uses: acme/mergecast@0123\n")


def test_doctor_does_not_take_a_workflow_of_ones_own_for_ours(
    folder: Path, inside: Inside
) -> None:
    wheel = ("--wheel", str(made_wheel(folder.parent)))
    inside("init", "--team", "--yes", *wheel, now=NOW)
    (folder / PUBLISH).write_text(RELEASE)
    done = inside("doctor", "--offline", now=NOW)

    (line,) = [each for each in done.out.splitlines() if "publish.yml" in each][:1]
    assert "workflows" in line
    assert "as they were shipped" not in line
