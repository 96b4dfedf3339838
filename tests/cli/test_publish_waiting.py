"""`mergecast publish --wait` as a real process, in real time: a few seconds of it."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from cli.program import mergecast, start
from cli.publishing_team import DUE, at, due_in, founded, live

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from team_repository import TeamRepository

    from mergecast.sandbox.server import RunningSandbox


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return founded(tmp_path, sandbox)


def test_it_waits_for_the_second(team: TeamRepository, sandbox: RunningSandbox) -> None:
    due = due_in(team, 12)
    done = mergecast(team, "publish", "--wait", "1m")
    posts = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert "posted   soon-2026@acme:1" in done.out
    assert datetime.fromisoformat(posts[0]["created_at"]) >= due


@pytest.mark.parametrize(
    ("args", "sent"),
    [
        (("--wait",), 1),
        (("--wait", "--format", "json"), 1),
        (("--wait", "1s"), 0),
        ((), 0),
    ],
    ids=str,
)
def test_without_a_length_it_waits_as_long_as_settings_say(
    team: TeamRepository, sandbox: RunningSandbox, args: tuple[str, ...], sent: int
) -> None:
    settings = (team.folder / "mergecast.yaml").read_text("utf-8")
    team.write("mergecast.yaml", f"{settings}publishing: {{wait: 2m}}\n")
    due_in(team, 12)
    done = mergecast(team, "publish", *args)

    assert done.code == ExitCode.DONE, done
    assert len(live(sandbox)) == sent


@pytest.mark.parametrize("length", ["soon", "", "-1m", "15"])
def test_what_is_no_length_of_time_is_refused(
    team: TeamRepository, length: str
) -> None:
    done = mergecast(team, "publish", f"--wait={length}")

    # An empty one is what an unset variable of a job leaves: as long as settings say.
    assert done.code == (ExitCode.USAGE if length else ExitCode.DONE)


def test_asked_to_stop_it_ends_at_once_and_calmly(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    due_in(team, 300)
    before = len(mergecast(team, "ledger", "show").out.splitlines())
    process = start(team, "publish", "--wait", "15m")
    while len(mergecast(team, "ledger", "show").out.splitlines()) == before:
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (ExitCode.DONE, ""), out
    assert live(sandbox) == []


def test_pretended_time_cannot_be_waited_for(team: TeamRepository) -> None:
    done = at(team, DUE, "publish", "--wait", "15m")

    assert done.code == ExitCode.USAGE
    assert "there is no waiting" in done.err
