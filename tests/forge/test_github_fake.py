"""The fake cannot drift: whatever it answers is what GitHub's description promises."""

from __future__ import annotations

import json

import pytest
from forge.github.description import Json, excerpt, least, unlike
from forge.github.fake import (
    ANSWERS,
    Environment,
    FakeGitHub,
    Issue,
    Pull,
    Review,
    Run,
    respond,
)


def _full() -> FakeGitHub:
    github = FakeGitHub()
    for login in ("mei", "aisyah", "acme-bot"):
        github.person(login, kind="Bot" if login.endswith("bot") else "User")
    pull = Pull(
        7, "mei", head="b" * 40, merge_commit="c" * 40, merged_at="2026-11-21T09:00:00Z"
    )
    pull.reviews = [
        Review("aisyah", "APPROVED", "b" * 40),
        Review("gone", "DISMISSED", None),
    ]
    pull.commits = [("b" * 40, "mei", "calendar: a post"), ("d" * 40, None, "x")]
    pull.files = ["calendar/2026/11/24-launch.yaml"]
    pull.head_repository = None
    github.pulls[7] = pull
    github.pulls_of["c" * 40] = [7]
    github.trees["b" * 40] = {"calendar/a.yaml": ("100644", "e" * 40)}
    github.blobs["e" * 40] = "文\n".encode()
    github.comments[7] = [{"id": 9, "body": "hello"}]
    github.issues[8] = Issue(8, "mei", "文", "hello", ["mergecast"], ["mei"])
    github.labels["mergecast"] = "d73a4a"
    github.reactions["comment:9"] = [("mei", "eyes")]
    github.reactions["issue:8"] = [("gone", "+1")]
    github.workflows["publish.yml"] = "active"
    github.runs = [Run("publish.yml"), Run("ci.yml", "push", "in_progress", None)]
    github.secrets = ["ONE"]
    github.variables["mergecast"] = "team"
    github.pages = True
    _guarded(github)
    return github


def _guarded(github: FakeGitHub) -> None:
    rules = [{"type": "deletion"}, {"type": "non_fast_forward"}]
    github.rulesets[3] = {"name": "ledger", "rules": rules}
    github.rules["main"] = rules
    github.protection["main"] = {"enforce_admins": {"url": "x", "enabled": True}}
    github.environments["publish"] = Environment(["main"], ["KEY"], ["mei"])


_PATHS = {
    "owner": "acme",
    "repo": "social",
    "pull_number": "7",
    "issue_number": "7",
    "commit_sha": "c" * 40,
    "tree_sha": "b" * 40,
    "file_sha": "e" * 40,
    "comment_id": "9",
    "username": "aisyah",
    "sha": "b" * 40,
    "ref": "b" * 40,
    "assignee": "mei",
    "workflow_id": "publish.yml",
    "name": "mergecast",
    "ruleset_id": "3",
    "branch": "main",
    "environment_name": "publish",
}
_BODIES = {
    "POST pulls": {"title": "x", "head": "topic", "base": "main", "draft": True},
    "PATCH {pull_number}": {"title": "y", "state": "closed"},
    "POST requested_reviewers": {"reviewers": ["aisyah"]},
    "POST issues": {"title": "x", "body": "y", "labels": ["z"], "assignees": ["mei"]},
    "PATCH {issue_number}": {"state": "closed", "state_reason": "completed"},
    "POST comments": {"body": "hi"},
    "PATCH {comment_id}": {"body": "hi"},
    "POST assignees": {"assignees": ["aisyah", "nobody"]},
    "DELETE assignees": {"assignees": ["mei"]},
    "POST labels": {"name": "new", "color": "ffffff", "labels": ["new"]},
    "POST reactions": {"content": "rocket"},
    "POST {sha}": {"state": "success", "context": "mergecast"},
    "POST check-runs": {"name": "x", "head_sha": "bb", "conclusion": "success"},
    "POST dispatches": {"ref": "main", "event_type": "tick"},
}
_ISSUES_ONLY = ("PATCH", "assignees", "labels")


def _asked(name: str) -> tuple[str, str, bytes]:
    method, _, template = name.partition(" ")
    body = _BODIES.get(f"{method} {template.rpartition('/')[2]}")
    if "{workflow_id}" in template:
        body = {"ref": "main", "inputs": {"now": "yes"}}
    issues = "{issue_number}" in template and any(one in name for one in _ISSUES_ONLY)
    path = template.format(**{**_PATHS, "issue_number": "8" if issues else "7"})
    return method, path, b"" if body is None else json.dumps(body).encode()


