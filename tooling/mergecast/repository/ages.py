"""When files last changed, as the history at hand has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from mergecast.repository.git import Git


def last_changed(git: Git, commit: str, paths: Collection[str]) -> dict[str, datetime]:
    """The time of the newest commit that changed each file; unknown ones are left out.

    One look at the history, however many files.

    Raises:
        GitError: git failed.
    """
    if not paths:
        return {}
    folders = sorted({path.rpartition("/")[0] for path in paths})
    listing = git.run(
        *("log", "--format=%x01%ct", "--name-only", "--no-renames", "-z"),
        *("--diff-merges=first-parent", "--end-of-options", commit, "--", *folders),
    )
    found: dict[str, datetime] = {}
    wanted = set(paths)
    for at, names in _listed(listing):
        for name in names:
            if name in wanted:
                found.setdefault(name, at)
    return found


def first_added(git: Git, commit: str, folder: str) -> dict[str, datetime]:
    """When each file under a folder came there last, as the history at hand has it.

    Raises:
        GitError: git failed.
    """
    listing = git.run(
        *("log", "--format=%x01%ct", "--name-only", "--no-renames", "-z"),
        *("--diff-filter=A", "--diff-merges=first-parent"),
        *("--end-of-options", commit, "--", folder),
    )
    found: dict[str, datetime] = {}
    for at, names in _listed(listing):
        for name in names:
            found.setdefault(name, at)
    return found


def _listed(listing: bytes) -> Iterator[tuple[datetime, list[str]]]:
    """The time and the files of each commit, the newest first."""
    for piece in listing.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        stamp, _, names = piece.partition("\0")
        files = [each for each in names.lstrip("\n").split("\0") if each]
        yield datetime.fromtimestamp(int(stamp), UTC), files
