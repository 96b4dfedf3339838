"""Who stands behind a post's present time: who moved it there, or agreed to that move.

Commits carry whatever name their writer likes, so that a name in a commit is never
enough here. What GitHub itself vouches for is who opened a pull request and who
reviewed it; and a review is about the time that the reviewed commit has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mergecast.approvals.ports import Person, Say, Version, VersionAt
from mergecast.approvals.timing import Timing
from mergecast.forge.github_history import Histories
from mergecast.forge.github_pulls import Merged, Pulls
from mergecast.repository.history import Change


@dataclass(frozen=True, slots=True)
class Movers:
    """Looks through the pull requests that brought a time to the publishing branch.

    ``version`` is the post as it is now, ``at`` what it was in commits.
    """

    histories: Histories
    pulls: Pulls
    version: Version
    at: VersionAt

    def of(self, moved: Change, pulls: Iterable[Merged]) -> tuple[Person, ...]:
        """Those who stand behind a change of time, and may write now.

        Args:
            moved: the change.
            pulls: what brought it, or will.
        """
        found = (
            person
            for pull in pulls
            for person in (*self._opened(pull, moved), *self._agreed(pull))
        )
        each = dict.fromkeys(found)
        return tuple(person for person in each if self.pulls.may_write(person))

    def _opened(self, merged: Merged, moved: Change) -> Iterator[Person]:
        """Who opened it, where every commit that moved the post is theirs as well."""
        listed = self.pulls.makers(merged) or {}
        start = self.histories.start(merged, moved, merged.head)
        paths = ("calendar", *self.version.beside)
        commits = [
            each
            for each in self.histories.brought(start, merged.head, paths)
            if each.commit in listed and self._moves(each)
        ]
        names = {one.login for each in commits for one in listed[each.commit]}
        if names == {merged.pull.author.login}:
            yield merged.pull.author

    def _agreed(self, merged: Merged) -> Iterator[Person]:
        """Whose last word is a yes to a commit with this very time."""
        reviews = self.pulls.reviews(merged.pull.number)
        for review in {each.person: each for each in reviews}.values():
            commit = review.commit
            if review.say is Say.APPROVED and commit is not None:
                there = self.at(commit)
                if there is not None and there.timing == self.version.timing:
                    yield review.person

    def _moves(self, change: Change) -> bool:
        after = self._timing(change.commit)
        parents = change.parents or (None,)
        return all(self._timing(one) != after for one in parents)

    def _timing(self, commit: str | None) -> Timing | None:
        found = self.at(commit) if commit else None
        return found.timing if found else None
