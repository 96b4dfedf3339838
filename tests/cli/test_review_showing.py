"""A review is brought where people look: a job's page, and those who are asked."""

from __future__ import annotations

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
