"""The one pinned issue: what is remembered in it, and what it needs of its place.

Its hidden first line says up to which commit people were told what changed. It stands
before any word that people wrote, and holds nothing of theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

_LINE = re.compile(
    r"<!-- mergecast-calendar 1 (?P<told>[0-9a-f]{40,64}|-) -->(?:\r?\n|$)"
)
_SAID = re.compile(r"<!-- mergecast-told (?P<head>[0-9a-f]{40,64}) -->(?:\r?\n|$)")


def written(told: str | None) -> str:
    """The first line of the issue, with its end; ``told`` is a commit's id."""
    return f"<!-- mergecast-calendar 1 {told or '-'} -->\n"


def is_ours(body: str) -> bool:
    """Whether an issue begins as ours does."""
    return _LINE.match(body) is not None


def told_in(body: str) -> str | None:
    """The commit up to which people were told; None where nobody was yet."""
    found = _LINE.match(body)
    return None if found is None or found["told"] == "-" else found["told"]


def said(head: str) -> str:
    """The first line of a comment that tells what changed up to a commit."""
    return f"<!-- mergecast-told {head} -->\n"


def head_of(comment: str) -> str | None:
    """Up to which commit a comment tells; None where it is none of ours."""
    found = _SAID.match(comment)
    return found["head"] if found else None


@dataclass(frozen=True, slots=True)
class Pinned:
    """The issue as it stands.

    ``dismissed`` is whether a person closed it as not planned: then it stays closed.
    ``node`` is what the forge's GraphQL calls it.
    """

    number: int
    title: str
    body: str
    url: str
    node: str
    is_open: bool = True
    dismissed: bool = False

    @property
    def told(self) -> str | None:
        """The commit up to which people were told what changed."""
        return told_in(self.body)


class Board(Protocol):
    """Where the issue is."""

    def find(self) -> Pinned | None:
        """The issue; None where there is none yet."""

    def make(self, title: str, body: str) -> Pinned:
        """Open it."""

    def change(self, issue: Pinned, title: str, body: str) -> None:
        """Bring it up to date, and open it again where it was closed."""

    def pin(self, issue: Pinned) -> bool:
        """Keep it above all others; whether the forge did."""

    def heads(self, issue: Pinned) -> list[str]:
        """The commits up to which comments of the last days tell, in their order."""

    def say(self, issue: Pinned, text: str) -> str:
        """Comment on it; gives the comment's address."""
