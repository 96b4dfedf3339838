"""What names mean in a repository: commits, the point where they part, remotes."""

from __future__ import annotations

from mergecast.errors import GitError
from mergecast.repository.git import Git


def find_commit(git: Git, name: str) -> str | None:
    """The commit that ``name`` means (a branch, tag or id); None where it means none.

    Raises:
        GitError: there is no repository to ask.
    """
    asked = ("--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return git.text("rev-parse", *asked, ok=(0, 1)) or None


def commit_of(git: Git, name: str) -> str:
    """The commit that ``name`` means.

    Raises:
        GitError: nothing has that name, or it is no commit.
    """
    found = find_commit(git, name)
    if found is None:
        raise no_such_commit(name)
    return found


def no_such_commit(name: str) -> GitError:
    """What to say where somebody named something that is no commit here."""
    return GitError(
        f"'{name}' is not a commit, branch or tag here",
        hint="fetch it first, or name another",
    )


def merge_base(git: Git, one: str, other: str) -> str:
    """The commit at which two histories parted; ``one`` itself if they never met."""
    found = git.text("merge-base", "--end-of-options", one, other, ok=(0, 1))
    return found or one


def is_ancestor(git: Git, one: str, other: str) -> bool:
    """Whether the history of ``other`` has ``one``, both ids; no if one is not here."""
    asked = ("merge-base", "--end-of-options", one, other)
    return git.text(*asked, ok=(0, 1, 128)) == one


def has_remote(git: Git, name: str) -> bool:
    """Whether a remote has this name; a plain clone's own file says so at once."""
    try:
        text = (git.directory / ".git/config").read_text("utf-8", "replace")
    except OSError:
        text = ""
    return f'[remote "{name}"]' in text or name in remotes(git)


def remotes(git: Git) -> tuple[str, ...]:
    """The names of all remotes."""
    return tuple(git.text("remote").split())
