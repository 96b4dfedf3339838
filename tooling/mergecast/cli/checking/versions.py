"""What a post was in a commit, when it was to go out, and whether it shows news."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mergecast.approvals.facts import facts, kept_out, timing
from mergecast.approvals.ports import Evidence, Version
from mergecast.approvals.timing import Timing
from mergecast.cli.wiring import Published
from mergecast.dispatch.target import Target
from mergecast.errors import WorkspaceError
from mergecast.loading import paths
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import CommitTree

BESIDE = (paths.SETTINGS,)
"""What the times of a post depend on beside its own files: the zones of accounts."""


@dataclass(frozen=True)
class Grounds:
    """Settings and campaigns as commits have them, each state of them read once.

    When a post goes out is read as its reviewers could read it: with the zones and the
    campaigns of their commit, not with those of today.
    """

    source: Published
    _known: dict[tuple[object, ...], Workspace | None] = field(default_factory=dict)
    _keys: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def at(self, commit: str) -> Workspace | None:
        """The workspace of a commit; None where its settings cannot be read."""
        key, now = self._key(commit), self._key(self.source.commit)
        if key == now:
            return self.source.space
        if key not in self._known:
            self._known[key] = self._read(commit)
        return self._known[key]

    def _key(self, commit: str) -> tuple[object, ...]:
        if commit not in self._keys:
            tree = CommitTree(self.source.git, commit)
            self._keys[commit] = tuple(tree.entries(paths.SETTINGS, paths.CAMPAIGNS))
        return self._keys[commit]

    def _read(self, commit: str) -> Workspace | None:
        from mergecast.loading.workspace import (  # noqa: PLC0415 - seldom another one
            usable,
        )

        try:
            return usable(CommitTree(self.source.git, commit))
        except WorkspaceError:
            return None


@dataclass(frozen=True)
class Versions:
    """The versions of a post in commits, each looked up once."""

    source: Published
    post: Post
    grounds: Grounds | None = None
    _known: dict[str, Version | None] = field(default_factory=dict)

    def __call__(self, commit: str) -> Version | None:
        """What the post was in a commit."""
        if commit not in self._known:
            self._known[commit] = self._find(commit)
        return self._known[commit]

    def _find(self, commit: str) -> Version | None:
        from mergecast.loading import bundle  # noqa: PLC0415 - only for what is due

        now = self.source.space
        accounts = now.settings.accounts
        found = bundle.find(self.source.git, commit, self.post.id, self.post.path)
        known = bundle.digest(found, accounts, self.post.date) if found else None
        if found is None or known is None:
            return None
        there = (self.grounds or Grounds(self.source)).at(commit)
        space = there or now
        post = found.on(self.post.date)
        when = schedule(post, space.settings)
        sort = facts(post, accounts, when, space.campaigns)
        sort = kept_out(sort, post, accounts, space.blackouts)
        at = replace(timing(post, when), barriers=sort.barriers)
        if there is None:
            at = Timing(said=f"{paths.SETTINGS} cannot be read")
        return Version(post.path, found.files, known, at, BESIDE, sort)


def is_new(source: Published, target: Target, evidence: Evidence) -> bool:
    """Whether some file of a post was not there, or in no other post, before it."""
    from mergecast.loading.first_use import is_first_use  # noqa: PLC0415 - seldom asked

    files = [path for path in target.bundle if path != target.post.path]
    return is_first_use(
        source.git, source.commit, evidence.change, files, target.post.id
    )
