"""What people write below an issue, and our answers to it: each order answered once."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from mergecast.errors import WorkspaceError
from mergecast.forge.github_answer import ForgeRefusedError, Json
from mergecast.forge.github_issues import GitHubIssues

_WRITERS = frozenset({"admin", "write"})


@dataclass(frozen=True, slots=True)
class Talk:
    """The comments below one issue."""

    issues: GitHubIssues
    number: int

    def answers(self) -> list[str]:
        """The first lines of what we answered until now.

        Raises:
            ForgeAwayError: GitHub gives no answer, or not all of it.
        """
        found = self.issues.api.pages("issues", self.number, "comments")
        return [
            each["body"].partition("\n")[0].rstrip("\r")
            for each in found
            if isinstance(each, Mapping)
            and isinstance(each.get("body"), str)
            and self.issues.is_mine(each)
        ]

    def answer(self, text: str) -> None:
        """Say something.

        Raises:
            ForgeAwayError, ForgeRefusedError: it may not have been said.
        """
        path = ("issues", self.number, "comments")
        self.issues.api.write("POST", *path, body={"body": text})

    def react(self, comment: int, what: str) -> None:
        """Put a sign on a comment; whether that works matters little."""
        path = ("issues", "comments", comment, "reactions")
        with contextlib.suppress(WorkspaceError):
            self.issues.api.write("POST", *path, body={"content": what})


def may_write(issues: GitHubIssues, login: str) -> bool:
    """Whether somebody has write access now.

    Raises:
        ForgeAwayError: GitHub gives no answer.
    """
    try:
        told: Json = issues.api.read("collaborators", login, "permission")
    except ForgeRefusedError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return False
        raise
    return isinstance(told, Mapping) and told.get("permission") in _WRITERS
