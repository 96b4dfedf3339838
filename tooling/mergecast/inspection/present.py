"""What can be said of posts only now: of those that are new on this branch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from mergecast import checks
from mergecast.checks.base import AsOf, Context
from mergecast.checks.runner import Stamped, active, check_as_of
from mergecast.errors import GitError
from mergecast.findings import Finding
from mergecast.inspection.look import located, readable
from mergecast.inspection.place import Where
from mergecast.loading import paths
from mergecast.loading.workspace import load
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git
from mergecast.repository.trees import CommitTree

Recorded = Callable[[Iterable[Post]], frozenset[str]]
"""The ids, among those of some posts, that the ledger already knows."""


def publishing_commit(git: Git, publishing: tuple[str, str, str]) -> str | None:
    """The publishing branch as it was last seen here; None where it never was."""
    remote, branch, _ = publishing
    for ref in (f"refs/remotes/{remote}/{branch}", f"refs/heads/{branch}"):
        found = git.text(
            "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", ok=(0, 1, 128)
        )
        if found:
            return found
    return None


def findings_now(
    where: Where, publishing: tuple[str, str, str], now: datetime, recorded: Recorded
) -> tuple[Finding, ...]:
    """What as-of checks say of posts that are new or moved against publishing."""
    if where.git is None or where.commit is None:
        return ()
    base = publishing_commit(where.git, publishing)
    if base is None or (base == where.commit and not where.dirty):
        return ()
    state = State(where.commit if isinstance(where.tree, CommitTree) else None)
    try:
        differing = changed(where.git, base, state, ("calendar",))
    except GitError:
        return ()
    posts = [path for path in sorted(differing) if paths.kind(path) is paths.Kind.POST]
    return _judge(where, base, posts, now, recorded) if posts else ()


def _judge(
    where: Where, base: str, posts: list[str], now: datetime, recorded: Recorded
) -> tuple[Finding, ...]:
    loaded = load(where.tree)
    if where.git is None or not loaded.usable:
        return ()
    before = CommitTree(where.git, base)
    differing = [readable(path, before.read(path) or b"") for path in posts]
    known = {found[0].id: found[0] for found in differing if found is not None}
    wanted = active(checks.AS_OF_CHECKS, loaded.workspace.settings.checks)
    found: list[Finding] = []
    for path in posts:
        here = readable(path, where.tree.read(path) or b"")
        if here is None:
            continue
        post, text = here
        old = known.get(post.id)
        as_of = AsOf(now, _is_new(post, old), recorded([post]), old is not None)
        when = schedule(post, loaded.workspace.settings)
        context = Context(loaded.workspace, when)
        said: Iterable[Stamped] = check_as_of(post, context, as_of, wanted)
        found += located(said, text)
    return tuple(found)


def _is_new(post: Post, old: Post | None) -> bool:
    """New here, or given another time than the publishing branch has."""
    times = ("publish_at", "until", "timezone", "which")
    return old is None or any(
        post.data.get(name) != old.data.get(name) for name in times
    )
