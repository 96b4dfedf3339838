"""What approvals need of a forge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Version:
    """A post as one commit has it: where, which files it is made of, what it sends."""

    path: str
    bundle: tuple[str, ...]
    payload: str


VersionAt = Callable[[str], Version | None]
"""The version of a post in a commit (by its id), None where it had none."""


@dataclass(frozen=True, slots=True)
class Yes:
    """One person's approval: who, of which payload, and where it is written."""

    name: str
    mail: str
    payload: str
    commit: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the forge can prove about one post.

    ``authors`` are the mail addresses, case-folded, of those who made the change that
    gave the post its present payload, co-authors included. ``change`` is that commit.
    """

    authors: frozenset[str]
    yeses: tuple[Yes, ...]
    change: str


class Forge(Protocol):
    """Where reviews happen. An unreachable forge raises; it never says "approved"."""

    def evidence(self, post_id: str, version: Version, at: VersionAt) -> Evidence:
        """Look up who made the present payload of a post, and who approved what.

        Raises:
            GitError: the history does not reach far enough, or git failed.
        """
        ...
