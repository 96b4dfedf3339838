"""Where branches are now, asked in one go: nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mergecast.repository.git import Git


def tips(git: Git, remote: str | None, branches: Sequence[str]) -> Mapping[str, str]:
    """The newest commit of each branch that there is, on the remote or here.

    Raises:
        GitError: no answer.
    """
    refs = [f"refs/heads/{branch}" for branch in branches]
    if remote is None:
        form = "--format=%(objectname)\t%(refname)"
        answer = git.text("for-each-ref", form, "--", *refs)
    else:
        answer = git.text("ls-remote", "--quiet", "--end-of-options", remote, *refs)
    lines = (line.partition("\t") for line in answer.split("\n") if line)
    found = {ref.removeprefix("refs/heads/"): commit for commit, _, ref in lines}
    # A pattern matches the end of a name, too: refs/heads/old/refs/heads/main.
    return {name: commit for name, commit in found.items() if name in branches}
