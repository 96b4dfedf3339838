"""`mergecast publish --wait` as a real process, in real time: a few seconds of it."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import requests
from cli.program import mergecast, start
from cli.publishing_team import DUE, at, due_in, founded, live

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from team_repository import TeamRepository

    from mergecast.sandbox.server import RunningSandbox

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")


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
