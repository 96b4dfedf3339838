"""Judge posts that are new or moved on a branch, by the clock and the ledger."""

from __future__ import annotations

from datetime import datetime

from mergecast import checks
from mergecast.checks.base import AsOf, Context
from mergecast.checks.runner import active, check_as_of
from mergecast.findings import Finding
from mergecast.inspection.look import located, readable
from mergecast.inspection.place import Where
from mergecast.inspection.present import KnownIds
from mergecast.loading.workspace import load
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.repository.trees import CommitTree


def judge(
    where: Where, base: str, posts: list[str], now: datetime, known_ids: KnownIds
) -> tuple[Finding, ...]:
    """What as-of checks say of the posts at these paths, against a base commit."""
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
        as_of = AsOf(now, _is_new(post, old), known_ids([post]), old is not None)
        when = schedule(post, loaded.workspace.settings)
        context = Context(loaded.workspace, when)
        found += located(check_as_of(post, context, as_of, wanted), text)
    return tuple(found)


def _is_new(post: Post, old: Post | None) -> bool:
    """New here, or given another time than the publishing branch has."""
    times = ("publish_at", "until", "timezone", "which")
    return old is None or any(
        post.data.get(name) != old.data.get(name) for name in times
    )
