"""What a post was in a commit, and whether it shows something new."""

from __future__ import annotations

from dataclasses import dataclass, field

from mergecast.approvals.facts import timing
from mergecast.approvals.ports import Evidence, Version
from mergecast.cli.wiring import Published
from mergecast.dispatch.target import Target
from mergecast.model.post import Post
from mergecast.model.schedule import schedule


@dataclass(frozen=True)
class Versions:
    """The versions of a post in commits, each looked up once."""

    source: Published
    post: Post
    _known: dict[str, Version | None] = field(default_factory=dict)

    def __call__(self, commit: str) -> Version | None:
        """What the post was in a commit."""
        if commit not in self._known:
            self._known[commit] = self._find(commit)
        return self._known[commit]

    def _find(self, commit: str) -> Version | None:
        from mergecast.loading import bundle  # noqa: PLC0415 - only for what is due

        settings = self.source.space.settings
        found = bundle.find(self.source.git, commit, self.post.id, self.post.path)
        known = bundle.digest(found, settings.accounts) if found else None
        if found is None or known is None:
            return None
        when = timing(found.post, schedule(found.post, settings))
        return Version(found.post.path, found.files, known, when)


def is_new(source: Published, target: Target, evidence: Evidence) -> bool:
    """Whether some file of a post was not there, or in no other post, before it."""
    from mergecast.loading.first_use import is_first_use  # noqa: PLC0415 - seldom asked

    files = [path for path in target.bundle if path != target.post.path]
    return is_first_use(
        source.git, source.commit, evidence.change, files, target.post.id
    )
