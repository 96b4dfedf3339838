"""The commit that a review is about: brought here, and its pull request found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mergecast.cli.session import Session
from mergecast.repository.bringing import bring, is_id
from mergecast.repository.git import Git

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi


def bring_commit(session: Session, name: str) -> None:
    """Fetch a commit that is named by its id, where it is not here.

    Raises:
        GitError: the remote does not have it either.
    """
    if not is_id(name):
        return
    from mergecast.cli.wiring import publishing  # noqa: PLC0415 - half of a warm check

    git = Git(session.workspace)
    bring(git, publishing(git).remote, name)


def pull_of(session: Session, api: GitHubApi, name: str) -> int | None:
    """The open pull request that ends in a commit; None where there is none.

    Raises:
        MergecastError: no such commit, or the forge does not tell.
    """
    from mergecast.cli.wiring import publishing  # noqa: PLC0415 - half of a warm check
    from mergecast.forge.github_heads import (  # noqa: PLC0415 - needs requests
        pull_of_head,
    )
    from mergecast.repository.refs import commit_of  # noqa: PLC0415 - only for a review

    git = Git(session.workspace)
    return pull_of_head(api, commit_of(git, name), publishing(git).branch)
