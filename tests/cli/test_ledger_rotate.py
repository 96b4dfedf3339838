"""Keys of the ledger turned on, rotated, retired and lost, while posts go out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.ledger_team import LedgerTeam, started

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from team_repository import TeamRepository

FIRST, SECOND = "11" * 16 + "fe" * 16, "22" * 16 + "dc" * 16
KEY, KEYS = "MERGECAST_LEDGER_KEY", "MERGECAST_LEDGER_KEYS"
DUE = "2026-11-24T01:00:10Z"


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return started(tmp_path, sandbox)


def signers(acme: LedgerTeam) -> dict[str, str | None]:
    """Which key signed the receipt of each post."""
    lines = [
        json.loads(line)
        for path, raw in sorted(acme.ledger().items())
        if path.startswith("events/")
        for line in raw.splitlines()
    ]
    return {
        line["key"].partition("@")[0]: line.get("key_id")
        for line in lines
        if line["kind"] == "posted"
    }


def test_a_key_turned_on_rotated_and_retired_stops_nothing(acme: LedgerTeam) -> None:
    hours = range(1, 8)
    for hour in hours:
        acme.add(f"post-{hour}", f"2026-11-24 {hour + 8:02}:00")
    due = {hour: f"2026-11-24T{hour:02}:00:10Z" for hour in hours}
    acme.publish(due[1])

    acme.keys = {KEY: f"one:{FIRST}"}  # the job has it; nobody turned it on yet
    acme.publish(due[2])
    told = acme("ledger", "rotate")
    assert "'one' signs the ledger from event" in told.out
    assert "its name is in mergecast.yaml now" in told.out
    acme.publish(due[3])
    acme.repository.commit("Name the key")

    acme.keys = {KEY: f"two:{SECOND}", KEYS: f"one:{FIRST}"}
    acme.publish(due[4])
    told = acme("ledger", "rotate")
    assert "in place of 'one'" in told.out
    acme.publish(due[5])
    assert "the ledger is whole" in acme("ledger", "verify").out

    acme.keys = {KEY: f"two:{SECOND}"}
    acme.publish(due[6])
    assert "the ledger is whole" in acme("ledger", "verify").out
    assert "already" in acme("ledger", "rotate").out
    acme.publish(due[7])

    posts = [f"post-{hour}" for hour in hours]
    assert acme.live() == posts
    assert signers(acme) == dict(
        zip(posts, (None, None, "one", "one", "two", "two", "two"), strict=True)
    )
    assert not any(secret in "".join(acme.said) for secret in (FIRST, SECOND))


def test_without_the_key_nothing_but_stopping_is_written(acme: LedgerTeam) -> None:
    acme.add("post-1", "2026-11-24 09:00")
    acme.keys = {KEY: f"one:{FIRST}"}
    acme("ledger", "rotate")
    acme.keys = {}
    before = acme.ledger()
    reason = ("--reason", "r")

    refused = (
        ("publish",),
        ("resolve", "post-1@acme:1", "--cancel", *reason),
        ("ledger", "rotate"),
    )
    for args in refused:
        done = acme(*args, now=DUE, code=ExitCode.CANNOT_WORK)
        assert "key" in done.err
        assert "-> " in done.err
    assert acme.ledger() == before
    assert acme.live() == []
    for args in (("plan",), ("status",), ("ledger", "show"), ("publish", "--dry-run")):
        acme(*args, now=DUE)

    acme("freeze", *reason)
    done = acme("thaw", "--scope", "all", *reason, code=ExitCode.CANNOT_WORK)
    assert "keyed by 'one' and there is no key here" in done.err
    acme.keys = {KEY: f"one:{FIRST}"}
    assert "froze all" in acme.publish(DUE).out
    acme("thaw", "--scope", "all", *reason)
    acme.publish(DUE)
    assert acme.live() == ["post-1"]


def test_a_key_that_cannot_be_used_stops_no_freeze(acme: LedgerTeam) -> None:
    acme.keys = {KEY: FIRST}
    acme("freeze", "--reason", "r")
    done = acme("publish", code=ExitCode.CANNOT_WORK)
    thawed = acme("thaw", "--scope", "all", "--reason", "r", code=ExitCode.CANNOT_WORK)

    for each in (done, thawed):
        assert "MERGECAST_LEDGER_KEY does not hold a key of the ledger" in each.err
    assert FIRST not in "".join(acme.said)


def test_a_new_key_is_refused_without_the_one_in_force(acme: LedgerTeam) -> None:
    acme.keys = {KEY: f"one:{FIRST}"}
    acme("ledger", "rotate")
    acme.keys = {KEY: f"two:{SECOND}"}
    done = acme("ledger", "rotate", code=ExitCode.CANNOT_WORK)
    assert "the key 'one' has to sign this too" in done.err

    acme.keys = {KEY: f"two:{SECOND}", KEYS: f"one:{FIRST}"}
    acme("ledger", "rotate")
    acme.keys = {KEY: f"one:{FIRST}", KEYS: f"two:{SECOND}"}
    done = acme("ledger", "rotate", code=ExitCode.USAGE)
    assert "'one' was retired" in done.err


def test_a_lost_key_is_replaced_with_a_reason(acme: LedgerTeam) -> None:
    lost = ("ledger", "rotate", "--lost", "--reason", "laptop in the river")
    acme.keys = {KEY: f"one:{FIRST}"}
    assert "no key can be lost" in acme(*lost, code=ExitCode.USAGE).err
    acme("ledger", "rotate")
    acme.keys = {KEY: f"two:{SECOND}", KEYS: f"one:{FIRST}"}
    assert "'one' is not lost" in acme(*lost, code=ExitCode.USAGE).err

    acme.keys = {KEY: f"two:{SECOND}"}
    assert "needs a reason" in acme("ledger", "rotate", "--lost", code=2).err
    told = json.loads(acme(*lost, "--format", "json").out)
    assert (told["key"], told["retired"], told["lost"]) == ("two", "one", True)
    acme.publish(DUE)
    assert "the ledger is whole" in acme("ledger", "verify").out
    assert "laptop in the river" in acme("ledger", "show").out


def test_nobody_takes_the_signatures_away_where_settings_name_the_key(
    acme: LedgerTeam,
) -> None:
    acme.keys = {KEY: f"one:{FIRST}"}
    acme.repository.write(
        "mergecast.yaml",
        (acme.repository.folder / "mergecast.yaml")
        .read_text("utf-8")
        .replace("ledger: {", "ledger: {key: one, "),
    )
    acme.repository.commit("Name a key that the ledger was never under")
    done = acme("publish", now=DUE, code=ExitCode.LEDGER_DAMAGED)

    assert "settings name the ledger's key 'one', and it has no key" in done.err


def test_a_ledger_is_under_a_key_from_the_start_where_there_is_one(
    tmp_path: Path, sandbox: RunningSandbox, acme: LedgerTeam
) -> None:
    from team_repository import TeamRepository  # noqa: PLC0415 - a second team

    (tmp_path / "second").mkdir()
    second = TeamRepository.start(tmp_path / "second", remote=True)
    second.environment["MERGECAST_X_API_BASE"] = sandbox.url
    acme.repository, acme.inside.folder = second, second.folder
    acme.keys = {KEY: f"one:{FIRST}"}
    acme("ledger", "init", "--sandbox")
    second.commit("Name the ledger")
    acme.publish(DUE)

    assert "key: one" in (second.folder / "mergecast.yaml").read_text("utf-8")
    acme.keys = {}
    acme.publish(DUE, code=ExitCode.CANNOT_WORK)
