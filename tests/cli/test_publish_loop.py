"""`mergecast publish --loop` as a real process, beside a job, over a real remote."""

from __future__ import annotations

import gc
import json
import os
import re
import signal
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import requests
from cli.program import Process, mergecast, start
from cli.publishing_team import (
    DUE,
    approve,
    at,
    due_in,
    founded,
    kinds,
    live,
    misbehave,
)
from listening import listening
from team_repository import POST, TeamRepository

from mergecast.cli.publishing.ticking import Desk, run
from mergecast.cli.session import Session
from mergecast.dispatch.world import Step
from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from mergecast.sandbox.server import RunningSandbox

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  (\w+) +(.*)")


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return founded(tmp_path, sandbox)


def until(process: Process, word: str) -> list[str]:
    """Read the log until a line of that kind."""
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        found = LINE.fullmatch(line.rstrip("\n"))
        assert found, line
        if found[1] == word:
            return lines
    raise AssertionError(lines)


def end(process: Process) -> tuple[str, str]:
    """Ask it to stop, and take what is left of its output."""
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=60)


def test_it_sends_to_the_second_beside_a_job_once_and_ends_when_asked(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    due = due_in(team, 15)
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    with listening() as outside, manager:
        manager.bind(str(team.folder.parent / "notify"))
        manager.settimeout(10)
        team.environment["NOTIFY_SOCKET"] = str(team.folder.parent / "notify")
        team.environment["MERGECAST_WATCH_URL"] = f"{outside.url}/ping/s3cr3t"
        process = start(team, "publish", "--loop")
        job = start(team, "publish", "--wait", "1m")
        job_out, job_err = job.communicate(timeout=120)
        out, err = end(process)
        told = [manager.recv(64) for _ in range(2)]

    posts = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    assert [post["text"] for post in posts] == ["It is out. 已经发布 🎉"]
    assert datetime.fromisoformat(posts[0]["created_at"]) >= due
    assert (process.returncode, err, job.returncode, job_err) == (0, "", 0, "")
    assert "soon-2026@acme:1" in out + job_out
    said = [found[1] for line in out.splitlines() if (found := LINE.fullmatch(line))]
    assert len(said) == len(out.splitlines())
    assert (said[0], said[-1]) == ("started", "stopped")
    assert told == [b"READY=1", b"WATCHDOG=1"]
    assert "/ping/s3cr3t" in outside.heard
    assert "s3cr3t" not in out + job_out


def test_its_log_may_be_read_by_programs(team: TeamRepository) -> None:
    process = start(team, "publish", "--loop", "--format", "json")
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    process.stdout.readline()
    out, _ = end(process)

    assert (first["version"], first["what"], first["about"]) == (1, "started", None)
    assert json.loads(out.splitlines()[-1])["what"] == "stopped"


def test_trouble_is_said_once_and_it_goes_on(tmp_path: Path) -> None:
    team = TeamRepository.start(tmp_path, remote=True)
    team.write("mergecast.yaml", "version: 1\naccounts: [\n")
    team.commit("Break the settings")
    process = start(team, "publish", "--loop")
    lines = until(process, "trouble")
    out, err = end(process)

    assert "mergecast.yaml cannot be read" in lines[-1]
    assert "it is tried again until it works" in lines[-1]
    assert (process.returncode, err) == (ExitCode.DONE, "")
    assert "trouble" not in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--wait", "15m"), "--loop and --wait exclude each other"),
        (("--dry-run",), "--loop and --dry-run exclude each other"),
    ],
)
def test_what_makes_no_sense_together_is_refused(
    team: TeamRepository, options: tuple[str, ...], said: str
) -> None:
    done = mergecast(team, "publish", "--loop", *options)

    assert (done.code, said in done.err) == (ExitCode.USAGE, True)


def test_pretended_time_cannot_be_looped_in(team: TeamRepository) -> None:
    done = at(team, DUE, "publish", "--loop")

    assert done.code == ExitCode.USAGE
    assert "there is no waiting" in done.err


