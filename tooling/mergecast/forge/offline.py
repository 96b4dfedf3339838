"""The offline forge: approvals are lines in commit messages.

``mergecast approve`` writes one into an empty commit, also after a merge. What counts
is what the publishing branch got since the change that is to be approved: words that
were taken back are not approved again by putting them there.

Where the team file has signing keys, who said or wrote something is what the signature
of the commit proves. Without keys, who can push can write a line in any name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from mergecast.approvals.ports import (
    Evidence,
    Person,
    PolicyChange,
    Say,
    StepAt,
    Version,
    VersionAt,
    Yes,
)
from mergecast.forge.decisive import decisive
from mergecast.forge.offline_lines import Line, lines, makers, review, suggesters
from mergecast.forge.signatures import is_signed
from mergecast.repository.deepening import deepen
from mergecast.repository.git import Git
from mergecast.repository.history import Change, brought, commit_change, mentioning

_MANY = 200
"""So many commits of one merge are looked at one by one; of more, all are authors."""

Same: TypeAlias = Callable[[str | None, str], bool]
"""Whether two commits (the first may not exist) have the same of what is asked."""


@dataclass(frozen=True)
class OfflineForge:
    """Approvals in the history of one branch of a local clone.

    Args:
        folder: the clone.
        main: the commit that is published from.
        remote: where a shallow clone gets the rest of its history.
        branch: the branch that ``main`` is on.
        keys: each member's signing keys by mail address; empty where nobody signs.
    """

    folder: Path
    main: str
    remote: str | None = None
    branch: str = "main"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def evidence(self, post_id: str, version: Version, at: VersionAt) -> Evidence:
        """Look up who made the present payload of a post, and who approved what.

        Raises:
            GitError: the history is not here, or the post is not in the branch.
        """
        deepen(Git(self.folder), self.remote, self.branch)
        change, moved = decisive(self.folder, self.main, version, at)
        return self._evidence(post_id, version, (change, moved), at)

    def proposed(
        self, post_id: str, version: Version, base: str, at: VersionAt
    ) -> Evidence:
        """The same for a branch that is not merged yet, as if it were.

        Args:
            post_id: the post.
            version: as the branch has it.
            base: where the branch left the publishing branch.
            at: the versions of the post.

        Raises:
            GitError: as above.
        """
        deepen(Git(self.folder), self.remote, self.branch)
        before = at(base)
        tip = commit_change(self.folder, self.main)
        merged = replace(tip, parent=base, parents=(base, tip.commit))
        if before is None or before.payload != version.payload:
            return self._evidence(post_id, version, (merged, merged), at)
        change, moved = decisive(self.folder, base, before, at)
        moved = moved if before.timing == version.timing else merged
        return self._evidence(post_id, version, (change, moved), at)

    def _evidence(
        self,
        post_id: str,
        version: Version,
        changes: tuple[Change, Change],
        at: VersionAt,
    ) -> Evidence:
        """What is known of a version that these changes gave its words and its time."""
        (change, moved), beside = changes, version.beside
        made = self._making(change, lambda one, other: _same_words(at, one, other))
        when = self._making(moved, lambda a, b: _same_time(at, a, b), beside)
        yeses = tuple(self._yeses(post_id, change, at))
        earlier = self._earlier(change, yeses, at)
        return Evidence(
            _people(made, makers),
            yeses,
            change.commit,
            change.at,
            (*_people(made, suggesters), *_people(earlier, makers)),
            tuple(self._movers(when)),
            signed=self._all_signed(made),
        )

    def policy_evidence(self, change: PolicyChange, at: StepAt) -> Evidence:
        """Look up who made a change of policy, and who approved that step.

        Raises:
            GitError: the history is not here.
        """
        deepen(Git(self.folder), self.remote, self.branch)
        made = self._brought(change.since, change.commit, change.files)
        own = commit_change(self.folder, change.commit)
        return Evidence(
            _people([*made, own], makers),
            tuple(self._policy_yeses(change, at)),
            change.commit,
            own.at,
            _people(made, suggesters),
            signed=self._all_signed(made or [own]),
        )

    def _movers(self, made: Iterable[Change]) -> Iterator[Person]:
        """Who moved it; where keys are set, only who signed the move is known."""
        for each in made:
            if not self.keys:
                yield from makers(each)
            elif self._all_signed([each]):
                yield next(makers(each))

    def _earlier(
        self, change: Change, yeses: Iterable[Yes], at: VersionAt
    ) -> list[Change]:
        """What made the words before a change, back to those that were approved."""
        approved = {yes.payload for yes in yeses if yes.say is Say.APPROVED}
        made: list[Change] = []
        before = at(change.parent) if change.parent else None
        while before is not None and before.payload not in approved:
            if len(made) > _MANY:
                break
            change, _ = decisive(self.folder, str(change.parent), before, at)
            made += self._making(change, lambda one, other: _same_words(at, one, other))
            before = at(change.parent) if change.parent else None
        return made

    def _making(
        self, change: Change, same: Same, beside: tuple[str, ...] = ()
    ) -> list[Change]:
        """The commits that made a change: those of a merge that took part in it."""
        if len(change.parents) < 2:
            return [change]
        where = ("calendar", *beside)
        found = self._brought(change.parent, change.commit, where)
        if len(found) > _MANY:
            return found
        parts = [
            each
            for each in found
            if not any(same(one, each.commit) for one in each.parents or (None,))
        ]
        return parts or [change]

    def _brought(
        self, since: str | None, commit: str, paths: Iterable[str]
    ) -> list[Change]:
        return [
            change
            for path in paths
            for change in brought(self.folder, since, commit, path)
        ]

    def _yeses(self, post_id: str, change: Change, at: VersionAt) -> Iterator[Yes]:
        """All lines about a post, the oldest first."""
        words = f" post:{post_id} payload:"
        if change.parent is not None:
            for found in mentioning(self.folder, change.parent, words):
                for line in lines(found.message):
                    if line.post == post_id:
                        old = review(line, found, line.digest, signed=False)
                        yield replace(old, before=True)
        for found in mentioning(self.folder, self.main, words, change.parent):
            yield from self._of(found, post_id, at(found.commit))

    def _of(self, found: Change, post_id: str, there: Version | None) -> Iterator[Yes]:
        """The lines of one commit as reviews of what it has."""
        for line in lines(found.message):
            if line.post != post_id:
                continue
            # A line about other words than those it stands beside approves none.
            seen = there is not None and there.payload == line.digest
            signed = self._is_signed(line, found)
            if line.say is Say.APPROVED or signed or not self.keys:
                digest = line.digest if seen else None
                yes = review(line, found, digest, signed=signed)
                if there is not None:
                    yes = replace(yes, timing=there.timing, facts=there.facts)
                yield yes

    def _policy_yeses(self, change: PolicyChange, at: StepAt) -> Iterator[Yes]:
        for found in mentioning(self.folder, self.main, " policy:", change.since):
            for line in lines(found.message):
                if line.post is None:
                    seen = at(found.commit, None) == line.digest
                    signed = self._is_signed(line, found)
                    digest = line.digest if seen else None
                    yield review(line, found, digest, signed=signed)

    def _is_signed(self, line: Line, change: Change) -> bool:
        keys = self.keys.get(line.person.mail.casefold(), ())
        return is_signed(Git(self.folder), change.commit, keys)

    def _all_signed(self, made: Iterable[Change]) -> bool:
        """Whether each of these commits carries a signature of its author."""
        return bool(self.keys) and all(
            is_signed(
                Git(self.folder), each.commit, self.keys.get(each.mail.casefold(), ())
            )
            for each in made
        )


def _people(
    made: Iterable[Change], who: Callable[[Change], Iterable[Person]]
) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for each in made for person in who(each)))


def _same_words(at: VersionAt, one: str | None, other: str) -> bool:
    before, after = (at(one) if one else None), at(other)
    return (before and before.payload) == (after and after.payload)


def _same_time(at: VersionAt, one: str | None, other: str) -> bool:
    before, after = (at(one) if one else None), at(other)
    return (before and before.timing) == (after and after.timing)
