"""A team with a sandbox ledger and a local stand-in for X, as fixtures share it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests
from cli.program import Done, mergecast
from team_repository import AISYAH, POST, POST_PATH, TeamRepository

from mergecast.model.moments import zone
from mergecast.sandbox.server import RunningSandbox

DUE = "2026-11-24T01:00:10+00:00"


def founded(folder: Path, sandbox: RunningSandbox) -> TeamRepository:
    """A working copy with one post, a remote, and a ledger to rehearse on."""
    made = TeamRepository.start(folder, remote=True)
    made.environment["MERGECAST_X_API_BASE"] = sandbox.url
    made.write(POST_PATH, POST)
    made.commit("Draft")
    done = mergecast(made, "ledger", "init", "--sandbox")
    assert done.code == 0, done.err
    made.commit("Name the ledger")
    return made


def approve(team: TeamRepository, post: str = "launch-2026") -> None:
    """Aisyah says yes."""
    done = mergecast(team, "approve", post, "--yes", who=AISYAH)
    assert done.code == 0, done.err
    team.push()


def due_in(team: TeamRepository, seconds: int) -> datetime:
    """One approved post that is due so soon."""
    due = datetime.now(tz=UTC).replace(microsecond=0) + timedelta(seconds=seconds)
    local = due.astimezone(zone("Asia/Kuala_Lumpur"))
    text = POST.replace("launch-2026", "soon-2026")
    text = text.replace("2026-11-24 09:00", f"{local:%Y-%m-%d %H:%M:%S}")
    team.write(f"calendar/{local:%Y/%m/%d}-soon.yaml", text)
    team.commit("Soon")
    approve(team, "soon-2026")
    return due


def at(team: TeamRepository, now: str, *args: str) -> Done:
    """Run a command as if it were ``now``."""
    return mergecast(team, "--now", now, *args)


def live(sandbox: RunningSandbox) -> list[str]:
    """The texts that are live, oldest first."""
    posts = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    return [post["text"] for post in posts]


def misbehave(sandbox: RunningSandbox, kind: str, on: str = "POST /2/tweets") -> None:
    """The next request of a route goes wrong."""
    script = [{"on": on, "kind": kind, "times": 1}]
    requests.post(f"{sandbox.url}/_sandbox/faults", json=script, timeout=5)


def kinds(team: TeamRepository) -> list[str]:
    """The kinds of all events on record."""
    shown = mergecast(team, "ledger", "show", "--format", "json")
    return [event["kind"] for event in json.loads(shown.out)["events"]]
