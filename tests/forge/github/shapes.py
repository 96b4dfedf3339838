"""Values in the full shape of GitHub's description, and how an operation answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from forge.github.description import Json, excerpt, least
from forge.github.state import FakeGitHub

REPO = "/repos/{owner}/{repo}"

Told: TypeAlias = dict[str, str]
"""What the path and the query of a request say, by name."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with another status than the usual one; ``body`` None is no body."""

    status: int
    body: Json = None


Behaviour: TypeAlias = Callable[[FakeGitHub, Told, Json], "Json | Said"]
"""Answers one operation; None is 404."""


def invalid(message: str) -> Said:
    """GitHub understood, and refuses."""
    return Said(422, {"message": f"Validation Failed: {message}"})


def page_of(github: FakeGitHub, path: str) -> str:
    """Where people see something."""
    return f"https://github.example/{github.repository}/{path}"


def shaped(schema: str, /, **known: Json) -> Json:
    """A value of a schema: the least that it takes, and what a test knows of it."""
    return {**least(excerpt()["schemas"][schema]), **known}


def user(github: FakeGitHub, login: str | None) -> Json:
    """An account; None where it is gone. A program needs no introduction."""
    person = github.people.get(login or "")
    if login is not None and person is None and login.endswith("[bot]"):
        return shaped("simple-user", login=login, id=41898282, type="Bot")
    if person is None:
        return None
    return shaped("simple-user", login=login, id=person.id, type=person.kind)


def may_be_assigned(github: FakeGitHub, login: str) -> bool:
    """Whether an issue can be given to somebody: only to who can write here."""
    person = github.people.get(login)
    return person is not None and person.permission not in {"read", "none"}
