"""Who made what a pull request brings: its commits, and whom they name.

The merge button makes nothing: a merge or a squash of GitHub's own has the name of who
pressed it, or of everybody. What counts are the commits that were merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.ports import Person
from mergecast.forge.offline_lines import makers, suggesters
from mergecast.repository.history import Change

_BUTTON = "noreply@github.com"
_TAKEN = ("apply suggestion", "apply suggestions from code review")


@dataclass(frozen=True, slots=True)
class Makers:
    """Who wrote it, who only had a suggestion taken, and when the last of it came."""

    authors: tuple[Person, ...]
    suggested: tuple[Person, ...] = ()
    last: datetime | None = None


def made(commits: Iterable[Change], listed: Mapping[str, tuple[Person, ...]]) -> Makers:
    """Who made some commits.

    Args:
        commits: those that took part in a change.
        listed: whom GitHub knows behind each commit, by its id.
    """
    authors: list[Person] = []
    suggested: list[Person] = []
    commits = list(commits)
    for commit in commits:
        known = listed.get(commit.commit, ())
        if _is_merge(commit):
            # One that changed the words is no mere merge: somebody resolved a conflict,
            # also in the web editor, where the button commits it.
            authors += known
            continue
        wrote = {commit.mail.casefold(), commit.committer[1].casefold()}
        authors += known
        others = suggested if _took_suggestion(commit) else authors
        for person in makers(commit):
            (authors if person.mail.casefold() in wrote else others).append(person)
        suggested += suggesters(commit)
    each = tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(suggested))
    return Makers(*each, max((one.at for one in commits if one.at), default=None))


def _is_merge(commit: Change) -> bool:
    return len(commit.parents) > 1


def _by_button(commit: Change) -> bool:
    return commit.committer[1].casefold() == _BUTTON


def _took_suggestion(commit: Change) -> bool:
    """Whether its author took a reviewer's words by the button for that."""
    return _by_button(commit) and commit.message.casefold().startswith(_TAKEN)