@pytest.mark.parametrize("name", ANSWERS)
def test_each_answer_is_as_github_describes_it(name: str) -> None:
    method, path, raw = _asked(name)
    github = _full()
    github.me = "mei"
    github.remote = _Remote()

    status, _, body = respond(github, method, path, raw if method != "GET" else b"")

    answers = excerpt()["operations"][name]["answers"]
    assert str(status) in answers
    assert (body != b"") == (answers[str(status)] is not None)


class _Remote:
    """One branch, ``topic``."""

    def tip(self, branch: str) -> str | None:
        return "f" * 40 if branch == "topic" else None

    def commits(self, tip: str) -> list[tuple[str, str | None, str]]:
        return [(tip, "mei", "a draft")]

    def files(self, _tip: str) -> list[str]:
        return ["calendar/queue/new.yaml"]

    def offer(self, number: int, tip: str) -> None:
        """Nothing: nobody fetches."""


@pytest.mark.parametrize("name", excerpt()["schemas"])
def test_the_least_value_of_a_schema_is_valid(name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}"}

    assert unlike(schema, least(schema)) == []


def _ask(github: FakeGitHub, method: str, path: str, **body: Json) -> tuple[int, Json]:
    raw = json.dumps(body).encode() if body else b""
    status, _, said = respond(github, method, f"/repos/acme/social/{path}", raw)
    return status, json.loads(said) if said else None


def test_pull_requests_are_among_the_issues_as_on_github() -> None:
    _, found = _ask(_full(), "GET", "issues?state=all")

    assert [(each["number"], "pull_request" in each) for each in found] == [
        (8, False),
        (7, True),
    ]
    _, found = _ask(_full(), "GET", "issues?labels=mergecast")
    assert [each["number"] for each in found] == [8]


def test_an_issue_cannot_be_given_to_who_cannot_write() -> None:
    github = _full()
    github.person("reader", "read")

    refused, _ = _ask(github, "POST", "issues", title="x", assignees=["reader"])
    path = "issues/8/assignees"
    added, issue = _ask(github, "POST", path, assignees=["reader", "aisyah"])

    assert (refused, added) == (422, 201)
    assert [each["login"] for each in issue["assignees"]] == ["mei", "aisyah"]


def test_a_body_has_no_more_than_65536_characters() -> None:
    status, said = _ask(_full(), "POST", "issues", title="x", body="x" * 65_537)

    assert (status, "too long" in said["message"]) == (422, True)


def test_a_pull_request_follows_its_branch() -> None:
    github = _full()
    github.remote = _Remote()

    status, made = _ask(github, "POST", "pulls", title="x", head="topic", base="main")
    again, _ = _ask(github, "POST", "pulls", title="x", head="topic", base="main")
    nothing, _ = _ask(github, "POST", "pulls", title="x", head="gone", base="main")

    assert (status, again, nothing) == (201, 422, 422)
    assert (made["head"]["sha"], made["commits"]) == ("f" * 40, 1)
    assert made["user"]["login"] == "github-actions[bot]"
    _, found = _ask(github, "GET", "pulls?head=acme:topic")
    assert [each["number"] for each in found] == [made["number"]]


def test_the_same_reaction_is_there_once() -> None:
    github = _full()
    path = "issues/comments/9/reactions"

    first, _ = _ask(github, "POST", path, content="rocket")
    again, _ = _ask(github, "POST", path, content="rocket")

    assert (first, again) == (201, 200)
    assert github.reactions["comment:9"][1:] == [("github-actions[bot]", "rocket")]


def test_only_a_workflow_that_is_there_can_be_started() -> None:
    github = _full()
    github.workflows["off.yml"] = "disabled_manually"

    path = "actions/workflows/{}/dispatches"
    told = [
        _ask(github, "POST", path.format(name), ref="main")[0]
        for name in ("publish.yml", "off.yml", "none.yml")
    ]

    assert told == [204, 422, 404]
    assert github.dispatched == [("publish.yml", {"ref": "main"})]


def test_runs_are_told_by_event_and_the_newest_first() -> None:
    github = _full()
    github.runs.append(Run("publish.yml", "workflow_dispatch"))

    _, found = _ask(github, "GET", "actions/workflows/publish.yml/runs")
    _, cron = _ask(github, "GET", "actions/runs?event=schedule")

    events = [each["event"] for each in found["workflow_runs"]]
    assert events == ["workflow_dispatch", "schedule"]
    assert [each["event"] for each in cron["workflow_runs"]] == ["schedule"]


def test_a_question_that_github_does_not_know_is_a_mistake_of_the_test() -> None:
    with pytest.raises(AssertionError, match="colour"):
        _ask(_full(), "GET", "issues?colour=red")
