"""What approvals need of a forge.

A forge says what happened; whether that is enough is decided above it. What it cannot
prove it leaves out, and what it cannot reach raises: it never says "approved".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mergecast.approvals.facts import Facts
from mergecast.approvals.timing import NO_TIME, Timing


@dataclass(frozen=True, slots=True)
class Version:
    """A post as one commit has it: where, which files it is made of, what it sends.

    ``payload`` is what people approve, ``timing`` what moves without their doing, and
    ``facts`` by what rules are chosen; ``beside`` are files that its times depend on
    and its words do not.
    """

    path: str
    bundle: tuple[str, ...]
    payload: str
    timing: Timing = NO_TIME
    beside: tuple[str, ...] = ()
    facts: Facts | None = None


VersionAt = Callable[[str], Version | None]
"""The version of a post in a commit (by its id), None where it had none."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as git and the forge know them; a forge's id outlives the login."""

    name: str
    mail: str = ""
    login: str | None = None
    user_id: str | None = None
    bot: bool = False


class Say(StrEnum):
    """What a review says. A mere comment says nothing and is left out."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes-requested"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Yes:
    """One person's review: who, of which payload, and where it is written.

    Args:
        name: as the forge or the commit has it.
        mail: the address in the commit; empty where a forge vouches for the login.
        payload: of what was reviewed; None where that cannot be known any more.
        commit: the one that was reviewed, or that holds the line.
        say: an approval, unless it says otherwise.
        at: when it was given.
        timing: when the post was to go out in what was reviewed.
        login: on the forge.
        user_id: on the forge.
        bot: whether a program gave it.
        may_write: whether this person has write access now.
        signed: whether a key of this person, as the team file has it, signed it.
        review: the forge's id of it.
        before: whether it was given before the change that is to be approved; then it
            only helps to say what happened.
        facts: what sort of post it was in what was reviewed.
    """

    name: str
    mail: str
    payload: str | None
    commit: str
    say: Say = Say.APPROVED
    at: datetime | None = None
    timing: Timing | None = None
    login: str | None = None
    user_id: str | None = None
    bot: bool = False
    may_write: bool = True
    signed: bool = False
    review: str | None = None
    before: bool = False
    facts: Facts | None = None

    @property
    def person(self) -> Person:
        """Who gave it."""
        return Person(self.name, self.mail, self.login, self.user_id, self.bot)


@dataclass(frozen=True, slots=True)
class PullRequest:
    """The pull request that brought a change to the publishing branch."""

    number: int
    author: Person
    opened: datetime
    merged: datetime | None = None
    merged_by: Person | None = None
    method: str | None = None
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the forge can prove about one post, or about one change of policy.

    Args:
        authors: those who made the change that gave it its present payload: authors,
            committers and co-authors of its commits, and who opened the pull request.
        yeses: all reviews that can be about it, the oldest first.
        change: that change, as the commit on the publishing branch.
        changed_at: when it came there, or was made.
        suggested: who had a part in its words, but not in that change as its author:
            their suggestion was taken, or they wrote what was there before it and
            was never approved.
        movers: who gave the post its present time.
        asked: when its review was asked for.
        gap: why no review can be about it, in words: it came without a pull request.
        signed: whether a key of one of its authors signed the change; None where a
            forge vouches for who they are.
        pull_request: what brought it.
    """

    authors: tuple[Person, ...]
    yeses: tuple[Yes, ...]
    change: str
    changed_at: datetime | None = None
    suggested: tuple[Person, ...] = ()
    movers: tuple[Person, ...] = ()
    asked: datetime | None = None
    gap: str | None = None
    signed: bool | None = None
    pull_request: PullRequest | None = None


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A change of policy on the publishing branch.

    Args:
        commit: the one that the branch got with it.
        since: the newest commit with the policy in force; None where none has it. All
            who changed any of ``files`` from there on are its authors.
        digest: what people approve: the step from the policy in force to the new one.
        files: what a policy is read from.
    """

    commit: str
    since: str | None
    digest: str
    files: tuple[str, ...]


StepAt = Callable[[str, str | None], str | None]
"""The step that a review of a commit (the first) approves; None where it is none.

Where a review shows a change from a base (the second, which may be None), that base
must have the policy in force: else reviewers did not see the whole step.
"""


class Forge(Protocol):
    """Where reviews happen. An unreachable forge raises; it never says "approved"."""

    def evidence(self, post_id: str, version: Version, at: VersionAt) -> Evidence:
        """Look up who made the present payload of a post, and who approved what.

        Raises:
            GitError: the history does not reach far enough, or git failed.
        """
        ...

    def policy_evidence(self, change: PolicyChange, at: StepAt) -> Evidence:
        """Look up who made a change of policy, and who approved that step.

        Raises:
            GitError: as above.
        """
        ...
