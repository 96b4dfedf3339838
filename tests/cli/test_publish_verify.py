"""An account with `verify: true` has its posts read back, after they are on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.program import ACCOUNT, mergecast
from cli.publishing_team import DUE, approve, at, founded, kinds, live, misbehave
from team_repository import SETTINGS, TeamRepository

from mergecast.errors import ExitCode
from mergecast.sandbox import server
from mergecast.sandbox.server import RunningSandbox

READ = "GET /2/tweets/:id"


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with server.start(":memory:", accounts=(ACCOUNT,)) as running:
        yield running


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    made = founded(tmp_path, sandbox)
    settings = (made.folder / "mergecast.yaml").read_text("utf-8")
    assert SETTINGS.splitlines()[3] in settings
    made.write("mergecast.yaml", settings.replace("Lumpur}", "Lumpur, verify: true}"))
    made.commit("Read back")
    approve(made)
    return made


def test_what_cannot_be_read_back_is_said_recorded_and_stays_posted(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    misbehave(sandbox, "503", on=READ)
    first, second = at(team, DUE, "publish"), at(team, DUE, "publish")
    shown = json.loads(mergecast(team, "ledger", "show", "--format", "json").out)
    (found,) = [
        event["body"]["read_back"]
        for event in shown["events"]
        if "read_back" in event["body"]
    ]

    assert first.code == second.code == ExitCode.DONE
    assert "but it could not be read back: X answered 503" in first.out
    assert list(found) == ["launch-2026@acme:1"]
    assert kinds(team).count("posted") == 1
    assert len(live(sandbox)) == 1
    assert mergecast(team, "ledger", "verify").code == ExitCode.DONE


def test_what_was_read_back_is_shown_by_status_and_in_the_ledger(
    team: TeamRepository,
) -> None:
    at(team, DUE, "publish")
    later = "2026-11-24T01:02:00+00:00"
    told = at(team, later, "status", "launch-2026").out
    report = json.loads(at(team, later, "status", "--format", "json").out)
    shown = mergecast(team, "ledger", "show").out

    assert "          read back: it reads as approved\n" in told
    assert report["posts"][0]["read_back"] == "it reads as approved"
    assert "launch-2026@acme:1 read back: it reads as approved" in shown
    assert "; acme paid $0.001 for reads" in shown
