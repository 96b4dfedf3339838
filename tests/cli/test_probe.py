"""`mergecast probe` over real HTTP: what it posts, takes away, says and writes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cli.inside import Inside
from team_repository import TeamRepository

from mergecast.cli.keys.credentials import SECRETS
from mergecast.cli.wiring import API_BASE
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.server import RunningSandbox

SETTINGS = """\
version: 1
live: true
forge: {kind: offline}
accounts:
  # the main one
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: UTC}  # 日本
  mute:
    network: x
    user: mute_hq
    timezone: UTC
  odd: {network: x, user: odd_hq, user_id: "7", timezone: UTC}
  shown: {network: x, user: shown_hq, timezone: UTC, sample: true}
"""
WHO = (
    SandboxAccount("acme_hq", "1000001", "Acme"),
    SandboxAccount("mute_hq", "1000005", "Mute", self_replies=False),
    SandboxAccount("odd_hq", "1000006", "Odd"),
)


class Bench:
    """A live workspace whose ledger is a real one, and a stand-in for X."""

    def __init__(self, inside: Inside, team: TeamRepository, url: str) -> None:
        self.inside, self.team, self.url = inside, team, url

    def settings(self) -> str:
        return self.inside.read("mergecast.yaml")

    def posts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]]
        found = requests.get(f"{self.url}/_sandbox/posts", timeout=5).json()["posts"]
        return found

    def misbehave(self, *script: dict[str, object]) -> None:
        answer = requests.post(f"{self.url}/_sandbox/faults", json=script, timeout=5)
        assert answer.status_code == 200


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with server.start(":memory:", accounts=WHO) as running:
        yield running


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> TeamRepository:
    """A workspace with a ledger that is no sandbox, made once."""
    team = TeamRepository.start(tmp_path_factory.mktemp("probe"))
    team.write("mergecast.yaml", SETTINGS)
    team.commit("Live")
    team.git("config", "user.name", "Mei")
    team.git("config", "user.email", "mei@example.org")
    return team


@pytest.fixture
def bench(
    founded: TeamRepository,
    sandbox: RunningSandbox,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Bench]:
    team = founded.copied(tmp_path)
    for name in ("GITHUB_ACTIONS", SECRETS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv(API_BASE, sandbox.url)
    inside = Inside(team.folder, capsys, monkeypatch)
    assert inside("ledger", "init").code == 0
    team.commit("A ledger")
    yield Bench(inside, team, sandbox.url)
    requests.delete(f"{sandbox.url}/_sandbox/faults", timeout=5)


def test_threads_are_confirmed_and_nothing_stays(bench: Bench) -> None:
    before = bench.settings()
    done = bench.inside("probe", "acme", "--yes")

    first, second = bench.posts()[-2:]
    assert done.code == 0, done
    assert second["reply_to"] == first["id"]
    assert first["deleted"]
    assert second["deleted"]
    assert first["text"].endswith("(1/2)")
    assert done.out.startswith("acme (@acme_hq): may answer itself")
    assert f"deleted: https://x.com/acme_hq/status/{second['id']}" in done.out
    wanted = before.replace("timezone: UTC}  #", "timezone: UTC, self_replies: X}  #")
    assert bench.settings() == wanted.replace(
        "self_replies: X", "self_replies: confirmed"
    )


def test_a_refusal_is_told_and_written(bench: Bench) -> None:
    done = bench.inside("probe", "mute", "--yes", "--format", "json")

    said = json.loads(done.out)
    assert (done.code, said["result"]) == (1, "refused")
    assert "403" in said["reason"]
    assert (said["version"], said["settings_changed"]) == (1, True)
    assert [post["deleted"] for post in said["posts"]] == [True]
    assert "    timezone: UTC\n    self_replies: refused\n  odd:" in bench.settings()
    again = bench.inside("probe", "mute", "--yes")
    assert "it says `self_replies: refused` already" in again.out


def test_a_person_is_asked_and_may_say_no(bench: Bench) -> None:
    count = len(bench.posts())
    no = bench.inside("probe", "acme", typed="n\n")
    nobody = bench.inside("probe", "acme")

    assert (no.code, nobody.code) == (2, 2)
    assert "two short posts will go out on @acme_hq" in no.err
    assert "add --yes" in nobody.err
    assert len(bench.posts()) == count
    assert bench.inside("probe", "acme", typed="y\n").code == 0


@pytest.mark.parametrize("scope", ["all", "account:acme", "network:x"])
def test_under_a_freeze_nothing_goes_out(bench: Bench, scope: str) -> None:
    count = len(bench.posts())
    bench.inside("freeze", "--scope", scope, "--reason", "flood in Klang")
    done = bench.inside("probe", "acme", "--yes")

    assert done.code == 3
    assert f"{scope} is frozen: flood in Klang" in done.err
    assert len(bench.posts()) == count


def test_a_freeze_of_something_else_is_none(bench: Bench) -> None:
    bench.inside("freeze", "--scope", "account:mute", "--reason", "flood")

    assert bench.inside("probe", "acme", "--yes").code == 0


@pytest.mark.parametrize("base", ["", "https://api.x.com"])
def test_a_rehearsal_reaches_no_network(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    bench.team.write(
        "mergecast.yaml", bench.settings().replace("live: true", "live: false")
    )
    monkeypatch.setenv(API_BASE, base)
    done = bench.inside("probe", "acme", "--yes")

    assert done.code == 3
    assert "rehearses" in done.err


def test_what_a_sandbox_did_in_a_rehearsal_is_told_and_not_written(
    bench: Bench,
) -> None:
    settings = bench.settings().replace("live: true", "live: false")
    bench.team.write("mergecast.yaml", settings)
    bench.team.commit("Rehearse")
    done = bench.inside("probe", "acme", "--yes")

    assert done.code == 0, done
    assert "a sandbox says nothing of X" in done.out
    assert bench.settings() == settings


def test_a_post_that_stays_is_told_with_its_link(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mergecast.clock.sleep", lambda _seconds: None)
    bench.misbehave({"on": "DELETE /2/tweets/:id", "kind": "503", "times": 3})
    done = bench.inside("probe", "acme", "--yes")

    first, second = bench.posts()[-2:]
    assert done.code == 4
    assert f"still live: https://x.com/acme_hq/status/{second['id']}" in done.out
    assert "log in as @acme_hq and delete it there" in done.out
    assert (first["deleted"], second["deleted"]) == (True, False)
    assert "self_replies: confirmed" in bench.settings()


def test_an_answer_that_was_lost_is_found_and_counts(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mergecast.clock.sleep", lambda _seconds: None)
    bench.misbehave(
        {"on": "POST /2/tweets", "kind": "none"},
        {"on": "POST /2/tweets", "kind": "drop-applied"},
    )
    done = bench.inside("probe", "acme", "--yes")

    assert done.code == 0, done
    assert all(post["deleted"] for post in bench.posts()[-2:])


@pytest.mark.parametrize(("kind", "words"), [("401", "keys"), ("402", "credit")])
def test_what_keeps_the_first_back_leaves_the_settings_alone(
    bench: Bench, kind: str, words: str
) -> None:
    before, count = bench.settings(), len(bench.posts())
    bench.misbehave({"on": "POST /2/tweets", "kind": kind})
    done = bench.inside("probe", "acme", "--yes")

    assert done.code == 3
    assert words in done.out
    assert (bench.settings(), len(bench.posts())) == (before, count)


@pytest.mark.parametrize(
    ("account", "code", "words"),
    [
        ("nobody", 2, "there is no account 'nobody'"),
        ("shown", 2, "there is no account 'shown'"),
        ("odd", 3, "the keys of 'odd' are those of @odd_hq (1000006)"),
    ],
)
def test_an_account_that_cannot_be_tried_is_refused(
    bench: Bench, account: str, code: int, words: str
) -> None:
    count = len(bench.posts())
    done = bench.inside("probe", account, "--yes")

    assert done.code == code
    assert words in done.err
    assert len(bench.posts()) == count


def test_a_pretended_time_reaches_no_real_ledger(bench: Bench) -> None:
    done = bench.inside("probe", "acme", "--yes", now="2026-11-24T01:00:00Z")

    assert done.code == 3
    assert "--now pretends a time" in done.err


def test_nothing_of_a_try_is_on_record(bench: Bench) -> None:
    before = bench.inside("ledger", "show").out
    bench.inside("probe", "acme", "--yes")

    assert bench.inside("ledger", "show").out == before
