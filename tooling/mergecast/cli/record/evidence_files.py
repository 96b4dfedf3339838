"""Which bytes were published: the commit whose post file says what was claimed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from mergecast.cli.wiring import Published
from mergecast.errors import GitError, MergecastError
from mergecast.loading import bundle
from mergecast.loading.media import where
from mergecast.loading.post_media import MediaReader
from mergecast.loading.workspace import usable
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.payload import PartPayload, TargetPayload, post_digest
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Span, occurrences
from mergecast.repository.trees import CommitTree

_MOST = 500
"""Versions of one file that are looked at before it counts as not found."""


@dataclass(frozen=True, slots=True)
class Version:
    """A post as one commit has it: its file, its media, and all that it sends."""

    found: dict[str, Any]
    parts: Mapping[str, PartPayload]


@dataclass(frozen=True)
class Versions:
    """The versions of one post, found by what a part of it sends."""

    source: Published
    post: str
    days: frozenset[str] = frozenset()
    """Of a series, those days of it that are asked about."""
    _known: dict[str, Version | None] = field(default_factory=dict)

    def of(self, payload: str, path: str, likely: list[str]) -> Version | None:
        """The version that some part was sent from.

        Args:
            payload: the digest that was claimed.
            path: where the file was then.
            likely: commits to look at first, if they are part of the branch.
        """
        for commit in self._candidates(path, likely):
            version = self._at(commit, path)
            if version and payload in version.parts:
                return version
        return None

    def _candidates(self, path: str, likely: list[str]) -> Iterator[str]:
        git, tip = self.source.git, self.source.commit
        for commit in likely:
            try:
                git.run("merge-base", "--is-ancestor", "--end-of-options", commit, tip)
            except GitError:
                continue
            yield commit
        asked = ("log", f"-{_MOST}", "--full-history", "--format=%H", tip, "--", path)
        yield from git.text(*asked).split()

    def _at(self, commit: str, path: str) -> Version | None:
        if commit not in self._known:
            self._known[commit] = self._read(commit, path)
        return self._known[commit]

    def _read(self, commit: str, path: str) -> Version | None:
        tree = CommitTree(self.source.git, commit)
        raw = tree.read(path)
        found = bundle.bundle(path, raw, MediaReader(tree)) if raw else None
        if raw is None or found is None or found.post.id != self.post:
            return None
        accounts = self._accounts(tree)
        targets = [
            one
            for post in _said(found, self.days)
            for one in bundle.sent(post, accounts) or ()
        ]
        told = {
            "commit": commit,
            "path": path,
            "sha256": sha256(raw).hexdigest(),
            "base64": b64encode(raw).decode(),
            "media": [
                {"path": where(name) or name, "sha256": fact.sha256}
                for name, fact in sorted(found.media.items())
            ],
            "payload": _approved(found, accounts, targets),
        }
        return Version(
            told, {part.digest: part for one in targets for part in one.parts}
        )

    def _accounts(self, tree: CommitTree) -> Mapping[str, Account]:
        """The accounts of then, too: later settings may not have them any more."""
        now = self.source.space.settings.accounts
        try:
            return {**now, **usable(tree).settings.accounts}
        except MergecastError:
            return now


def _said(found: bundle.Bundle, days: frozenset[str]) -> Sequence[Post]:
    """What goes out of a file: its post, or a series on some days."""
    if found.series is None:
        return (found.post,)
    wanted = {(found.series.id, day) for day in days}
    try:
        return tuple(occurrences(found.series, Span.only(wanted)))
    except DayRuleError:
        return ()


def _approved(
    found: bundle.Bundle,
    accounts: Mapping[str, Account],
    targets: Iterable[TargetPayload],
) -> str:
    """What people approve; of a series it is not what goes out on one of its days."""
    whole = None if found.series is None else bundle.digest(found, accounts)
    return whole or post_digest({one.account: one.digest for one in targets})
