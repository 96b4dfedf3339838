"""Issues, their labels and who has to see to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.github.shapes import (
    REPO,
    Behaviour,
    Said,
    Told,
    invalid,
    may_be_assigned,
    page_of,
    shaped,
    user,
)
from forge.github.state import FakeGitHub, Issue

if TYPE_CHECKING:
    from forge.github.description import Json

LONGEST = 65_536
"""Characters of a body; GitHub takes no more."""


def _issue(github: FakeGitHub, issue: Issue) -> Json:
    return shaped(
        "issue",
        id=issue.number + 7000,
        number=issue.number,
        node_id=f"I_{issue.number}",
        title=issue.title,
        body=issue.body,
        user=user(github, issue.by),
        state=issue.state,
        state_reason=issue.closed_because,
        labels=[_label(github, name) for name in issue.labels],
        assignees=[user(github, login) for login in issue.assignees],
        comments=len(github.comments.get(issue.number, ())),
        created_at=issue.created_at,
        html_url=page_of(github, f"issues/{issue.number}"),
        **({"body_html": issue.html} if issue.html else {}),
    )


def as_issue(github: FakeGitHub, number: int) -> Json:
    """An issue, or a pull request seen as one."""
    if number in github.issues:
        return _issue(github, github.issues[number])
    pull = github.pulls.get(number)
    if pull is None:
        return None
    seen = Issue(number, pull.author, pull.title, pull.body, state=pull.state)
    made = _issue(github, seen)
    made["html_url"] = page_of(github, f"pull/{number}")
    links = dict.fromkeys(
        ("url", "html_url", "diff_url", "patch_url"), made["html_url"]
    )
    return {**made, "pull_request": {**links, "merged_at": pull.merged_at}}


def _label(github: FakeGitHub, name: str) -> Json:
    return shaped("label", name=name, color=github.labels.get(name, "ededed"))


def _all_issues(github: FakeGitHub, told: Told, _body: Json) -> Json:
    wanted = set(filter(None, told.get("labels", "").split(",")))
    numbers = sorted([*github.issues, *github.pulls], reverse=True)
    found = [as_issue(github, number) for number in numbers]
    if told.get("direction") == "asc":
        found.reverse()
    return [
        each
        for each in found
        if told.get("state", "open") in {"all", each["state"]}
        and wanted <= {label["name"] for label in each["labels"]}
        and told.get("creator", _login(each)) == _login(each)
    ]


def _login(issue: Json) -> str:
    return issue["user"]["login"] if issue["user"] else "ghost"


def _one_issue(github: FakeGitHub, told: Told, _body: Json) -> Json:
    return as_issue(github, int(told["issue_number"]))


def _new_issue(github: FakeGitHub, _told: Told, body: Json) -> Json | Said:
    wanted = body.get("assignees", [])
    if wrong := _unlike(github, body, wanted):
        return wrong
    number = github.number()
    names = body.get("labels", [])
    for name in names:
        github.labels.setdefault(name, "ededed")
    made = Issue(number, github.me, body["title"], body.get("body") or "", [*names])
    made.assignees = [*wanted]
    github.issues[number] = made
    return _issue(github, made)


def _edit_issue(github: FakeGitHub, told: Told, body: Json) -> Json | Said:
    issue = github.issues.get(int(told["issue_number"]))
    if issue is None:
        return None
    if wrong := _unlike(github, body, body.get("assignees", [])):
        return wrong
    for name in ("title", "body", "state", "labels", "assignees"):
        if body.get(name) is not None:
            setattr(issue, name, body[name])
    reopened = "reopened" if body.get("state") == "open" else issue.closed_because
    issue.closed_because = body.get("state_reason", reopened)
    return _issue(github, issue)


def _unlike(github: FakeGitHub, body: Json, assignees: list[str]) -> Said | None:
    if len(body.get("body") or "") > LONGEST:
        return invalid(f"body is too long (maximum is {LONGEST} characters)")
    if len(body.get("title") or "") > 256:
        return invalid("title is too long (maximum is 256 characters)")
    nobody = [one for one in assignees if not may_be_assigned(github, one)]
    return invalid(f"assignees {nobody}") if nobody else None


def _assign(github: FakeGitHub, told: Told, body: Json) -> Json:
    """Who cannot be assigned is left out without a word, as on GitHub."""
    issue = github.issues.get(int(told["issue_number"]))
    if issue is None:
        return None
    for login in body["assignees"]:
        if may_be_assigned(github, login) and login not in issue.assignees:
            issue.assignees.append(login)
    return Said(201, _issue(github, issue))


def _unassign(github: FakeGitHub, told: Told, body: Json) -> Json:
    issue = github.issues.get(int(told["issue_number"]))
    if issue is None:
        return None
    issue.assignees = [one for one in issue.assignees if one not in body["assignees"]]
    return _issue(github, issue)


def _add_labels(github: FakeGitHub, told: Told, body: Json) -> Json:
    issue = github.issues.get(int(told["issue_number"]))
    if issue is None:
        return None
    names = body["labels"] if isinstance(body, dict) else body
    issue.labels += [name for name in names if name not in issue.labels]
    return [_label(github, name) for name in issue.labels]


def _drop_label(github: FakeGitHub, told: Told, _body: Json) -> Json:
    issue = github.issues.get(int(told["issue_number"]))
    if issue is None or told["name"] not in issue.labels:
        return None
    issue.labels.remove(told["name"])
    return [_label(github, name) for name in issue.labels]


def _new_label(github: FakeGitHub, _told: Told, body: Json) -> Json | Said:
    if body["name"] in github.labels:
        return invalid("already_exists")
    github.labels[body["name"]] = body.get("color", "ededed")
    return _label(github, body["name"])


def _one_label(github: FakeGitHub, told: Told, _body: Json) -> Json:
    known = told["name"] in github.labels
    return _label(github, told["name"]) if known else None


_ISSUE = f"{REPO}/issues/{{issue_number}}"
ISSUES: dict[str, Behaviour] = {
    f"GET {REPO}/issues": _all_issues,
    f"POST {REPO}/issues": _new_issue,
    f"GET {_ISSUE}": _one_issue,
    f"PATCH {_ISSUE}": _edit_issue,
    f"POST {_ISSUE}/assignees": _assign,
    f"DELETE {_ISSUE}/assignees": _unassign,
    f"POST {_ISSUE}/labels": _add_labels,
    f"DELETE {_ISSUE}/labels/{{name}}": _drop_label,
    f"POST {REPO}/labels": _new_label,
    f"GET {REPO}/labels/{{name}}": _one_label,
}
