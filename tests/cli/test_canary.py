"""Secrets are in the environment of every command, and in nothing that comes out.

Both the network and the forge answer with a refusal that quotes the whole request, as
no server should; what they were told still shows nowhere.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from cli.inside import Inside
from team_repository import AISYAH, POST, POST_PATH, TeamRepository

from mergecast.cli.app import COMMANDS, app

if TYPE_CHECKING:
    from cli.program import Done

CANARY = "canary/Zq8+x%y=7"
"""With characters that each encoding writes in another way."""
LEDGER_KEY = "5afe" * 16
NOW = "2026-11-24T01:00:30Z"
CREDENTIALS = {
    "acme": {
        "consumer_key": f"{CANARY}-ck",
        "consumer_secret": f"{CANARY}-cs",
        "access_token": f"1000001-{CANARY}-at",
        "access_token_secret": f"{CANARY}-ts",
    }
}


class _Quoting(BaseHTTPRequestHandler):
    """Refuses everything, and repeats what it was told."""

    def do_GET(self) -> None:
        if self.path.startswith("/2/users/me"):
            own = {"data": {"id": "1000001", "username": "acme_hq", "name": "Acme"}}
            self._answer(200, own)
            return
        size = int(self.headers.get("Content-Length") or 0)
        told = self.rfile.read(size).decode("utf-8", "replace")
        signed = self.headers.get("Authorization", "")
        quoted = f"{signed} {self.requestline} {dict(self.headers)} {told}"
        words = {"detail": f"You are not permitted: {quoted}", "message": quoted}
        self._answer(403, {**words, "title": "Forbidden", "status": 403})

    def _answer(self, status: int, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PATCH = do_DELETE = do_GET  # noqa: N815 - as above

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def quoting() -> Iterator[str]:
    """A server that quotes its visitors."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Quoting)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    with ExitStack() as stack:
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def team(
    tmp_path: Path,
    quoting: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> TeamRepository:
    """A team with a ledger, an approved post that is due, and every secret there is."""
    made = TeamRepository.start(tmp_path, remote=True)
    for name, value in made.env(AISYAH).items():
        if name.startswith(("GIT_", "HOME")):
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("MERGECAST_X_API_BASE", quoting)
    monkeypatch.chdir(tmp_path)
    inside = Inside(made.folder, capsys, monkeypatch)
    assert inside("ledger", "init", "--sandbox").code == 0
    made.write(POST_PATH, POST)
    made.commit("A post")
    assert inside("approve", "launch-2026", "--yes").code == 0
    made.push()
    monkeypatch.setenv("MERGECAST_SECRETS", json.dumps(CREDENTIALS))
    monkeypatch.setenv("MERGECAST_LEDGER_KEY", f"2026:{LEDGER_KEY}")
    monkeypatch.setenv("GITHUB_TOKEN", f"ghs_{CANARY}")
    monkeypatch.setenv("GITHUB_API_URL", quoting)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", quoting)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
    monkeypatch.setenv("MERGECAST_WATCH_URL", f"{quoting}/ping/{CANARY}")
    monkeypatch.setenv("MERGECAST_ALARM_URL", f"{quoting}/hook/{CANARY}")
    return made


def _forms() -> list[str]:
    raw = CANARY.encode()
    coded = [b64encode(b"\0" * n + raw).decode()[4:-4] for n in range(3)]
    basic = b64encode(f"x-access-token:ghs_{CANARY}".encode()).decode()
    return [CANARY, quote(CANARY, safe=""), LEDGER_KEY, *coded, basic[20:-4]]


def _leaks(text: str) -> list[str]:
    twice = quote(quote(CANARY, safe=""), safe="")
    return [form for form in [*_forms(), twice] if form in text]


def _said(done: Done) -> str:
    return done.out + done.err


STORIES: dict[str, list[str]] = {
    "act": ["--event", "mergecast.yaml"],
    "alarms": [],
    "approvals": ["launch-2026"],
    "approve": ["launch-2026", "--yes"],
    "calendar": ["show"],
    "check": ["--changed", "main~1"],
    "codeowners": ["--check"],
    "connect": ["acme"],
    "crisis": ["open", "--playbook", "outage", "--summary", "down"],
    "demo": ["--help"],
    "doctor": [],
    "explain": ["text-too-long"],
    "format": ["--check"],
    "freeze": ["--scope", "all", "--reason", "flood"],
    "init": [],
    "intake": ["--event", "mergecast.yaml"],
    "ledger": ["show"],
    "move": ["launch-2026", "+1d"],
    "new": ["--help"],
    "pages": ["build", "--output", "pages", "--audience", "team"],
    "plan": ["--pr", "main~1", "--comment", "7"],
    "preview": [POST_PATH],
    "probe": ["acme", "--yes"],
    "process": ["list"],
    "publish": [],
    "resolve": ["launch-2026", "--resend", "--reason", "seen"],
    "retract": ["launch-2026", "--reason", "wrong"],
    "sandbox": ["--help"],
    "schema": ["post"],
    "split": ["launch-2026"],
    "status": [],
    "style": ["try", "Vale.Avoid"],
    "team": [],
    "thaw": ["--scope", "all", "--reason", "over"],
    "today": [],
}


def test_every_command_has_a_story() -> None:
    assert sorted(STORIES.keys() & COMMANDS.keys()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_shows_or_writes_a_secret(
    team: TeamRepository,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = Inside(team.folder, capsys, monkeypatch)

    publish = inside("publish", now=NOW)
    told = inside(name, *STORIES[name], now=NOW if name != "demo" else "")

    assert publish.code == 4, _said(publish)
    assert told.code != 70, _said(told)
    assert _leaks(_said(publish) + _said(told)) == []
    assert _leaks(_everything(team)) == []


def test_a_refusal_that_quotes_the_request_is_told_without_it(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = Inside(team.folder, capsys, monkeypatch)

    done = inside("publish", now=NOW)

    assert "[hidden]" in _said(done)
    assert "[hidden]" in _everything(team)


@pytest.mark.parametrize("name", ["publish", "plan", "status", "freeze", "ledger"])
def test_a_git_server_that_quotes_the_token_is_told_without_it(
    team: TeamRepository,
    quoting: str,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team.git("remote", "set-url", "origin", f"{quoting}/acme/social.git")
    inside = Inside(team.folder, capsys, monkeypatch)

    done = inside(name, *(STORIES[name] if name != "plan" else []))

    assert done.code in {3, 4}, _said(done)
    assert "403" in _said(done)
    assert _leaks(_said(done) + _everything(team)) == []


def test_a_bug_report_has_no_secret(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def bug(*_args: object, **_more: object) -> None:
        raise RuntimeError(f"odd: {CREDENTIALS} {LEDGER_KEY}")

    monkeypatch.setattr(app, "main", bug)
    inside = Inside(team.folder, capsys, monkeypatch)

    done = inside("status")

    report = Path(done.err.strip().split("report it with ")[1])
    text = report.read_text("utf-8")
    report.unlink()
    assert done.code == 70
    assert "odd: " in text
    assert _leaks(text + _said(done)) == []


def _everything(team: TeamRepository) -> str:
    """Every file of the clone and of its ledger's, and all that was ever committed."""
    assert team.remote is not None
    files = [each for each in team.folder.rglob("*") if each.is_file()]
    text = "".join(each.read_bytes().decode("utf-8", "replace") for each in files)
    for folder in (team.folder, team.remote):
        log = ["git", "-C", str(folder), "log", "--all", "-p", "--format=%B"]
        done = subprocess.run(log, capture_output=True, check=True)
        text += done.stdout.decode("utf-8", "replace")
    return text
