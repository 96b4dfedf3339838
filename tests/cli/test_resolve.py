"""`mergecast resolve`, as a real process over a real remote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from cli.program import Done, mergecast
from cli.publishing_team import DUE, approve, at, founded, kinds, live, misbehave

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from team_repository import TeamRepository

KEY = "launch-2026@acme:1"


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    made = founded(tmp_path, sandbox)
    approve(made)
    return made


def resolve(team: TeamRepository, *args: str) -> Done:
    return at(team, DUE, "resolve", KEY, *args, "--reason", "seen on the profile")


def link(sandbox: RunningSandbox) -> str:
    posts = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    return f"https://x.com/acme_hq/status/{posts[0]['id']}"


def test_what_turns_out_to_be_live_is_done(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    misbehave(sandbox, "500-applied")
    at(team, DUE, "publish")
    done = resolve(team, "--posted", link(sandbox))
    at(team, DUE, "publish")

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert done.out == f"{KEY}: recorded as live at {link(sandbox)}\n"
    assert link(sandbox) in at(team, DUE, "status").out
    assert len(live(sandbox)) == 1


def test_what_is_not_live_is_sent_again_once_a_person_says_so(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    misbehave(sandbox, "500")
    at(team, DUE, "publish")
    done = resolve(team, "--resend")
    at(team, DUE, "publish")
    at(team, DUE, "publish")

    assert "the next run sends it" in done.out
    assert "it will be there twice" in done.out
    assert len(live(sandbox)) == 1


def test_a_post_by_hand_comes_with_all_it_takes(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    done = resolve(team, "--manual")
    at(team, DUE, "publish")

    assert "\nIt is out. 已经发布 🎉\n" in done.out
    assert (
        "open: https://x.com/intent/post?text=It%20is%20out.%20"
        "%E5%B7%B2%E7%BB%8F%E5%8F%91%E5%B8%83%20%F0%9F%8E%89\n"
    ) in done.out
    assert live(sandbox) == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--posted", "https://x.com/other/status/1"), "is no post of acme_hq"),
        (("--resend",), "was never sent"),
        (("--resend", "--cancel"), "say one thing of it"),
        ((), "say how it stands"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(
    team: TeamRepository, args: tuple[str, ...], said: str
) -> None:
    done = resolve(team, *args)

    assert done.code == ExitCode.USAGE
    assert said in done.err
    assert "nothing was recorded" in done.err
    assert "resolved" not in kinds(team)


@pytest.mark.parametrize("key", ["Launch", "lunch-2026@acme:1"])
def test_a_key_that_means_nothing_is_said(team: TeamRepository, key: str) -> None:
    done = at(team, DUE, "resolve", key, "--cancel", "--reason", "r")

    assert done.code == ExitCode.USAGE
    assert f"'{key}'" in done.err


def test_the_link_of_another_part_is_refused(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    at(team, DUE, "publish")
    text = "id: second-post\naccounts: [acme]\npublish_at: 2026-11-25 09:00\ntext: b\n"
    team.write("calendar/2026/11/25-second.yaml", text)
    team.commit("Second")
    done = at(
        team,
        *(DUE, "resolve", "second-post", "--posted", link(sandbox), "--reason", "r"),
    )

    assert done.code == ExitCode.USAGE
    assert f"is '{KEY}' already" in done.err


def test_json_carries_the_packet(team: TeamRepository) -> None:
    told = json.loads(resolve(team, "--manual", "--format", "json").out)

    assert (told["version"], told["outcome"], told["written"]) == (1, "manual", True)
    assert told["packet"]["text"] == "It is out. 已经发布 🎉"


def test_an_empty_reason_is_refused(team: TeamRepository) -> None:
    done = mergecast(team, "resolve", KEY, "--cancel", "--reason", " ")

    assert done.code == ExitCode.USAGE
