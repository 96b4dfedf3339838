"""`mergecast ledger init`: a ledger and its name in the settings, or neither."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import TeamRepository

from mergecast.cli.record import founding
from mergecast.editing.proof import EditError
from mergecast.errors import ExitCode
from mergecast.ledger import genesis

if TYPE_CHECKING:
    from cli.inside import Inside

NOW = "2026-11-24T01:00Z"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TeamRepository:
    made = TeamRepository.start(tmp_path, remote=True)
    for name, value in made.env().items():
        monkeypatch.setenv(name, value)
    return made


def branches(team: TeamRepository) -> list[str]:
    listing = team.git("-C", str(team.remote), "branch", "--format=%(refname:short)")
    return listing.splitlines()


def settings(team: TeamRepository) -> str:
    return (team.folder / "mergecast.yaml").read_text("utf-8")


def left_behind(team: TeamRepository) -> list[str]:
    return [each.name for each in team.folder.iterdir() if each.name != ".git"]


def test_the_ledger_begins_with_a_look_at_the_calendar_in_one_push(
    team: TeamRepository, inside: Inside
) -> None:
    inside("ledger", "init")
    remote = ("-C", str(team.remote))

    assert team.git(*remote, "rev-list", "--count", "mergecast-ledger") == "1"
    assert inside("ledger", "show").out.count("UTC  ") == 2
    assert "  tick" in inside("ledger", "show").out


@pytest.mark.parametrize("trouble", [EditError("no room"), OSError(28, "disk full")])
def test_where_settings_cannot_name_it_no_ledger_is_started(
    team: TeamRepository,
    inside: Inside,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise trouble

    name = "naming" if isinstance(trouble, EditError) else "staged"
    monkeypatch.setattr(founding, name, fail)
    before = settings(team)
    done = inside("ledger", "init")

    assert done.code == ExitCode.CANNOT_WORK
    assert branches(team) == ["main"]
    assert settings(team) == before


def test_where_the_push_fails_settings_name_nothing(
    team: TeamRepository, inside: Inside
) -> None:
    hook = Path(str(team.remote)) / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = settings(team)
    done = inside("ledger", "init")

    assert done.code == ExitCode.CANNOT_WORK
    assert settings(team) == before
    assert left_behind(team) == ["mergecast.yaml"]


def killed(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine dies after the push and before the settings are in place."""

    def start(*args: object) -> None:
        original(*args)  # type: ignore[arg-type] # handed on as it came
        raise KeyboardInterrupt

    original = genesis.start
    with monkeypatch.context() as patch:
        patch.setattr(founding, "start", start)
        assert inside("ledger", "init").code == ExitCode.INTERRUPTED


def test_a_ledger_that_a_dead_start_left_is_found_and_named(
    team: TeamRepository, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(inside, monkeypatch)
    assert branches(team) == ["main", "mergecast-ledger"]
    assert "genesis" not in settings(team)

    done = inside("ledger", "init")
    team.commit("Name the ledger")
    assert done.out.startswith("found and named the ledger on branch mergecast-ledger")
    assert inside("publish").code == ExitCode.CANNOT_WORK  # only for want of `live`
    assert inside("plan").code == ExitCode.DONE
    assert "the ledger is whole" in inside("ledger", "verify").out


def test_one_that_was_meant_otherwise_is_not_named(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(inside, monkeypatch)
    done = inside("ledger", "init", "--sandbox")

    assert done.code == ExitCode.CANNOT_WORK
    assert "there is a ledger on this branch already" in done.err


def test_one_that_was_used_is_not_named(team: TeamRepository, inside: Inside) -> None:
    before = settings(team)
    inside("ledger", "init")
    team.commit("Name the ledger")
    assert inside("freeze", "--reason", "r").code == ExitCode.DONE
    team.write("mergecast.yaml", before)
    team.commit("Forget the ledger")
    done = inside("ledger", "init")

    assert done.code == ExitCode.CANNOT_WORK
    assert "there is a ledger on this branch already" in done.err
    assert settings(team) == before
