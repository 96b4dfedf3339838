"""The repository itself, and who may do what in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.github.shapes import (
    REPO,
    Behaviour,
    Said,
    Told,
    may_be_assigned,
    shaped,
    user,
)

if TYPE_CHECKING:
    from forge.github.description import Json
    from forge.github.state import FakeGitHub


def _permission(github: FakeGitHub, told: Told, _body: Json) -> Json:
    person = github.people.get(told["username"])
    if person is None:
        return None
    role = person.permission
    legacy = {"maintain": "write", "triage": "read"}.get(role, role)
    return {"permission": legacy, "role_name": role, "user": None}


def _repository(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    owner, _, name = github.repository.partition("/")
    return shaped(
        "full-repository",
        name=name,
        full_name=github.repository,
        owner=shaped("simple-user", login=owner),
        private=github.private,
        visibility="private" if github.private else "public",
        default_branch="main",
        html_url=f"https://github.example/{github.repository}",
    )


def _assignable(github: FakeGitHub, told: Told, _body: Json) -> Said | None:
    return Said(204) if may_be_assigned(github, told["assignee"]) else None


def _me(github: FakeGitHub, _told: Told, _body: Json) -> Json | Said:
    """Whose token it is; the token of a job has no user."""
    if github.me.endswith("[bot]"):
        return Said(403, {"message": "Resource not accessible by integration"})
    return _whole(github, github.me)


def _one(github: FakeGitHub, told: Told, _body: Json) -> Json:
    known = told["username"] in github.people
    return _whole(github, told["username"]) if known else None


def _whole(github: FakeGitHub, login: str) -> Json:
    known = user(github, login)
    return shaped("public-user", **known)


PEOPLE: dict[str, Behaviour] = {
    f"GET {REPO}": _repository,
    f"GET {REPO}/collaborators/{{username}}/permission": _permission,
    f"GET {REPO}/assignees/{{assignee}}": _assignable,
    "GET /user": _me,
    "GET /users/{username}": _one,
}
