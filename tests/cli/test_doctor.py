"""`doctor`: what would stop publishing is seen in a real repository, and told."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from cli.inside import Inside
from cli.test_init import made_wheel
from forge.github.fake import Environment, FakeGitHub, Run, serve
from publishers.scripted import read_request, serving
from team_repository import AISYAH, TeamRepository

from mergecast import __version__, clock
from mergecast.cli.app import app
from mergecast.cli.keys.credentials import SECRETS
from mergecast.doctor.table import CHECKS
from mergecast.errors import ExitCode
from mergecast.sandbox import server
from mergecast.sandbox.accounts import credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / "tooling/mergecast/cli/starting/starter_files/workflows"
SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
live: true
accounts:
  acme:
    network: x
    user: acme_hq
    user_id: "1000001"
    timezone: Asia/Kuala_Lumpur
    automated_label: true
"""
RULES = [{"type": "deletion"}, {"type": "non_fast_forward"}]
STATUSES = [{"context": "check"}, {"context": "approvals"}]


@pytest.fixture
def bare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    """A folder with nothing but git."""
    team = TeamRepository(tmp_path / "acme")
    team.folder.mkdir()
    team.git("init", "-q", "-b", "main")
    return at(team, capsys, monkeypatch)


def at(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    for name in (SECRETS, "GITHUB_TOKEN", "GITHUB_API_URL", "MERGECAST_X_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in team.env(AISYAH).items():
        if name.startswith(("GIT_", "HOME")):
            monkeypatch.setenv(name, value)
    return Inside(team.folder, capsys, monkeypatch)


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with server.start(":memory:") as running:
        yield running


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """A repository on GitHub where nothing is wrong."""
    made = FakeGitHub()
    made.rules["mergecast-ledger"] = RULES
    made.rules["main"] = [
        *RULES,
        {
            "type": "pull_request",
            "parameters": {
                "dismiss_stale_reviews_on_push": False,
                "require_code_owner_review": False,
                "require_last_push_approval": False,
                "required_approving_review_count": 1,
                "required_review_thread_resolution": False,
            },
        },
        {
            "type": "required_status_checks",
            "parameters": {
                "required_status_checks": STATUSES,
                "strict_required_status_checks_policy": False,
            },
        },
    ]
    made.environments["publish"] = Environment(["main"], [SECRETS])
    made.workflows |= {each.name: "active" for each in WORKFLOWS.glob("*.yml")}
    made.actions["workflow"] = {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": True,
    }
    for hours in (1, 2, 3):
        when = clock.now() - timedelta(hours=hours)
        made.runs.append(Run("publish.yml", "repository_dispatch", at=f"{when:%FT%TZ}"))
    with serve(made) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        yield made


@pytest.fixture
def team(
    tmp_path: Path,
    sandbox: RunningSandbox,
    github: FakeGitHub,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    """A team that publishes: ledger, key, workflows, secrets, rules."""
    made = TeamRepository.start(tmp_path, remote=True)
    inside = at(made, capsys, monkeypatch)
    made.write("mergecast.yaml", SETTINGS)
    for each in WORKFLOWS.glob("*.yml"):
        made.write(f".github/workflows/{each.name}", each.read_text("utf-8"))
    made.write(".github/mergecast.txt", _pinned())
    made.commit("Set up")
    monkeypatch.setenv("MERGECAST_LEDGER_KEY", f"2026-11:{'5afe' * 16}")
    assert inside("ledger", "init").code == 0
    made.commit("Name the ledger")
    monkeypatch.setenv("MERGECAST_X_API_BASE", sandbox.url)
    monkeypatch.setenv(SECRETS, json.dumps({"acme": asdict(credentials("acme_hq"))}))
    monkeypatch.setenv("GITHUB_API_URL", github.address)
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
    return inside


def _pinned() -> str:
    return f"mergecast=={__version__} --hash=sha256:{'0' * 64}\n"


def lines(inside: Inside, *args: str) -> dict[str, list[str]]:
    """The levels of each check's lines."""
    told = json.loads(inside("doctor", *args, "--format", "json").out)
    found: dict[str, list[str]] = {}
    for line in told["lines"]:
        found.setdefault(line["check"], []).append(line["level"])
    return found


def wrong(inside: Inside, *args: str) -> dict[str, list[str]]:
    """What is not ok."""
    return {
        check: levels
        for check, levels in lines(inside, *args).items()
        if {*levels} != {"ok"}
    }


def test_a_fresh_repository_fails_nothing_and_asks_nobody(
    bare: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bare("init", "--account", "acme=@acme_hq").code == 0
    monkeypatch.setattr("socket.socket.connect", _refuse)
    before = bare("doctor", "--offline")
    for args in (["add", "-A"], ["commit", "-qm", "Start"]):
        TeamRepository(bare.folder).git(*args)
    after = bare("doctor", "--offline")

    assert (before.code, after.code) == (ExitCode.DONE, ExitCode.DONE)
    assert "fail" not in before.out + after.out
    assert "nothing is committed yet" in before.out
    assert "'main' is at" in after.out


def test_a_team_that_was_just_set_up_fails_nothing(
    bare: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = made_wheel(tmp_path)
    told = ("--account", "acme=@acme_hq", "--member", "mei, name=Mei, login=mei")
    pins = ("--repository", "acme/social", "--wheel", str(wheel))
    assert bare("init", "--team", *told, *pins, "--yes").code == 0
    monkeypatch.setattr("socket.socket.connect", _refuse)
    before = bare("doctor", "--offline")
    for args in (["add", "-A"], ["commit", "-qm", "Start"]):
        TeamRepository(bare.folder).git(*args)
    after = bare("doctor", "--offline")

    assert (before.code, after.code) == (ExitCode.DONE, ExitCode.DONE), after.out
    assert lines(bare, "--offline")["workflows"] == ["ok"]
    assert lines(bare, "--offline")["release"] == ["ok"]


def _refuse(*_args: object) -> None:
    raise AssertionError("somebody was asked")


def test_a_team_that_is_set_up_well_has_nothing_to_mend(team: Inside) -> None:
    done = team("doctor")

    assert wrong(team) == {"token": ["unknown"]}, done.out
    assert done.code == ExitCode.DONE
    assert "ghs_canary" not in done.out


def test_offline_what_is_outside_is_unknown_and_never_ok(
    team: Inside, github: FakeGitHub
) -> None:
    team("doctor")  # from now on this clone has seen the ledger
    asked = len(github.asked)
    found = wrong(team, "--offline")

    assert len(github.asked) == asked
    assert {*found} == {
        *("credentials", "token", "main-rules", "ledger-rules"),
        *("environment", "actions", "pages", "second-trigger", "clock"),
    }
    assert [*found.values()] == [["unknown"]] * len(found)


def test_times_and_pins_of_actions_may_differ_and_nothing_else(team: Inside) -> None:
    file = team.folder / ".github/workflows/publish.yml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r'cron: "[^"]*"', 'cron: "1 2 * * *"', text), "utf-8")
    other = lines(team, "--offline")["workflows"]
    newer = re.sub(r"(actions/[a-z-]+@)\S+ # v\S+", rf"\1{'a' * 40} # v99.0.0", text)
    file.write_text(newer, "utf-8")
    assert lines(team, "--offline")["workflows"] == ["ok"], "a bot moved actions on"
    file.write_text(text + "# mine\n", "utf-8")

    assert (other, lines(team, "--offline")["workflows"]) == (["ok"], ["warn"])


def test_what_is_wrong_on_the_forge_fails_with_status_1(
    team: Inside, github: FakeGitHub
) -> None:
    github.rules.clear()
    github.environments.clear()
    github.runs[:] = [Run("publish.yml", "schedule")]
    github.workflows["publish.yml"] = "disabled_inactivity"
    done = team("doctor")

    assert done.code == ExitCode.FINDINGS
    found = wrong(team)
    for check in ("environment", "second-trigger", "workflows"):
        assert found[check] == ["fail"], check
    assert found["main-rules"] == ["fail"] * 5
    assert found["ledger-rules"] == ["fail"] * 2


def test_keys_of_another_profile_or_a_read_only_app_fail(
    team: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    conduct = Conduct(read_only=True)
    with server.start(":memory:", conduct=conduct) as running:
        monkeypatch.setenv("MERGECAST_X_API_BASE", running.url)
        text = team.read("mergecast.yaml").replace("1000001", "7")
        (team.folder / "mergecast.yaml").write_text(text, "utf-8")
        done = team("doctor")

    assert done.code == ExitCode.FINDINGS
    assert "with the id 1000001, and settings say 7" in done.out
    assert "the keys may only read" in done.out
    assert "is not that of 'main'" in done.out


def test_keys_that_are_missing_name_the_variable_and_no_value(
    team: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERGECAST_X_ACME_KEY", "canary-0123456")
    done = team("doctor")

    assert done.code == ExitCode.FINDINGS
    assert "MERGECAST_X_ACME_SECRET is not set" in done.out
    monkeypatch.setenv("MERGECAST_X_ACME_KEY", "")
    monkeypatch.setenv(SECRETS, "{canary-0123456")
    done = team("doctor")
    assert f"{SECRETS} is no JSON: see line 1, column 2" in done.out
    assert "canary" not in done.out


def test_a_clock_that_is_wrong_is_seen(
    team: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(minutes=9))

    assert lines(team)["clock"] == ["fail"]


def test_a_ledger_that_was_tampered_with_fails_with_the_place(team: Inside) -> None:
    repository = TeamRepository(team.folder)
    folder = team.folder.parent / "ledger"
    remote = str(team.folder.parent / "remote.git")
    repository.git("clone", "-q", "-b", "mergecast-ledger", remote, str(folder))
    spoiled = TeamRepository(folder)
    day = next(folder.glob("events/*/*/*.jsonl"))
    day.write_text(day.read_text("utf-8").replace("2026-11", "2026-12"), "utf-8")
    spoiled.git("add", "-A")
    spoiled.git("commit", "-qm", "Nothing to see here")
    spoiled.git("push", "-q", "origin", "HEAD:mergecast-ledger")
    done = team("doctor")

    assert done.code == ExitCode.FINDINGS
    assert lines(team)["ledger"] == ["fail"]


def test_a_token_that_is_no_good_fails_and_is_not_shown(
    team: Inside, github: FakeGitHub
) -> None:
    told = b'{"message": "Bad credentials: ghs_canary0123456789"}'
    github.fault = lambda _method, _path: (401, {}, told)
    done = team("doctor")

    assert lines(team)["token"] == ["fail"]
    assert lines(team)["main-rules"] == ["unknown"]
    assert "a token that is still valid" in done.out
    assert "canary" not in done.out


def test_a_forge_that_is_down_stops_nothing_else(
    team: Inside, github: FakeGitHub
) -> None:
    github.fault = lambda _method, _path: (503, {}, b"")
    found = lines(team)

    for check in ("token", "main-rules", "environment", "second-trigger"):
        assert found[check] == ["unknown"], check
    assert found["credentials"] == ["ok"]
    assert found["clock"] == ["ok"], "by X"


def test_a_forge_whose_answer_never_ends_stops_nothing_else(
    team: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mergecast.cli.selfcheck.doctoring.PATIENCE", 0.3)
    over = Event()

    def drip(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.05):
            connection.sendall(b" ")

    with serving(drip) as url:
        monkeypatch.setenv("GITHUB_API_URL", url)
        found = lines(team)
        over.set()

    assert found["main-rules"] == ["unknown"]
    assert found["credentials"] == ["ok"]


def test_without_a_token_the_forge_is_unknown_and_the_fix_is_told(
    team: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    done = team("doctor")

    assert "unknown  token" in done.out
    assert done.out.count("set GITHUB_TOKEN") == 1


def test_a_remote_that_is_away_leaves_the_ledger_unknown(team: Inside) -> None:
    TeamRepository(team.folder).git("remote", "set-url", "origin", "/nowhere/at.git")
    found = lines(team)

    assert found["publishing-branch"] == ["fail"]
    assert found["ledger"] == ["unknown"]


@pytest.mark.parametrize("text", ["accounts: [", "", "version: 99\n", "\x00"])
def test_settings_that_cannot_be_read_are_a_line_that_fails(
    team: Inside, text: str
) -> None:
    (team.folder / "mergecast.yaml").write_text(text, "utf-8")
    done = team("doctor", "--offline")

    assert done.code == ExitCode.FINDINGS
    assert lines(team, "--offline")["settings"] == ["fail"]


def test_outside_of_any_repository_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = TeamRepository(tmp_path / "empty")
    empty.folder.mkdir()
    inside = at(empty, capsys, monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = inside("doctor", "--offline")

    assert done.code == ExitCode.FINDINGS
    assert "is not in a git repository" in done.out


def test_each_line_has_its_place_in_the_reference() -> None:
    page = (ROOT / "docs/reference/doctor.md").read_text("utf-8")
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]

    assert headings == [*CHECKS]
    assert "doctor" in app.list_commands(None)  # type: ignore[arg-type]  # unused there
