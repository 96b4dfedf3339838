"""What older open pull requests propose, so that the later of two is told so."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mergecast.cli.session import Session
from mergecast.cli.wiring import publishing
from mergecast.errors import GitError, MergecastError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_heads import earlier_heads
from mergecast.inspection.crowding import Rival
from mergecast.loading.between import posts_of
from mergecast.model.post import Post
from mergecast.repository.bringing import bring_all
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git
from mergecast.repository.refs import commit_of, merge_base
from mergecast.repository.trees import CommitTree

_MOST = 30
"""Pull requests that are looked at: one question to the forge, and one fetch."""
_TIMES = ("publish_at", "until", "timezone", "which", "accounts")


def open_rivals(session: Session, api: GitHubApi, number: int) -> tuple[Rival, ...]:
    """The posts that older open pull requests add or move.

    A review is not stopped by what cannot be known of others.
    """
    git = Git(session.workspace)
    settings = publishing(git)
    try:
        heads = earlier_heads(api, number, settings.branch, _MOST)
        here = bring_all(git, settings.remote, heads.values())
        main = commit_of(git, f"refs/remotes/{settings.remote}/{settings.branch}")
    except MergecastError as error:
        click.echo(
            f"other open pull requests are not looked at: {error.message}", err=True
        )
        return ()
    return tuple(
        Rival(post, f"in pull request #{pull}, which is older and open")
        for pull, commit in sorted(heads.items())
        if commit in here
        for post in _proposed(git, main, commit)
    )


def _proposed(git: Git, main: str, commit: str) -> Iterator[Post]:
    """The posts that a branch adds, or gives another time."""
    try:
        start = merge_base(git, main, commit)
        files = changed(git, start, State(commit), ("calendar",))
        before = {each.id: each for each in posts_of(CommitTree(git, start), files)}
        found = list(posts_of(CommitTree(git, commit), files))
    except GitError:
        return
    for post in found:
        old = before.get(post.id)
        if old is None or any(post.data.get(n) != old.data.get(n) for n in _TIMES):
            yield post
