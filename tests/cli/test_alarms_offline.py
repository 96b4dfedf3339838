"""Alarms where there is no forge: a channel hears of each thing once all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alarms.made import HELD, desk
from cli.inside import Inside
from listening import Listener, listening
from team_repository import TeamRepository

from mergecast.alarms.ports import Did
from mergecast.cli.notices.told_here import Kept
from mergecast.errors import WorkspaceError

NOW = "2026-11-24T01:00:30Z"


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as made:
        monkeypatch.setenv("MERGECAST_ALARM_URL", f"{made.url}/canary0123456789")
        yield made


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    made = TeamRepository.start(tmp_path, remote=True)
    for name, value in made.env().items():
        if name.startswith(("GIT_", "HOME")):
            monkeypatch.setenv(name, value)
    inside = Inside(made.folder, capsys, monkeypatch)
    assert inside("ledger", "init", "--sandbox").code == 0
    made.commit("Name the ledger")
    return inside


def said(channel: Listener) -> list[str]:
    told = [json.loads(body)["text"].split("\n")[0] for body in channel.bodies]
    channel.bodies.clear()
    return told


def test_a_channel_hears_of_each_thing_once(team: Inside, channel: Listener) -> None:
    team("freeze", "--reason", "flood")
    first = team("alarms", now=NOW)
    again = team("alarms", now=NOW)
    assert (first.code, first.err, again.err) == (0, "", "")
    assert said(channel) == ["*publishing is frozen: all*"]

    team("thaw", "--scope", "all", "--reason", "over")
    team("alarms", now=NOW)
    team("alarms", now=NOW)
    assert said(channel) == ["*Settled: publishing is frozen: all*"]

    team("freeze", "--reason", "flood again")
    team("alarms", now=NOW)
    assert said(channel) == ["*Again: publishing is frozen: all*"]


def test_what_is_not_set_up_yet_needs_nobody(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = TeamRepository.start(tmp_path)

    done = Inside(made.folder, capsys, monkeypatch)("alarms")

    assert (done.code, done.out) == (0, "nothing needs a person\n")


def test_silence_shorter_than_runs_are_recorded_is_refused(team: Inside) -> None:
    assert team("alarms", "--max-silence", "30m").code == 2


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "mergecast" / "alarms.json")
    (step,) = desk().steps([], [HELD])

    made = kept.make(step)
    assert kept.all() == [made]

    (over,) = desk().steps(kept.all(), [])
    kept.change(made.number, over)
    assert [(one.is_open, one.mark.settled) for one in kept.all()] == [(False, True)]

    (back,) = desk().steps(kept.all(), [HELD])
    assert (back.did, back.number) == (Did.REOPENED, made.number)
    kept.change(made.number, back)
    assert [one.is_open for one in kept.all()] == [True]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"v": 2}', '{"v": 1, "notices": [{"body": ""}]}', "\x00"]
)
def test_a_file_that_cannot_be_read_tells_of_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "alarms.json"
    file.write_text(text, "utf-8")

    assert Kept(file).all() == []


@pytest.mark.parametrize(
    "bad", [None, 7, [], {}, {"body": "no mark"}, {"number": "1"}, {"number": None}]
)
def test_a_notice_that_was_spoilt_takes_no_other_along(
    tmp_path: Path, bad: object
) -> None:
    file = tmp_path / "alarms.json"
    (step,) = desk().steps([], [HELD])
    made = Kept(file).make(step)
    told = json.loads(file.read_text("utf-8"))
    (good,) = told["notices"]
    spoilt = {**good, **bad} if isinstance(bad, dict) and bad else bad
    told["notices"] = [spoilt, good, spoilt]
    file.write_text(json.dumps(told), "utf-8")

    assert Kept(file).all() == [made]
    assert desk().steps(Kept(file).all(), [HELD]) == [], "nobody is told again"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    (step,) = desk().steps([], [HELD])

    with pytest.raises(WorkspaceError, match="cannot be kept"):
        Kept(tmp_path / "file" / "alarms.json").make(step)
