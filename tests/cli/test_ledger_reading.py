"""`mergecast ledger show` and `verify`: what is asked for, and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli.ledger_team import started
from cli.program import ACCOUNT, mergecast
from cli.publishing_team import at
from team_repository import AISYAH, TeamRepository

from mergecast.cli.record import verifying
from mergecast.errors import ExitCode
from mergecast.sandbox import server

if TYPE_CHECKING:
    from cli.inside import Inside

DAYS = ("24", "25", "26")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamRepository]:
    """Three posts on three days, and a freeze and thaw of the account."""
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        team = started(tmp_path_factory.mktemp("team"), sandbox)
        for day in DAYS:
            team.write(
                f"calendar/2026/11/{day}-post.yaml",
                f"id: post-{day}\naccounts: [acme]\n"
                f"publish_at: 2026-11-{day} 09:00\ntext: 第 {day} 天\n",
            )
        team.commit("Write")
        for day in DAYS:
            mergecast(team, "approve", f"post-{day}", "--yes", who=AISYAH)
        team.push()
        for day in DAYS:
            done = at(team, f"2026-11-{day}T01:00:10Z", "publish")
            assert done.code == 0, done
        for word in ("freeze", "thaw"):
            scope = ("--scope", "account:acme", "--reason", "banjir")
            at(team, "2026-11-27T01:00Z", word, *scope)
        yield team


@pytest.fixture
def team(published: TeamRepository, monkeypatch: pytest.MonkeyPatch) -> TeamRepository:
    for name, value in published.env().items():
        monkeypatch.setenv(name, value)
    return published


def shown(inside: Inside, *args: str) -> list[dict[str, Any]]:
    done = inside("ledger", "show", "--format", "json", *args)
    assert done.code == ExitCode.DONE, done
    found: list[dict[str, Any]] = json.loads(done.out)["events"]
    return found


def told(inside: Inside, *args: str) -> list[str]:
    """Kind and day of each event."""
    return [f"{each['kind']} {each['at'][8:10]}" for each in shown(inside, *args)]


ONE = ["claim", "sending", "posted"]


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        (("--post", "post-25"), [f"{kind} 25" for kind in ONE]),
        (("--post", "post-2"), []),
        (("--kind", "posted"), [f"posted {day}" for day in DAYS]),
        (("--kind", "freeze", "--kind", "thaw"), ["freeze 27", "thaw 27"]),
        (("--since", "2026-11-26", "--kind", "claim"), ["claim 26"]),
        (("--since", "2026-11-26T01:00:11Z", "--kind", "claim"), []),
        (("--until", "2026-11-25", "--kind", "posted"), ["posted 24", "posted 25"]),
        (("--until", "2026-11-25T01:00Z", "--kind", "posted"), ["posted 24"]),
        (("--until", "2026-11-25T09:00:10+08:00", "--kind", "claim"), ["claim 24"]),
        (("--account", "acme", "--since", "2026-11-27"), ["freeze 27", "thaw 27"]),
        (("--account", "other"), []),
        (("--last", "1"), ["thaw 27"]),
        (("--last", "2", "--kind", "posted"), ["posted 25", "posted 26"]),
        (("--last", "9", "--kind", "posted"), [f"posted {day}" for day in DAYS]),
        (("--last", "1", "--since", "2026-11-24", "--post", "post-24"), ["posted 24"]),
        (("--run", "github:"), []),
    ],
)
def test_only_what_was_asked_for_is_shown(
    inside: Inside, args: tuple[str, ...], wanted: list[str]
) -> None:
    assert told(inside, *args) == wanted


def test_events_can_be_asked_for_by_their_run(inside: Inside) -> None:
    by_post = shown(inside, "--post", "post-25")
    by_run = shown(inside, "--run", by_post[0]["run"])

    assert [event["seq"] for event in by_run][:3] == [each["seq"] for each in by_post]
    assert {event["run"] for event in by_run} == {by_post[0]["run"]}


def test_a_line_has_its_number_and_its_run_where_more_is_asked_for(
    inside: Inside,
) -> None:
    plain = inside("ledger", "show", "--last", "1").out
    whole = inside("-v", "ledger", "show", "--last", "1").out

    assert plain == (
        "2026-11-27 01:00:00 UTC  thaw      account:acme  by Mei Lin: banjir\n"
    )
    number = shown(inside, "--last", "1")[0]["seq"]
    assert whole.startswith(f"{number}  {plain[:-1]}  (local:")


def test_nothing_found_is_said(inside: Inside) -> None:
    assert inside("ledger", "show", "--post", "post-2").out == "no events\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--kind", "celebrate"), "'celebrate' is not one of"),
        (("--since", "yesterday"), "'yesterday' is not a day (2026-11-24)"),
        (("--since", "2026-02-30"), "'2026-02-30' is not a day"),
        (("--until", "2026-11-24T09:00"), "or an instant (2026-11-24T01:00Z)"),
        (("--since", "9999-12-31T23:59-10:00"), "is not in the years 2000 to 2999"),
        (("--until", "9999-12-31"), "is not in the years 2000 to 2999"),
        (("--last", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    inside: Inside, args: tuple[str, ...], said: str
) -> None:
    done = inside("ledger", "show", *args)

    assert done.code == ExitCode.USAGE
    assert said in done.err


def test_a_whole_ledger_is_said_with_how_much_was_looked_at(inside: Inside) -> None:
    events = shown(inside)
    text = inside("ledger", "verify")
    report = json.loads(inside("ledger", "verify", "--format", "json").out)

    assert (text.code, text.err) == (ExitCode.DONE, "")
    assert text.out.startswith(f"the ledger is whole: {len(events)} events, ")
    assert report["whole"] is True
    assert report["events"] == len(events)
    assert report["genesis"] == events[0]["hash"]
    assert (report["problems"], report["unjudged"]) == ([], {})


def away(team: TeamRepository, folder: Path) -> TeamRepository:
    """A whole clone for an auditor, whose remote is gone."""
    team.git("clone", "-q", str(team.remote), str(folder / "clone"))
    made = TeamRepository(folder / "clone")
    made.git("remote", "set-url", "origin", str(folder / "nowhere.git"))
    return made


def test_an_auditor_reads_and_verifies_a_clone_without_its_remote(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    inside.folder = away(team, tmp_path).folder
    assert inside("ledger", "verify").code == ExitCode.CANNOT_WORK

    assert "the ledger is whole" in inside("ledger", "verify", "--offline").out
    assert told(inside, "--offline", "--last", "1") == ["thaw 27"]


def test_a_clone_of_main_alone_says_what_to_fetch(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    team.git("clone", "-q", "--single-branch", str(team.remote), str(clone))
    inside.folder = clone
    done = inside("ledger", "verify", "--offline")

    assert done.code == ExitCode.CANNOT_WORK
    assert "does not have the ledger's branch 'mergecast-ledger'" in done.err
    assert "git fetch origin mergecast-ledger" in done.err


def test_a_kept_copy_without_contents_says_so_and_calls_nothing_damaged(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    """What a publisher keeps has only what it read."""
    clone, url = tmp_path / "clone", f"file://{team.remote}"
    team.git("-C", str(team.remote), "config", "uploadpack.allowFilter", "true")
    team.git("clone", "-q", "--single-branch", url, str(clone))
    inside.folder = clone
    assert inside("plan").code == ExitCode.DONE
    done = inside("ledger", "verify", "--offline")

    assert done.code == ExitCode.CANNOT_WORK
    assert "this clone does not have the ledger's file" in done.err


def test_damage_is_told_by_file_line_and_event(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    clone = away(team, tmp_path)
    clone.git("checkout", "-q", "-b", "mergecast-ledger", "origin/mergecast-ledger")
    clone.git("update-ref", "-d", "refs/remotes/origin/mergecast-ledger")
    day = clone.folder / "events/2026/11/24.jsonl"
    day.write_text(day.read_text("utf-8").replace('"post-24@', '"post-99@', 1), "utf-8")
    clone.commit("Change who went out")
    inside.folder = clone.folder
    text = inside("ledger", "verify", "--offline")
    report = json.loads(inside("ledger", "verify", "--offline", "--format", "json").out)

    assert text.code == ExitCode.LEDGER_DAMAGED
    first = report["problems"][0]
    assert first["path"] == "events/2026/11/24.jsonl"
    assert f"{first['path']}:{first['line']} (event {first['seq']}): " in text.out
    assert "the chain breaks: 'prev' is not the hash of event" in first["message"]
    assert report["whole"] is False


def test_long_looks_say_how_far_they_are(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_PATIENCE", 0.0)
    done = inside("ledger", "verify")

    assert done.err.startswith("0 of ")
    assert " files read\n" in done.err
    assert " events checked\n" in done.err
    assert "the ledger is whole" in done.out
