"""`calendar diff --tell`: whoever looks after a post hears what changed, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.pinned_team import PinnedTeam, pinned_team
from listening import Listener, listening
from team_repository import POST, SETTINGS

from mergecast.errors import ExitCode


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[PinnedTeam]:
    with pinned_team(tmp_path, capsys, monkeypatch) as made:
        made("today", "--issue")
        made("calendar", "diff", "--tell")
        yield made


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as made:
        monkeypatch.setenv("MERGECAST_ALARM_URL", f"{made.url}/canary0123456789")
        yield made


def _tell(team: PinnedTeam) -> str:
    done = team("calendar", "diff", "--tell")
    assert done.code == 0, done.err
    return done.out


def test_what_was_there_before_is_no_news(team: PinnedTeam) -> None:
    assert team.said == []
    assert _tell(team) == "nothing was merged since people were told last\n"


def test_the_owner_hears_that_a_post_was_moved_and_hears_it_once(
    team: PinnedTeam,
) -> None:
    team.post(at="11:00")

    told = _tell(team)
    again = _tell(team)

    (comment,) = team.said
    assert "@mei:" in comment
    assert "moved 2 h later" in comment
    assert "moved 2 h later" in told
    assert again == "nothing was merged since people were told last\n"


def test_nobody_else_is_in_it(team: PinnedTeam) -> None:
    team.post(at="11:00")
    team.merge("calendar/2026/11/25-free.yaml", POST.replace("launch-2026", "no-owner"))

    _tell(team)

    (comment,) = team.said
    assert "@tom" not in comment
    assert "no-owner" not in comment


def test_a_new_owner_and_the_old_one_both_hear_of_it(team: PinnedTeam) -> None:
    team.post("owner: tom\n")

    _tell(team)

    (comment,) = team.said
    assert "@mei:" in comment
    assert "@tom:" in comment
    assert "owner: mei → tom" in comment


def test_notes_of_the_team_are_no_news(team: PinnedTeam) -> None:
    team.post("owner: mei\nnotes: call them\n")

    assert _tell(team) == "nothing changed that somebody has to hear of\n"
    assert team.said == []


def test_a_run_that_broke_off_after_its_comment_says_nothing_twice(
    team: PinnedTeam,
) -> None:
    before = team.issue.body
    team.post(at="11:00")
    _tell(team)
    team.issue.body = before
    team.post("owner: mei\nbucket: evergreen\n", at="12:00")

    told = _tell(team)

    assert "moved 1 h later" in told
    assert len(team.said) == 2


def test_who_merged_it_is_named_and_not_called(
    team: PinnedTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_EVENT_NAME", "push")
    monkeypatch.setenv("GITHUB_ACTOR", "Mei")
    team.post(at="11:00")

    _tell(team)

    (comment,) = team.said
    assert "@mei" not in comment
    assert "**陈美玲**:" in comment


def test_the_channel_hears_of_it_and_nobody_is_called_there(
    team: PinnedTeam, channel: Listener
) -> None:
    team.post("owner: tom\n", at="11:00")

    _tell(team)
    _tell(team)

    (body,) = channel.bodies
    text = json.loads(body)["text"]
    assert text.startswith("*1 post of the calendar changed*\n")
    assert "陈美玲: launch-2026 moved 2 h later" in text
    assert "@all" not in text
    assert "/issues/1#issuecomment-" in text


def test_where_everybody_reads_people_are_named_in_the_channel_alone(
    team: PinnedTeam, channel: Listener
) -> None:
    team.github.private = False
    team.post(at="11:00")

    _tell(team)

    assert team.said == []
    assert len(channel.bodies) == 1


def test_many_changes_stay_within_bounds(team: PinnedTeam, channel: Listener) -> None:
    for number in range(40):
        text = POST.replace("launch-2026", f"more-{number}").replace(
            "It is out", "字" * 100
        )
        path = f"calendar/2026/11/24-more-{number}.yaml"
        team.repository.write(path, text + "owner: mei\n")
    team.repository.commit("Many")

    _tell(team)

    (comment,) = team.said
    assert "and 30 more" in comment
    text = json.loads(channel.bodies[0])["text"]
    assert "and 30 more" in text
    assert len(text.splitlines()) < 15


def test_today_keeps_what_people_were_told(team: PinnedTeam) -> None:
    team.post(at="11:00")
    _tell(team)

    team("today", "--issue", now="2026-11-24T03:00:00Z")

    assert _tell(team) == "nothing was merged since people were told last\n"


def test_a_commit_that_is_gone_begins_anew(team: PinnedTeam) -> None:
    first, rest = team.issue.body.split("\n", 1)
    team.issue.body = first.replace(first.split()[3], "e" * 40) + "\n" + rest
    team.post(at="11:00")

    assert "on people are told what changes" in _tell(team)
    assert team.said == []


def test_before_the_issue_is_there_nobody_can_be_told(team: PinnedTeam) -> None:
    team.github.issues.clear()

    assert "mergecast today --issue" in _tell(team)


def test_without_a_forge_the_clone_remembers(
    team: PinnedTeam, channel: Listener
) -> None:
    team.merge("mergecast.yaml", SETTINGS)
    assert "on people are told what changes" in _tell(team)
    team.post(at="11:00")

    assert "陈美玲:\n  launch-2026: moved 2 h later" in _tell(team)
    assert _tell(team) == "nothing was merged since people were told last\n"
    assert len(channel.bodies) == 1


def test_commits_and_telling_exclude_each_other(team: PinnedTeam) -> None:
    for asked in (("--tell", "HEAD~1..HEAD"), ()):
        done = team("calendar", "diff", *asked)

        assert done.code == ExitCode.USAGE
        assert "calendar diff --tell" in done.err
