"""The version of a holding statement that a post was made from, by git's id of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mergecast.errors import GitError
from mergecast.loading import shelf
from mergecast.loading.workspace import read
from mergecast.model.post import Post
from mergecast.model.statement import FOLDER, Statement, StatementFact
from mergecast.repository.git import Git

_UNSAID = StatementFact()


@dataclass(slots=True)
class StatementReader:
    """Statements as they are, and from git's objects as they once were."""

    now: Mapping[str, Statement]
    git: Git | None = None
    _known: dict[tuple[str, str], StatementFact] = field(default_factory=dict)

    def fact(self, post: Post) -> StatementFact:
        """What is known of the statement that a post names."""
        said = post.data.get("statement")
        if not isinstance(said, Mapping):
            return _UNSAID
        name, blob = str(said.get("id")), str(said.get("blob"))
        there = self.now.get(name)
        if there is not None and there.blob == blob:
            return StatementFact(there, certain=True)
        if (name, blob) not in self._known:
            self._known[name, blob] = self._before(name, blob)
        return self._known[name, blob]

    def _before(self, name: str, blob: str) -> StatementFact:
        """The version of a file that is not there any more in this form."""
        if self.git is None:
            return _UNSAID
        try:
            if self.git.text("cat-file", "-t", blob, ok=(0, 128)) != "blob":
                shallow = self.git.text("rev-parse", "--is-shallow-repository")
                return StatementFact(None, certain=shallow != "true")
            raw = self.git.run("cat-file", "blob", blob)
        except GitError:
            return _UNSAID
        data = read(f"{FOLDER}/{name}.yaml", raw, "statement").data
        if data is None or data["id"] != name:
            return StatementFact(None, certain=True)
        return StatementFact(shelf.old_statement(raw, data), certain=True)
