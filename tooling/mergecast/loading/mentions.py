"""Find posts of a commit by what their files say; not every file has to be read."""

from __future__ import annotations

from mergecast.loading import paths
from mergecast.repository.git import Git


def posts_with(git: Git, commit: str, words: str) -> list[str]:
    """Post files in which ``words`` stand somewhere; the caller reads them properly.

    Raises:
        GitError: no repository, or no such commit.
    """
    listing = git.run(
        *("grep", "-l", "-z", "--fixed-strings", "-e", words, commit),
        *("--", "calendar"),
        ok=(0, 1),
    )
    names = listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
    found = [name.partition(":")[2] for name in names]
    return [path for path in found if paths.is_post(path)]
