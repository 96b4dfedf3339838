"""The comment says who has to approve, who did, and who could."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.inside import Inside
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import LI, Hub
from team_repository import AISYAH, MEI, POST, POST_PATH, TOM, TeamRepository

NOW = "2026-11-22T08:00:00Z"
POLICY = """\
approval:
  rules:
    - {accounts: [acme], all_of: [legal, brand], because: a claim about the product}
"""
TEAM = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, roles: [creator]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom, login: tom, email: tom@example.org, roles: [legal]}
  li: {name: 李, login: li, email: li@example.org, roles: [legal, creator]}
"""
GITHUB = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
"""
Row = dict[str, Any]


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    made = FakeGitHub()
    with serve(made) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
        yield made


@pytest.fixture
def hub(tmp_path: Path, github: FakeGitHub) -> Hub:
    team = TeamRepository.start(tmp_path, remote=True)
    team.write("mergecast.yaml", GITHUB + POLICY)
    team.write("playbooks/team.yaml", TEAM)
    team.commit("Who approves what")
    made = Hub.start(team, github)
    made.branch("topic")
    team.write(POST_PATH, POST)
    made.commit("calendar: A post")
    return made


@pytest.fixture
def review(
    hub: Hub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Row]:
    inside = Inside(hub.team.folder, capsys, monkeypatch)

    def look() -> Row:
        number = ("--comment", str(hub.pulls)) if hub.pulls else ()
        ends = ("--pr", "main", "--head", "topic", *number)
        done = inside("plan", *ends, "--format", "json", now=NOW)
        assert done.code == 0, done.err
        (post,) = json.loads(done.out)["posts"]
        return dict(post)

    return look


def _places(post: Row) -> dict[str, tuple[str | None, list[str]]]:
    return {each["roles"][0]: (each["by"], each["could"]) for each in post["approvals"]}


def test_before_anyone_looked_the_places_and_who_could_fill_them_are_named(
    hub: Hub, review: Callable[[], Row]
) -> None:
    hub.propose()

    assert _places(review()) == {
        "legal": (None, ["Tom", "李"]),
        "brand": (None, ["Aisyah"]),
    }


def test_an_approval_fills_its_place(hub: Hub, review: Callable[[], Row]) -> None:
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.review(pull, LI)

    assert _places(review()) == {"legal": ("李", []), "brand": ("Aisyah", [])}


def test_a_commit_after_the_approval_opens_it_again(
    hub: Hub, review: Callable[[], Row]
) -> None:
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.team.write(POST_PATH, POST.replace("It is out.", "It is here."))
    hub.commit("calendar: Better")
    hub.push(pull)

    found = review()

    assert _places(found)["brand"] == (None, ["Aisyah"])
    assert found["notes"] == ["Aisyah approved an earlier version"]
    assert found["since"]["who"] == "Aisyah"
    assert found["since"]["said"] == ["words changed"]
    (part,) = found["targets"][0]["parts"]
    assert "It is out." in part["before"]


def test_an_author_is_not_offered_as_approver(
    hub: Hub, review: Callable[[], Row]
) -> None:
    hub.team.write(POST_PATH, POST.replace("It is out.", "It is here."))
    hub.commit("calendar: My words", LI)
    hub.propose(MEI)

    assert _places(review())["legal"] == (None, ["Tom"])


def test_a_new_time_asks_for_little(hub: Hub, review: Callable[[], Row]) -> None:
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.review(pull, TOM)
    hub.merge(pull, "squash")
    hub.team.git("switch", "-q", "main")
    hub.team.git("branch", "-qD", "topic")
    hub.branch("topic")
    hub.team.write(POST_PATH, POST.replace("09:00", "11:00"))
    hub.commit("calendar: Later")
    hub.propose()

    found = review()

    assert found["change"] == "moved"
    assert found["approved"]
    assert found["approvals"] == []
    assert found["notes"] == ["earlier approvals stand: words unchanged"]


def test_an_owner_asks_for_nothing(hub: Hub, review: Callable[[], Row]) -> None:
    pull = hub.propose()
    hub.merge(pull, "merge")
    hub.team.git("branch", "-qD", "topic")
    hub.branch("topic")
    hub.team.write(POST_PATH, POST + "owner: mei\n")
    hub.commit("calendar: An owner")
    hub.pulls = 0

    found = review()

    assert found["approvals"] == []
    assert found["notes"] == [
        "earlier approvals stand: nothing that readers get changed"
    ]


def test_a_forge_that_is_away_is_said_and_the_rest_is_told(
    hub: Hub, github: FakeGitHub, review: Callable[[], Row]
) -> None:
    hub.propose()
    github.fault = lambda _method, path: (
        (401, {}, b"{}") if path.endswith("/pulls/1") else None
    )

    found = review()

    assert found["targets"]
    assert "approvals cannot be read" in found["notes"][0]


def test_offline_lines_on_the_branch_count(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team = TeamRepository.start(tmp_path)
    settings = GITHUB.replace(
        "{kind: github, repository: acme/social}", "{kind: offline}"
    )
    team.write("mergecast.yaml", settings + POLICY)
    team.write("playbooks/team.yaml", TEAM)
    team.commit("Who approves what")
    team.git("switch", "-q", "-c", "topic")
    team.write(POST_PATH, POST)
    team.commit("A post")
    inside = Inside(team.folder, capsys, monkeypatch)
    for name, value in team.env(AISYAH).items():
        if name.startswith("GIT_"):
            monkeypatch.setenv(name, value)
    assert inside("approve", "launch-2026", "--yes", now=NOW).code == 0

    told = inside("plan", "--pr", "main", "--format", "json", now=NOW)

    (post,) = json.loads(told.out)["posts"]
    assert _places(post) == {"legal": (None, ["Tom", "李"]), "brand": ("Aisyah", [])}


@pytest.fixture
def policy(
    hub: Hub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Row]:
    """What a review says of the policy that another branch brings."""
    hub.branch("people")
    hub.team.write("playbooks/team.yaml", TEAM.replace("[brand]", "[brand, legal]"))
    hub.commit("playbooks: Aisyah may do both", MEI)
    inside = Inside(hub.team.folder, capsys, monkeypatch)

    def look() -> Row:
        ends = ("--pr", "main", "--head", "people", "--comment", str(hub.pulls))
        done = inside("plan", *ends, "--format", "json", now=NOW)
        assert done.code == 0, done.err
        return dict(json.loads(done.out)["policy"])

    return look


def test_a_change_of_policy_says_who_has_to_approve_it(
    hub: Hub, policy: Callable[[], Row]
) -> None:
    hub.propose()

    found = policy()

    assert _places_of(found) == [(None, ["Aisyah", "Tom", "李"])]
    assert found["before"]["members"]["aisyah"]["roles"] == ["brand"]
    assert found["after"]["members"]["aisyah"]["roles"] == ["brand", "legal"]


def _places_of(told: Row) -> list[tuple[str | None, list[str]]]:
    return [(each["by"], each["could"]) for each in told["approvals"]]


def test_an_approval_of_the_whole_step_counts(
    hub: Hub, policy: Callable[[], Row]
) -> None:
    pull = hub.propose()
    hub.review(pull, TOM)

    found = policy()

    assert found["approved"]
    assert _places_of(found) == [("Tom", [])]


def test_another_step_than_the_approved_one_does_not(
    hub: Hub, policy: Callable[[], Row]
) -> None:
    pull = hub.propose()
    hub.review(pull, TOM)
    hub.team.write("playbooks/team.yaml", TEAM.replace("[brand]", "[brand, creator]"))
    hub.commit("playbooks: Something else", MEI)
    hub.push(pull)

    found = policy()

    assert not found["approved"]
    assert _places_of(found) == [(None, ["Aisyah", "Tom", "李"])]
    assert found["notes"] == ["Tom approved an earlier version"]


def test_who_changes_the_policy_does_not_approve_it(
    hub: Hub, policy: Callable[[], Row]
) -> None:
    pull = hub.propose()
    hub.review(pull, MEI)

    found = policy()

    assert not found["approved"]
    assert (
        "Mei Lin approved it, which does not count: made this change" in found["notes"]
    )


def test_the_required_check_waits_for_a_change_of_policy_too(
    hub: Hub,
    policy: Callable[[], Row],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pull = hub.propose()
    inside = Inside(hub.team.folder, capsys, monkeypatch)
    asked = ("approvals", "--ref", "people", "--pull", str(pull.number), "--check")

    before = inside(*asked, now=NOW)
    hub.review(pull, TOM)
    after = inside(*asked, now=NOW)

    assert (before.code, after.code) == (1, 0)
    assert "a change of policy\n  not approved\n  [ ] a member: " in before.out
    assert "a change of policy\n  approved\n  [x] a member: Tom\n" in after.out
    said = json.loads(inside(*asked, "--format", "json", now=NOW).out)
    assert said["approved"]
    assert said["policy_change"]["needs"][0]["by"] == "Tom"
    assert policy()["approved"]
