"""Two branches want one slot: the later one is told, without a merge or rebase."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.inside import Inside
from team_repository import TeamRepository

NOW = "2026-11-22T12:00Z"
SETTINGS = """\
version: 1
forge: {kind: offline}
accounts:
  acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur, slots: SLOTS}
  acme-my: {network: x, user: acme_my, timezone: Asia/Kuala_Lumpur}
"""
SLOTS = '[{name: morning, at: "09:00"}, "18:30"]'


def a_post(team: TeamRepository, name: str, at: str, account: str = "acme") -> None:
    path = f"calendar/{at[:10].replace('-', '/')}-{name}.yaml"
    text = (
        f"id: post-{name}\naccounts: [{account}]\npublish_at: {at}\ntext: On {name}\n"
    )
    team.write(path, text)


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    """On main another post was merged; at hand is the branch that began before."""
    made = TeamRepository.start(tmp_path, remote=True)
    made.write("mergecast.yaml", SETTINGS.replace("SLOTS", SLOTS))
    a_post(made, "there", "2026-11-23 18:30")
    made.commit("settings")
    made.git("branch", "mine")
    a_post(made, "theirs", "2026-11-24 09:00")
    made.commit("theirs")
    made.git("fetch", "-q", "origin")
    made.git("checkout", "-q", "mine")
    return made


@pytest.fixture
def inside(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    return Inside(team.folder, capsys, monkeypatch)


def commit(team: TeamRepository) -> None:
    """Without a push: it is another branch."""
    team.git("add", "-A")
    team.git("commit", "-q", "-m", "mine")


def said(inside: Inside, *args: str) -> dict[str, tuple[str, str]]:
    """What `check` says of the post at hand: message and hint by id."""
    found = json.loads(inside("check", "--format", "json", *args, now=NOW).out)
    return {
        each["id"]: (each["message"], each["hint"])
        for each in found["findings"]
        if each["path"].endswith("mine.yaml")
    }


SAID = (
    "'post-theirs' (calendar/2026/11/24-theirs.yaml), merged meanwhile, goes out on "
    "'acme' at the same time, in the slot 'morning'"
)


def test_the_later_of_two_is_told_with_the_next_free_slot(
    team: TeamRepository, inside: Inside
) -> None:
    a_post(team, "mine", "2026-11-24 09:00")

    on_disk = said(inside)
    commit(team)
    committed = said(inside, "--ref", "mine", "--changed", "main")

    free = "the next free slot is 2026-11-23 09:00"
    hint = f"{free}: `mergecast move post-mine --slot next`"
    assert on_disk == committed == {"slot-taken": (SAID, hint)}


def test_reviewers_of_a_pull_request_read_it(
    team: TeamRepository, inside: Inside
) -> None:
    a_post(team, "mine", "2026-11-24 09:00")
    commit(team)

    done = inside("plan", "--pr", "main", "--head", "mine", "--format", "json", now=NOW)

    assert SAID in done.out
    assert '"slot-taken"' in done.out


@pytest.mark.parametrize(
    ("at", "account", "words"),
    [
        ("2026-11-24 09:10", "acme", "'acme' 10 min before it"),
        ("2026-11-24 08:45", "acme", "'acme' 15 min after it"),
        ("2026-11-24 09:20", "acme", None),
        ("2026-11-24 09:00", "acme-my", None),
    ],
)
def test_spacing_decides_on_each_account(
    team: TeamRepository, inside: Inside, at: str, account: str, words: str | None
) -> None:
    a_post(team, "mine", at, account)

    message, _ = said(inside).get("slot-taken", ("", ""))

    assert bool(message) == (words is not None)
    assert words is None or words in message


def test_after_a_rebase_the_two_lie_side_by_side(
    team: TeamRepository, inside: Inside
) -> None:
    a_post(team, "mine", "2026-11-24 09:00")
    commit(team)
    team.git("rebase", "-q", "main")

    message = (
        "on 'acme' it goes out at the same time as 'post-theirs' "
        "(calendar/2026/11/24-theirs.yaml), in the slot 'morning'"
    )
    hint = "leave 20 min between them"
    assert said(inside) == {"spacing-too-close": (message, hint)}


def test_where_there_are_no_slots_the_distance_is_named(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("mergecast.yaml", SETTINGS.replace("SLOTS", "[]"))
    a_post(team, "mine", "2026-11-24 09:00")

    message, hint = said(inside)["slot-taken"]
    assert message.endswith("goes out on 'acme' at the same time")
    assert hint == "leave 20 min between them"


def test_what_was_merged_long_ago_or_moved_here_is_no_news(
    team: TeamRepository, inside: Inside
) -> None:
    """Only what others changed since the branch began; not one's own post moved."""
    team.git("merge", "-q", "main")
    team.git("mv", "calendar/2026/11/24-theirs.yaml", "calendar/2026/11/25-theirs.yaml")
    file = team.folder / "calendar/2026/11/25-theirs.yaml"
    file.write_text(file.read_text().replace("11-24", "11-25"))
    a_post(team, "mine", "2026-11-24 09:00")

    assert "slot-taken" not in said(inside)
