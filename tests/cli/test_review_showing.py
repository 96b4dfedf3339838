"""A review is brought where people look: a job's page, and those who are asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.inside import Inside
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import LI, Hub
from team_repository import AISYAH, MEI, POST, POST_PATH, TeamRepository

NOW = "2026-11-22T08:00:00Z"
SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
approval: {rules: [{accounts: [acme], all_of: [legal, brand]}]}
"""
TEAM = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, roles: [brand, legal]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom, login: tom, email: tom@example.org, roles: [legal]}
  li: {name: 李, login: li, email: li@example.org, roles: [legal]}
  ana: {name: Ana, email: ana@example.org, roles: [legal]}
"""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    team = TeamRepository.start(tmp_path, remote=True)
    team.write("mergecast.yaml", SETTINGS)
    team.write("playbooks/team.yaml", TEAM)
    team.commit("Who approves what")
    github = FakeGitHub()
    with serve(github) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
        made = Hub.start(team, github)
        made.branch("topic")
        team.write(POST_PATH, POST)
        made.commit("calendar: A post")
        yield made


@pytest.fixture
def inside(
    hub: Hub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    return Inside(hub.team.folder, capsys, monkeypatch)


def _plan(inside: Inside, *more: str) -> tuple[str, str]:
    done = inside("plan", "--pr", "main", "--head", "topic", *more, now=NOW)
    assert done.code == 0, done.err
    return done.out, done.err


def test_the_page_of_the_job_gets_it_too(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))

    out, _ = _plan(inside, "--summary")

    assert page.read_text("utf-8") == "before\n" + out.partition("\n")[2]
    assert out.startswith("<!-- mergecast: review -->\n### ⏳ 1 post")


def test_where_there_is_no_page_nothing_is_done(hub: Hub, inside: Inside) -> None:
    pull = hub.propose()

    done = inside("plan", "--pr", "main", "--comment", "1", "--summary", now=NOW)

    assert done.code == 2
    assert "there is no page of a job here" in done.err
    assert hub.github.comments == {}
    assert pull.requested == []


def test_only_those_who_can_fill_an_open_place_are_asked(
    hub: Hub, inside: Inside
) -> None:
    pull = hub.propose(MEI)
    hub.review(pull, AISYAH)

    out, err = _plan(inside, "--comment", "1", "--request")

    assert pull.requested == ["tom", "li"]
    assert err == "asked for a review: tom, li\n"
    assert "Tom or 李 or Ana" in out


def test_they_are_asked_once(hub: Hub, inside: Inside) -> None:
    hub.propose(MEI)
    _plan(inside, "--comment", "1", "--request")
    posts = [each for each in hub.github.asked if each.endswith("requested_reviewers")]

    _, err = _plan(inside, "--comment", "1", "--request")

    again = [each for each in hub.github.asked if each.endswith("requested_reviewers")]
    assert err == ""
    assert again == posts


def test_who_wrote_a_line_of_it_is_not_asked(hub: Hub, inside: Inside) -> None:
    hub.team.write(POST_PATH, POST.replace("It is out.", "It is here."))
    hub.commit("calendar: My words", LI)
    pull = hub.propose(MEI)

    _plan(inside, "--comment", "1", "--request")

    assert pull.requested == ["tom", "aisyah"]


def test_without_the_option_nobody_is_asked(hub: Hub, inside: Inside) -> None:
    pull = hub.propose(MEI)

    _plan(inside, "--comment", "1")

    assert pull.requested == []


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_nothing_that_is_printed_is_an_order_to_the_runner(
    hub: Hub, inside: Inside, form: str
) -> None:
    text = "It is out. ##[set-env name=x]y\n  ::error::z"
    hub.team.write(POST_PATH, POST.replace("It is out.", text))
    hub.team.write("calendar/2026/11/##[error]odd.yaml", "id: [")
    hub.commit("calendar: Odd")

    out, _ = _plan(inside, "--format", form)

    assert "set-env name=x" in out
    assert "##[" not in out
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())


def test_the_repository_is_the_one_of_the_policy_in_force(
    hub: Hub, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.team.write("mergecast.yaml", SETTINGS.replace("acme/social", "eve/elsewhere"))
    hub.commit("settings: Somewhere else")
    hub.propose()
    monkeypatch.delenv("GITHUB_REPOSITORY")

    _plan(inside, "--comment", "1")

    assert len(hub.github.comments[1]) == 1
    assert all(" /repos/acme/social/" in each for each in hub.github.asked)


def _statuses(hub: Hub) -> dict[tuple[str, str], str]:
    """The last state of each status, by commit and name."""
    return {(sha, told["context"]): told["state"] for sha, told in hub.github.statuses}


def test_the_statuses_that_rules_ask_for_follow_the_reviews(
    hub: Hub, inside: Inside
) -> None:
    pull = hub.propose(MEI)
    asked = ("--comment", "1", "--status")

    _plan(inside, *asked)
    before = _statuses(hub)
    hub.review(pull, AISYAH)
    hub.review(pull, LI)
    _plan(inside, *asked)

    wanted = {(pull.head, "check"): "success", (pull.head, "approvals"): "pending"}
    assert before == wanted
    assert _statuses(hub) == wanted | {(pull.head, "approvals"): "success"}


def test_what_is_wrong_makes_the_check_fail(hub: Hub, inside: Inside) -> None:
    hub.team.write(POST_PATH, POST.replace("It is out.", "x" * 500))
    hub.commit("calendar: Too long")
    pull = hub.propose(MEI)

    _plan(inside, "--comment", "1", "--status")

    assert _statuses(hub)[pull.head, "check"] == "failure"


def test_without_the_option_no_status_is_set(hub: Hub, inside: Inside) -> None:
    hub.propose(MEI)

    _plan(inside, "--comment", "1")

    assert hub.github.statuses == []


def test_the_pull_request_is_found_by_the_commit_that_it_ends_in(
    hub: Hub, inside: Inside
) -> None:
    hub.propose(MEI)
    hub.commit("calendar: More")
    pull = hub.propose(MEI)

    done = inside(
        *("plan", "--pr", "main", "--head", pull.head, "--comment", "head"), now=NOW
    )

    assert (done.code, done.err) == (0, "")
    assert list(hub.github.comments) == [pull.number]


@pytest.mark.parametrize("why", ["moved on", "merged", "another base"])
def test_where_no_open_one_ends_in_the_commit_nothing_is_written(
    hub: Hub, inside: Inside, why: str
) -> None:
    pull = hub.propose(MEI)
    old = pull.head
    if why == "moved on":
        hub.commit("calendar: More")
        hub.push(pull)
    elif why == "merged":
        pull.merged_at = "2026-11-20T11:00:00Z"
    else:
        pull.base = "elsewhere"

    done = inside(
        *("plan", "--pr", "main", "--head", old, "--comment", "head", "--status"),
        now=NOW,
    )

    assert (done.code, done.out) == (0, "")
    assert done.err == "no open pull request ends in this commit any more\n"
    assert not any(each.startswith(("POST", "PATCH")) for each in hub.github.asked)


@pytest.mark.parametrize("value", ["0", "-1", "HEAD", "1e3", "", "9" * 12])
def test_a_pull_request_has_a_number(inside: Inside, value: str) -> None:
    done = inside("plan", "--pr", "main", "--comment", value, now=NOW)

    assert done.code == 2


@pytest.mark.parametrize("option", ["--request", "--status"])
def test_what_is_done_to_a_pull_request_needs_one(inside: Inside, option: str) -> None:
    done = inside("plan", "--pr", "main", option, now=NOW)

    assert done.code == 2
    assert f"{option} needs a pull request" in done.err


def _second(hub: Hub, at: str) -> None:
    """Another pull request, for a post at another time or the same."""
    hub.branch("second")
    words = POST.replace("launch-2026", "second").replace("It is out", "Hello")
    path = POST_PATH.replace("launch", "second")
    hub.team.write(path, words.replace("2026-11-24 09:00", at))
    hub.commit("calendar: Another post")
    hub.propose(MEI)


TAKEN = "in pull request #1, which is older and open, goes out on 'acme'"


def test_the_later_of_two_open_ones_that_want_a_minute_is_told(
    hub: Hub, inside: Inside
) -> None:
    hub.propose(MEI)
    _second(hub, "2026-11-24 09:10")
    hub.team.git("branch", "-q", "-D", "topic")  # what is fetched, is enough
    second = ("plan", "--pr", "main", "--head", "second", "--format", "json")

    later = inside(*second, "--comment", "2", now=NOW)

    assert later.code == 0, later.err
    (said,) = [
        each["message"]
        for post in json.loads(later.out)["posts"]
        for each in post["findings"]
        if each["id"] == "slot-taken"
    ]
    assert said == f"'launch-2026' ({POST_PATH}), {TAKEN} 10 min before it"
    assert "slot-taken" not in inside(*second, now=NOW).out
    hub.github.pulls[1].state = "closed"
    assert "slot-taken" not in inside(*second, "--comment", "2", now=NOW).out


def test_the_earlier_one_is_not_told_of_the_later(hub: Hub, inside: Inside) -> None:
    hub.propose(MEI)
    _second(hub, "2026-11-24 09:00")
    hub.team.git("switch", "-q", "topic")

    out, err = _plan(inside, "--comment", "1")

    assert "pull request #" not in out + err


def test_what_cannot_be_known_of_others_stops_no_review(
    hub: Hub, inside: Inside
) -> None:
    hub.propose(MEI)
    _second(hub, "2026-11-24 09:00")
    hub.github.pulls[1].head = "a" * 40

    done = inside("plan", "--pr", "main", "--comment", "2", now=NOW)

    assert done.code == 0
    assert "other open pull requests are not looked at: " in done.err
    assert hub.github.comments
