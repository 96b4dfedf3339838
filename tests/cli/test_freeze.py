"""`mergecast freeze` and `thaw`, as real processes over a real remote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.program import mergecast
from cli.publishing_team import DUE, approve, at, founded, kinds, live

from mergecast.cli.session import Session
from mergecast.cli.settling import freezing
from mergecast.dispatch.stops import Order, needed
from mergecast.errors import ExitCode
from mergecast.model.event import EventKind
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from team_repository import TeamRepository

    from mergecast.dispatch.ports import Recorded
    from mergecast.model.ledger_state import Draft


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return founded(tmp_path, sandbox)


def test_a_freeze_stops_what_is_approved_and_due_and_a_thaw_lets_it_go(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    frozen = mergecast(team, "freeze", "--reason", "banjir di Klang 洪水")
    stopped = at(team, DUE, "publish")
    assert live(sandbox) == []
    thawed = mergecast(team, "thaw", "--scope", "all", "--reason", "all clear")
    at(team, DUE, "publish")

    assert frozen.code == ExitCode.DONE
    assert frozen.out.startswith("frozen: all (in ")
    assert "by Mei Lin: banjir di Klang 洪水" in frozen.out
    assert "froze all: banjir di Klang 洪水" in stopped.out
    assert "nothing is frozen now" in thawed.out
    assert len(live(sandbox)) == 1


def test_it_works_while_the_workspace_cannot_be_loaded(team: TeamRepository) -> None:
    team.write("mergecast.yaml", "version: 1\naccounts: [\n")
    team.commit("Break it")
    assert mergecast(team, "publish").code == ExitCode.CANNOT_WORK
    done = mergecast(team, "freeze", "--scope", "account:acme", "--reason", "broken")

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert kinds_on_record(team)[-1] == "freeze"


def kinds_on_record(team: TeamRepository) -> list[str]:
    team.git("revert", "--no-edit", "HEAD")
    team.push()
    return kinds(team)


def test_freezing_again_and_thawing_what_is_not_frozen_write_nothing(
    team: TeamRepository,
) -> None:
    mergecast(team, "freeze", "--reason", "flood")
    before = kinds(team)
    again = mergecast(team, "freeze", "--reason", "flood")
    other = mergecast(team, "thaw", "--scope", "account:acme", "--reason", "clear")

    assert (again.code, other.code) == (ExitCode.DONE, ExitCode.DONE)
    assert "all is frozen already: nothing was written" in again.out
    assert "account:acme is not frozen: nothing was written" in other.out
    assert "frozen now:\n  all " in other.out
    assert kinds(team) == before


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("account:amce", "there is no account 'amce'"),
        ("network:y", "there is no network 'y'"),
        ("everything", "'everything' is no scope"),
    ],
)
def test_a_scope_that_stops_nothing_is_refused(
    team: TeamRepository, scope: str, said: str
) -> None:
    done = mergecast(team, "freeze", "--scope", scope, "--reason", "flood")

    assert done.code == ExitCode.USAGE
    assert said in done.err
    assert "freeze" not in kinds(team)


@pytest.mark.parametrize("until", ["soon", "-2h", "2026-11-24", "1999-01-01T00:00Z"])
def test_an_end_that_is_none_is_refused(team: TeamRepository, until: str) -> None:
    done = mergecast(team, "freeze", "--reason", "flood", f"--until={until}")

    assert done.code == ExitCode.USAGE
    assert "--until" in done.err


def test_an_empty_reason_is_refused(team: TeamRepository) -> None:
    assert mergecast(team, "freeze", "--reason", " ").code == ExitCode.USAGE


def test_pretended_time_is_refused_where_it_is_for_publish(
    team: TeamRepository,
) -> None:
    del team.environment["MERGECAST_X_API_BASE"]
    done = at(team, DUE, "freeze", "--reason", "flood")

    assert done.code == ExitCode.CANNOT_WORK
    assert "--now pretends a time" in done.err


def test_json_tells_the_seconds_and_what_is_frozen(team: TeamRepository) -> None:
    done = mergecast(team, "freeze", "--reason", "flood", "--format", "json")
    told = json.loads(done.out)

    assert (told["version"], told["action"], told["done"]) == (1, "freeze", ["all"])
    assert told["seconds"] > 0
    assert [one["scope"] for one in told["frozen"]] == ["all"]


@pytest.mark.parametrize("scope", ["post:lunch-2026", "bucket:x"])
def test_a_freeze_says_where_no_post_is_in_its_scope(
    team: TeamRepository, scope: str
) -> None:
    team.push()
    done = mergecast(
        team, "freeze", "--scope", scope, "--scope", "post:launch-2026", "--reason", "x"
    )

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert f"frozen: {scope}, post:launch-2026 (in " in done.out
    assert f"no merged post is {scope}: is it spelled so?" in done.out
    assert done.out.count("no merged post") == 1


def test_whoever_freezes_a_moment_later_is_told_that_nothing_was_written(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other's event is there when this one looks again, and not when it began."""
    first = Session(team.folder, None, colour=False, quiet=False, verbose=False)
    order = Order(EventKind.FREEZE, ("all",), "flood", "")

    def lose(wanted: Order, view: Recorded) -> list[Draft]:
        monkeypatch.setattr(freezing, "needed", needed)
        mergecast(team, "freeze", "--reason", "the other's")
        return needed(wanted, view)

    monkeypatch.setattr(freezing, "needed", lose)
    change = freezing.freeze(first, order)

    assert (change.done, change.already) == ((), ("all",))
    assert [one.reason for one in change.freezes] == ["the other's"]


def test_where_the_remote_is_away_it_says_that_nothing_is_frozen(
    team: TeamRepository,
) -> None:
    team.git("remote", "set-url", "origin", str(team.folder / "nowhere"))
    done = mergecast(team, "freeze", "--reason", "flood")

    assert done.code == ExitCode.CANNOT_WORK
    assert "nothing was frozen" in done.err
    assert "-> start the freeze workflow on the forge" in done.err
