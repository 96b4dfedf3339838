"""Find posts of a commit by what their files say; not every file has to be read."""

from __future__ import annotations

from mergecast.loading import paths
from mergecast.repository.git import Git


def posts_with(git: Git, commit: str, *words: str) -> list[str]:
    """Posts and series in which one of ``words`` stands; the caller reads the files.

    From the top of the repository, in whichever of its folders git runs.

    Raises:
        GitError: no repository, or no such commit.
    """
    listing = git.run(
        *("grep", "-l", "-z", "--full-name", "--fixed-strings", "-f", "-", commit),
        *("--", ":(top,literal)calendar"),
        stdin="".join(f"{each}\n" for each in words).encode(),
        ok=(0, 1),
        env={"GIT_LITERAL_PATHSPECS": "0"},
    )
    names = listing.decode("utf-8", "surrogateescape").split("\0")[:-1]
    found = [name.partition(":")[2] for name in names]
    return [path for path in found if paths.goes_out(path)]