def children() -> int:
    """How many processes this one has started and not yet ended."""
    found = 0
    for task in Path("/proc/self/task").iterdir():
        found += len((task / "children").read_text().split())
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts by /proc")
def test_ticks_and_looks_leave_no_process_and_no_open_file_behind(
    team: TeamRepository, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in team.env().items():
        monkeypatch.setenv(name, value)
    due_in(team, 3600)
    desk = Desk(Session(team.folder, None, False, False, False), lambda: False)  # noqa: FBT003 - a session is five flags

    def round_of(number: int) -> tuple[int, int]:
        for _ in range(number):
            desk.tick()
            assert not desk.moved()
        gc.collect()
        return len(os.listdir("/proc/self/fd")), children()  # noqa: PTH208 - names only

    first = round_of(2)

    assert round_of(6) == first
    assert live(sandbox) == []


def test_a_look_sees_a_merge_and_a_freeze_and_not_our_own_writes(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in team.env().items():
        monkeypatch.setenv(name, value)
    desk = Desk(Session(team.folder, None, False, False, False), lambda: False)  # noqa: FBT003 - as above
    seen = [desk.moved()]
    desk.tick()
    seen.append(desk.moved())
    team.commit("Merge something")
    seen.append(desk.moved())
    desk.tick()
    seen.append(desk.moved())
    assert mergecast(team, "freeze", "--reason", "flood").code == 0
    seen.append(desk.moved())

    assert seen == [True, False, True, False, True]


def test_an_edit_between_two_posts_of_a_run_is_seen_before_the_second_is_claimed(
    team: TeamRepository, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in team.env().items():
        monkeypatch.setenv(name, value)
    due = datetime.now(tz=KUALA_LUMPUR) - timedelta(seconds=90)
    path = f"calendar/{due:%Y/%m/%d}-now-%d.yaml"
    for number in (1, 2):
        at_its_time = f"{due + timedelta(seconds=number):%Y-%m-%d %H:%M:%S}"
        text = POST.replace("launch-2026", f"now-{number}")
        text = text.replace("2026-11-24 09:00", at_its_time)
        team.write(path % number, text.replace("It is out", f"Out {number}"))
    team.commit("Two")
    for number in (1, 2):
        approve(team, f"now-{number}")
    told: list[Step] = []

    def edit(step: Step) -> None:
        told.append(step)
        if len(told) == 1:
            file = team.folder / (path % 2)
            team.write(path % 2, file.read_text("utf-8").replace("Out 2", "OUT 2"))
            team.commit("Shout")

    session = Session(team.folder, None, False, False, False)  # noqa: FBT003 - a session is five flags
    report = run(session, dry_run=False, told=edit)

    assert [(str(one.key), one.what) for one in told] == [("now-1@acme:1", "posted")]
    assert live(sandbox) == ["Out 1. 已经发布 🎉"]
    assert report.tick is not None
    waits = {one.target.post.id: one.reason for one in report.tick.decisions}
    assert "changed after" in waits["now-2"]


@pytest.mark.parametrize("stays", [("--loop",), ("--wait", "15m")])
def test_asked_to_stop_in_a_thread_it_finishes_the_part_in_flight(
    team: TeamRepository, sandbox: RunningSandbox, stays: tuple[str, ...]
) -> None:
    due = datetime.now(tz=KUALA_LUMPUR) - timedelta(seconds=90)
    head, _ = POST.split("text:")
    text = head.replace("launch-2026", "thread-2026")
    text = text.replace("2026-11-24 09:00", f"{due:%Y-%m-%d %H:%M:%S}")
    team.write(f"calendar/{due:%Y/%m/%d}-thread.yaml", f"{text}thread: [one, two]\n")
    team.commit("A thread")
    approve(team, "thread-2026")
    # It is live at once, and X answers a while later.
    misbehave(sandbox, "slow")
    process = start(team, "publish", *stays)
    while not live(sandbox):
        assert process.poll() is None
    out, err = end(process)

    assert (process.returncode, err) == (ExitCode.DONE, "")
    assert "posted" in out
    assert live(sandbox) == ["one"]
    assert kinds(team)[-3:] == ["sending", "posted", "tick"]
