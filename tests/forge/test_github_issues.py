"""Alarms as issues on GitHub: whose they are, what is written, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from alarms.made import HELD, NOW, desk
from forge.github.fake import FakeGitHub, Issue, serve

from mergecast.alarms.ports import Step
from mergecast.errors import WorkspaceError
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_issues import LABEL, GitHubIssues
from mergecast.forge.github_talk import Talk, may_write


@pytest.fixture
def github() -> FakeGitHub:
    made = FakeGitHub()
    made.person("mei")
    made.person("reader", "read")
    return made


@pytest.fixture
def issues(github: FakeGitHub) -> Iterator[GitHubIssues]:
    with serve(github) as base:
        api = GitHubApi("acme/social", "token", base, lambda _seconds: None)
        yield GitHubIssues(api, NOW)
        api.close()


@pytest.fixture
def step() -> Step:
    (made,) = desk().steps([], [HELD])
    return replace(made, assign=("mei", "reader", "nobody"))


def test_what_is_made_is_found_again(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    made = issues.make(step)

    assert issues.all() == [made] == [issues.one(made.number)]
    assert made.mark == step.mark
    assert github.issues[1].assignees == ["mei"]
    assert github.labels == {LABEL: "b60205"}


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "soon"]
)
def test_an_issue_whose_mark_was_changed_is_left_alone_and_named(
    issues: GitHubIssues, github: FakeGitHub, step: Step, at: str
) -> None:
    changed, sound = issues.make(step), issues.make(step)
    body = github.issues[changed.number].body
    spoilt = re.sub(r'"at":"[^"]*"', f'"at":"{at}"', body)
    github.issues[changed.number].body = spoilt

    assert issues.all() == [sound]
    assert issues.spoilt == {changed.number}
    assert desk().steps(issues.all(), [HELD]) == []
    assert github.issues[changed.number].body == spoilt

    github.issues[changed.number].state = "closed"
    later = GitHubIssues(issues.api, NOW)
    assert later.all() == [sound]
    assert later.spoilt == set()


def test_the_label_is_made_once(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    issues.make(step)
    issues.make(step)

    assert github.asked.count("POST /repos/acme/social/labels") == 1


def test_it_is_closed_and_opened_again_with_a_word(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    made = issues.make(step)

    issues.change(made.number, replace(step, close=True, comment="over"))
    assert (github.issues[1].state, github.issues[1].closed_because) == (
        "closed",
        "completed",
    )
    issues.change(made.number, replace(step, close=False, comment="again"))

    assert (github.issues[1].state, github.issues[1].closed_because) == (
        "open",
        "reopened",
    )
    assert [each["body"] for each in github.comments[1]] == ["over", "again"]


def test_what_a_person_dismissed_is_known_as_such(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    issues.make(step)
    github.issues[1].state, github.issues[1].closed_because = "closed", "not_planned"

    (found,) = issues.all()

    assert (found.is_open, found.dismissed) == (False, True)


def test_only_what_a_program_opened_with_our_label_counts(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    github.issues[1] = Issue(1, "mei", step.title, step.body, [LABEL])
    github.issues[2] = Issue(2, None, step.title, step.body, [LABEL])
    github.issues[3] = Issue(3, github.me, step.title, step.body, [])
    github.issues[4] = Issue(4, github.me, step.title, "no mark", [LABEL])

    assert issues.all() == []
    assert [issues.one(number) for number in (1, 2, 3, 4, 5)] == [None] * 5


def test_with_the_token_of_a_person_that_persons_issues_count(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    github.me = "mei"
    made = issues.make(step)
    github.issues[9] = Issue(9, "reader", step.title, step.body, [LABEL])

    assert [one.number for one in issues.all()] == [made.number]


def test_a_list_that_is_not_whole_says_nothing(
    issues: GitHubIssues, github: FakeGitHub
) -> None:
    github.fault = lambda _method, _path: (502, {}, b"")

    with pytest.raises(ForgeAwayError):
        issues.all()


def test_a_token_that_may_not_is_said(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    github.fault = lambda method, _path: (
        (403, {}, b'{"message": "Resource not accessible by integration"}')
        if method == "POST"
        else None
    )

    with pytest.raises(ForgeRefusedError, match="403"):
        issues.make(step)


def test_a_sign_that_cannot_be_put_stops_nothing(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    made = issues.make(step)
    github.comments[made.number] = [{"id": 9, "body": "/resend", "by": "mei"}]
    github.fault = lambda _method, path: (
        (500, {}, b"") if path.endswith("/reactions") else None
    )

    talk = Talk(issues, made.number)
    talk.react(9, "+1")
    talk.answer("<!-- mergecast-answer 9 done -->\nso be it")

    assert talk.answers() == ["<!-- mergecast-answer 9 done -->"]


def test_who_may_write_is_asked_of_the_forge(issues: GitHubIssues) -> None:
    logins = ("mei", "reader", "nobody")

    assert [may_write(issues, login) for login in logins] == [True, False, False]


def test_a_forge_that_does_not_say_who_may_write_lets_nobody(
    issues: GitHubIssues, github: FakeGitHub
) -> None:
    github.fault = lambda _method, _path: (500, {}, b"")

    with pytest.raises(WorkspaceError):
        may_write(issues, "mei")


def test_whom_github_does_not_assign_is_told_all_the_same(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    github.fault = lambda _method, path: (
        (404, {}, b"{}") if path.endswith("/assignees") else None
    )

    assert issues.make(step).number == 1


def test_where_issues_are_off_the_next_step_is_said(
    issues: GitHubIssues, github: FakeGitHub, step: Step
) -> None:
    github.fault = lambda _method, path: (
        (410, {}, b'{"message": "Issues are disabled for this repo"}')
        if path.endswith("/issues")
        else None
    )

    with pytest.raises(ForgeRefusedError) as caught:
        issues.make(step)

    assert "turn issues on" in caught.value.hint
