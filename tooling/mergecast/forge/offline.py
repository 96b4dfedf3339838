"""The offline forge: approvals are lines in commit messages.

``Approved-by: Name <mail> post:ID payload:sha256:...`` in any commit that is reachable
from the publishing branch. ``mergecast approve`` writes it into an empty commit, also
after a merge. The lines are not signed: who can push can write one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mergecast.approvals.ports import Evidence, Version, VersionAt, Yes
from mergecast.errors import GitError
from mergecast.repository.history import Change, changes, mentioning

_APPROVED = re.compile(
    r"^Approved-by: (?P<name>[^<>\n]*?) *<(?P<mail>[^<>\s]+)>"
    r" post:(?P<post>[a-z0-9][a-z0-9-]{2,63})"
    r" payload:(?P<payload>sha256:[0-9a-f]{64})$",
    re.MULTILINE,
)
_CO_AUTHOR = re.compile(
    r"^co-authored-by: [^<\n]*<([^<>\s]+)>", re.MULTILINE | re.IGNORECASE
)


def approval_line(name: str, mail: str, post_id: str, payload: str) -> str:
    """The line by which a person approves a payload of a post."""
    plain = re.sub(r"[<>\s]+", " ", name).strip()
    return f"Approved-by: {plain} <{mail}> post:{post_id} payload:{payload}"


@dataclass(frozen=True, slots=True)
class OfflineForge:
    """Approvals in the history of one branch of a local clone."""

    folder: Path
    main: str

    def evidence(self, post_id: str, version: Version, at: VersionAt) -> Evidence:
        """Look up who made the present payload of a post, and who approved what.

        Raises:
            GitError: the clone is shallow, or the post is not in the branch.
        """
        change = self._decisive(version, at)
        return Evidence(authors(change), tuple(self._yeses(post_id)), change.commit)

    def _decisive(self, version: Version, at: VersionAt) -> Change:
        """The commit that gave the post its present payload, followed by its id."""
        start, bundle = self.main, version.bundle
        while True:
            for change in changes(self.folder, start, bundle):
                before = at(change.parent) if change.parent else None
                if before is None or before.payload != version.payload:
                    return change
                if before.bundle != bundle:
                    # The file was moved here: go on with the path it had before.
                    start, bundle = str(change.parent), before.bundle
                    break
            else:
                raise GitError(f"no commit has '{version.path}'")

    def _yeses(self, post_id: str) -> Iterator[Yes]:
        for change in mentioning(self.folder, self.main, f" post:{post_id} payload:"):
            for found in _APPROVED.finditer(change.message):
                if found["post"] == post_id:
                    yield Yes(
                        found["name"], found["mail"], found["payload"], change.commit
                    )


def authors(change: Change) -> frozenset[str]:
    """The author and co-authors of a change, by mail address in one letter case."""
    mails = {change.mail, *_CO_AUTHOR.findall(change.message)}
    return frozenset(mail.casefold() for mail in mails)
