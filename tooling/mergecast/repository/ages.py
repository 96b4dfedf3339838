"""When files last changed, as the history at hand has it."""

from __future__ import annotations

from collections.abc import Collection
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
    for piece in listing.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        stamp, _, names = piece.partition("\0")
        at = datetime.fromtimestamp(int(stamp), UTC)
        for name in names.lstrip("\n").split("\0"):
            if name in wanted:
                found.setdefault(name, at)
    return found
