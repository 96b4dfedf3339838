"""Which change on the publishing branch gave a post its words, and which its time."""

from __future__ import annotations

from pathlib import Path

from mergecast.approvals.ports import Version, VersionAt
from mergecast.errors import GitError
from mergecast.repository.history import Change, changes


def decisive(
    folder: Path, main: str, version: Version, at: VersionAt
) -> tuple[Change, Change]:
    """What gave the post its payload, and its time: followed by its id.

    Of the first-parent changes back from ``main``, the last that made the payload what
    it is; changes of layout, owner or path do not count.

    Raises:
        GitError: the history is not here, or the post is not in the branch.
    """
    start, bundle = main, version.bundle
    beside = version.beside
    moved: Change | None = None
    while True:
        for change in changes(folder, start, (*bundle, *beside)):
            before = at(change.parent) if change.parent else None
            new = before is None or before.payload != version.payload
            if moved is None and (
                new or before is None or before.timing != version.timing
            ):
                moved = change
            if new or before is None:
                return change, moved or change
            if before.bundle != bundle:
                # The file was moved here: go on with the path it had before.
                start, bundle = str(change.parent), before.bundle
                break
        else:
            raise GitError(f"no commit has '{version.path}'")
