"""The lines by which people approve in commit messages, written and read.

``Approved-by: Name <mail> post:ID payload:sha256:...`` approves what a post sends;
``Withdrawn-by:`` takes that back; ``policy:sha256:...`` in place of the post approves a
step from the policy in force to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.approvals.ports import Person, Say, Yes
from mergecast.repository.history import Change

_DIGEST = "sha256:[0-9a-f]{64}"
_LINE = re.compile(
    r"^(?P<say>Approved|Withdrawn)-by: (?P<name>[^<>\n]*?) *<(?P<mail>[^<>\s]+)> "
    rf"(?:post:(?P<post>[a-z0-9][a-z0-9-]{{2,63}}) payload:(?P<payload>{_DIGEST})"
    rf"|policy:(?P<policy>{_DIGEST}))$",
    re.MULTILINE,
)
_MADE = re.compile(
    r"^(?P<kind>co-authored|suggested)-by: (?P<name>[^<\n]*?) *<(?P<mail>[^<>\s]+)>",
    re.MULTILINE | re.IGNORECASE,
)
_SAYS = {"Approved": Say.APPROVED, "Withdrawn": Say.DISMISSED}
_FORGES = frozenset({"noreply@github.com"})
"""Committers that stand for the merge button of a forge, not for a person."""


@dataclass(frozen=True, slots=True)
class Line:
    """One approval as a message has it; ``post`` is None for a policy."""

    person: Person
    say: Say
    post: str | None
    digest: str


def approval_line(name: str, mail: str, post_id: str, payload: str) -> str:
    """The line by which a person approves a payload of a post."""
    return f"Approved-by: {_plain(name)} <{mail}> post:{post_id} payload:{payload}"


def withdrawal_line(name: str, mail: str, post_id: str, payload: str) -> str:
    """The line by which a person takes an approval back."""
    return f"Withdrawn-by: {_plain(name)} <{mail}> post:{post_id} payload:{payload}"


def policy_line(name: str, mail: str, step: str) -> str:
    """The line by which a person approves a step from one policy to another."""
    return f"Approved-by: {_plain(name)} <{mail}> policy:{step}"


def _plain(name: str) -> str:
    return re.sub(r"[<>\s]+", " ", name).strip()


def lines(message: str) -> Iterator[Line]:
    """Every approval in a commit's message."""
    for found in _LINE.finditer(message):
        yield Line(
            _person(found["name"], found["mail"]),
            _SAYS[found["say"]],
            found["post"],
            found["payload"] or found["policy"],
        )


def review(line: Line, found: Change, digest: str | None, *, signed: bool) -> Yes:
    """A line of a commit as the review of what has this digest."""
    who = line.person
    return Yes(
        who.name,
        who.mail,
        digest,
        found.commit,
        line.say,
        found.at,
        bot=who.bot,
        signed=signed,
    )


def makers(change: Change) -> Iterator[Person]:
    """Author, committer and co-authors of a commit."""
    yield _person(change.name, change.mail)
    if change.committer[1] and change.committer[1].casefold() not in _FORGES:
        yield _person(*change.committer)
    yield from _named(change, "co-authored")


def suggesters(change: Change) -> Iterator[Person]:
    """Those whose suggestion its author took, as the commit says."""
    yield from _named(change, "suggested")


def _named(change: Change, kind: str) -> Iterator[Person]:
    for found in _MADE.finditer(change.message):
        if found["kind"].casefold() == kind:
            yield _person(found["name"], found["mail"])


def _person(name: str, mail: str) -> Person:
    bot = name.endswith("[bot]") or "[bot]@" in mail
    return Person(name, mail, bot=bot)
