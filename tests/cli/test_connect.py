"""`connect`: the right profile's keys go into a pipe or a file, and nowhere else."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
import requests
from cli.program import PROGRAM, Done
from readable import readable
from team_repository import TeamRepository

from mergecast.cli.boundary import run
from mergecast.cli.keys.credentials import SECRETS
from mergecast.errors import ExitCode
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount, credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

SETTINGS = """\
version: 1
forge: {kind: offline}
accounts:
  # the main one
  acme:
    network: x
    user: acme_hq          # as on X
    timezone: Asia/Kuala_Lumpur
  beta: {network: x, user: Beta_HQ, user_id: "2000002", timezone: UTC}  # 日本
"""
BOTH = (
    SandboxAccount("acme_hq", "1000001", "Acme"),
    SandboxAccount("beta_hq", "2000002", "Beta"),
)
ACME, BETA = asdict(credentials("acme_hq")), asdict(credentials("beta_hq"))
APP = [ACME["consumer_key"], ACME["consumer_secret"]]


class Person:
    """Types what it is given; ``@HANDLE`` says yes as a profile and types the PIN."""

    def __init__(self, sandbox: RunningSandbox, typed: list[str]) -> None:
        self.sandbox = sandbox
        self.typed = typed

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        if not self.typed:
            return ""
        word = self.typed.pop(0)
        return f"{self.pin(word[1:]) if word.startswith('@') else word}\n"

    def pin(self, handle: str) -> str:
        token = self.sandbox.sandbox.handshakes.pending()[-1]
        query = {"oauth_token": token, "account": handle}
        address = f"{self.sandbox.url}/oauth/authorize"
        page = requests.get(address, params=query, timeout=10).text
        found = re.search(r"<code>([0-9]+)</code>", page)
        assert found, page
        return found[1]


class Desk:
    """A workspace, a stand-in for X, and somebody who types."""

    def __init__(
        self,
        team: TeamRepository,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.team, self.capsys, self.monkeypatch = team, capsys, monkeypatch
        self.sandbox: RunningSandbox | None = None

    def __call__(self, *args: str, typed: list[str]) -> Done:
        assert self.sandbox
        self.monkeypatch.setattr("sys.stdin", Person(self.sandbox, typed))
        self.capsys.readouterr()
        code = run(["-C", str(self.team.folder), "connect", *args])
        said = self.capsys.readouterr()
        return Done(code, said.out, said.err)

    def settings(self) -> str:
        return (self.team.folder / "mergecast.yaml").read_text("utf-8")


@pytest.fixture
def desk(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    team = TeamRepository.start(tmp_path)
    team.write("mergecast.yaml", SETTINGS)
    for name in ("GITHUB_ACTIONS", SECRETS):
        monkeypatch.delenv(name, raising=False)
    made = Desk(team, capsys, monkeypatch)
    with server.start(":memory:", accounts=BOTH) as running:
        made.sandbox = running
        monkeypatch.setenv("MERGECAST_X_API_BASE", running.url)
        yield made


def secrets_in(text: str) -> list[str]:
    return [value for value in (*ACME.values(), *BETA.values()) if value in text]


def test_keys_go_to_standard_output_alone_and_the_id_into_the_settings(
    desk: Desk,
) -> None:
    done = desk("acme", typed=[*APP, "@acme_hq"])

    assert (done.code, json.loads(done.out)) == (ExitCode.DONE, {"acme": ACME})
    assert done.out.count("\n") == 1
    assert secrets_in(done.err) == []
    assert "acme: connected as @acme_hq" in done.err
    assert "X asks accounts that are run by programs to say so" in done.err
    wanted = SETTINGS.replace("# as on X\n", '# as on X\n    user_id: "1000001"\n')
    assert desk.settings() == wanted


def test_several_accounts_in_one_go_are_one_secret(desk: Desk) -> None:
    done = desk("acme", "beta", "acme", typed=[*APP, "@acme_hq", "", "@beta_hq"])

    assert done.code == ExitCode.DONE, done.err
    found = json.loads(done.out)
    assert found["acme"] == ACME
    # The app of the account before was taken again.
    assert found["beta"] == {
        **BETA,
        "consumer_key": ACME["consumer_key"],
        "consumer_secret": ACME["consumer_secret"],
    }


def test_accounts_that_the_secret_has_are_kept_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"gamma": {"token": "日本-of-gamma-0123", "more": [1]}, "beta": BETA}
    monkeypatch.setenv(SECRETS, json.dumps(held))
    done = desk("acme", typed=[*APP, "@acme_hq"])

    assert json.loads(done.out) == {**held, "acme": ACME}
    assert "no keys for" not in done.err


def test_who_would_lose_his_keys_is_said_before_anything_is_asked(desk: Desk) -> None:
    done = desk("acme", typed=[])

    assert done.code == ExitCode.USAGE
    assert "the secret will have no keys for beta" in done.err
    assert done.out == ""


@pytest.mark.parametrize("way", ["variables", "secret"])
def test_the_app_may_be_in_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "secret":
        monkeypatch.setenv(SECRETS, json.dumps({"acme": ACME}))
    else:
        monkeypatch.setenv("MERGECAST_X_ACME_KEY", APP[0])
        monkeypatch.setenv("MERGECAST_X_ACME_SECRET", APP[1])
    done = desk("acme", typed=["@acme_hq"])

    # What hides secrets of the environment everywhere else lets these pass.
    assert json.loads(done.out) == {"acme": ACME}


def test_half_an_app_in_the_environment_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERGECAST_X_ACME_KEY", "half-of-an-app")
    done = desk("acme", typed=[])

    assert done.code == ExitCode.USAGE
    assert "MERGECAST_X_ACME_SECRET is not set" in done.err
    assert "half-of-an-app" not in done.err


def test_the_wrong_profile_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "keys.json"
    done = desk("acme", "--output", str(file), typed=[*APP, "@beta_hq"])

    assert (done.code, done.out) == (ExitCode.CANNOT_WORK, "")
    assert "keys of @beta_hq" in done.err
    assert "'acme' is @acme_hq" in done.err
    assert not file.exists()
    assert desk.settings() == SETTINGS


def test_one_wrong_profile_of_two_writes_nothing_of_either(desk: Desk) -> None:
    done = desk("acme", "beta", typed=[*APP, "@acme_hq", "", "@acme_hq"])

    assert (done.code, done.out) == (ExitCode.CANNOT_WORK, "")
    assert "has the id 2000002" in done.err
    assert desk.settings() == SETTINGS


def test_a_new_handle_under_the_known_id_is_told_and_goes_on(desk: Desk) -> None:
    desk.team.write("mergecast.yaml", SETTINGS.replace("Beta_HQ", "beta_old"))
    done = desk("beta", typed=[*APP, "@beta_hq"])

    assert done.code == ExitCode.DONE
    assert "'beta' is @beta_hq now; mergecast.yaml still says @beta_old" in done.err
    assert '"2000002"' in desk.settings()


def test_a_handle_is_the_same_in_any_letter_case(desk: Desk) -> None:
    done = desk("beta", typed=[*APP, "@beta_hq"])

    assert done.code == ExitCode.DONE
    assert "still says" not in done.err


def test_a_read_only_app_is_told_how_to_be_mended(desk: Desk) -> None:
    with server.start(
        ":memory:", accounts=BOTH, conduct=Conduct(read_only=True)
    ) as running:
        desk.sandbox = running
        desk.monkeypatch.setenv("MERGECAST_X_API_BASE", running.url)
        done = desk("acme", typed=[*APP, "@acme_hq"])

    assert (done.code, done.out) == (ExitCode.CANNOT_WORK, "")
    assert "the app may only read" in done.err
    assert "Read and write" in done.err
    assert desk.settings() == SETTINGS


def test_a_wrong_pin_is_asked_again_with_a_new_address(desk: Desk) -> None:
    typed = [*APP, "twelve", "0000000", "@acme_hq"]
    done = desk("acme", typed=typed)

    assert done.code == ExitCode.DONE
    assert "that is no PIN" in done.err
    assert "X does not take this PIN. Once more:" in done.err
    assert len(set(re.findall(r"oauth_token=\S+", done.err))) == 2


def test_three_wrong_pins_are_enough(desk: Desk) -> None:
    done = desk("acme", typed=[*APP, *["1234567"] * 3, "@acme_hq"])

    assert (done.code, done.out) == (ExitCode.CANNOT_WORK, "")
    assert "X took no PIN" in done.err


def test_a_file_is_made_for_its_owner_alone(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    before = os.umask(0)
    try:
        done = desk("acme", "--output", str(file), typed=[*APP, "@acme_hq"])
    finally:
        os.umask(before)

    assert (done.code, done.out) == (ExitCode.DONE, "")
    assert json.loads(file.read_text("utf-8")) == {"acme": ACME}
    assert file.stat().st_mode & 0o777 == 0o600
    assert secrets_in(done.err) == []


@pytest.mark.parametrize("kind", ["inside", "folder", "link", "there", "dangling"])
def test_a_file_where_it_could_leak_is_refused_before_anything_is_asked(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    folder = desk.team.folder
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "there").write_text("mine")
    (tmp_path / "dangling").symlink_to(folder / "keys.json")
    (folder / "deep").mkdir()
    file = {
        "inside": folder / "deep" / "keys.json",
        "folder": folder / ".git" / "keys.json",
        "link": tmp_path / "link" / "keys.json",
        "there": tmp_path / "there",
        "dangling": tmp_path / "dangling",
    }[kind]
    done = desk("acme", "--output", str(file), typed=[*APP, "@acme_hq"])

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "oauth_token" not in done.err
    assert (tmp_path / "there").read_text() == "mine"
    assert not (folder / "keys.json").exists()


def test_a_terminal_never_sees_the_keys(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    done = desk("acme", typed=[*APP, "@acme_hq"])

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "gh secret set MERGECAST_SECRETS" in done.err


def test_a_job_never_logs_the_keys(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = desk("acme", typed=[*APP, "@acme_hq"])

    assert (done.code, done.out) == (ExitCode.USAGE, "")


@pytest.mark.parametrize("name", ["nobody", "Acme", "日本"])
def test_an_account_that_is_not_there_is_not_asked_about(desk: Desk, name: str) -> None:
    done = desk(name, typed=[*APP, "@acme_hq"])

    assert done.code == ExitCode.USAGE
    assert f"there is no account '{name}'" in done.err
    assert "acme, beta" in done.err


def test_a_secret_that_cannot_be_read_stops_it_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRETS, '{"acme": canary-0123456')
    done = desk("acme", typed=[*APP, "@acme_hq"])

    assert done.code == ExitCode.CANNOT_WORK
    assert f"{SECRETS} is no JSON: see line 1, column 10" in done.err
    assert "canary" not in done.err


def test_at_a_real_terminal_nothing_that_is_typed_or_got_shows(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.sandbox
    file = tmp_path / "keys.json"
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, "connect", "acme", "--output", str(file)],
        cwd=desk.team.folder,
        env=desk.team.env() | {"MERGECAST_X_API_BASE": desk.sandbox.url},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    screen = Screen(mine)
    person = Person(desk.sandbox, [])
    screen.answers("API Key of the app for 'acme': ", APP[0])
    screen.answers("API Key Secret: ", APP[1])
    screen.waits_for("PIN: ")
    screen.answers("PIN: ", person.pin("acme_hq"))
    screen.waits_for("wrote")

    assert process.wait(20) == 0
    os.close(mine)
    assert json.loads(file.read_text("utf-8")) == {"acme": ACME}
    assert secrets_in(screen.shown) == []


class Screen:
    """What a terminal shows, and a person who answers."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.shown = ""

    def waits_for(self, words: str) -> None:
        end = time.monotonic() + 30
        while words not in self.shown and time.monotonic() < end:
            ready = readable(self.handle, 1)
            if ready:
                self.shown += os.read(self.handle, 4096).decode("utf-8", "replace")
        assert words in self.shown, self.shown

    def answers(self, question: str, words: str) -> None:
        self.waits_for(question)
        os.write(self.handle, f"{words}\n".encode())
