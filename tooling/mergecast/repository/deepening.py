"""Give a shallow clone its history back, without the contents of old files."""

from __future__ import annotations

from mergecast.errors import GitError
from mergecast.repository.git import Git


def deepen(git: Git, remote: str | None, branch: str) -> None:
    """Fetch the whole history of a branch where only a part of it is here.

    Raises:
        GitError: there is no remote, or it gives no more: whatever is asked of such a
            history would be a guess.
    """
    if git.text("rev-parse", "--is-shallow-repository") != "true":
        return
    if remote is None:
        raise GitError(
            "this clone is shallow and has no remote: who changed what cannot be known",
            hint="clone the whole repository",
        )
    git.run(
        *("fetch", "--unshallow", "--filter=blob:none", "--no-tags", "--quiet"),
        *("--no-write-fetch-head", "--end-of-options", remote),
        f"+refs/heads/{branch}:refs/mergecast/{branch}",
    )
