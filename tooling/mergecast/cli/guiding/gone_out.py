"""The posts of days that have passed: what was published, as far as files tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mergecast.inspection.look import readable
from mergecast.loading import paths
from mergecast.model.post import ASAP, Post
from mergecast.repository.trees import REGULAR, Tree


def gone_out(tree: Tree, now: datetime, since: str = "") -> Iterator[tuple[Post, str]]:
    """Posts up to today, each with its file's text, in the order of their paths.

    Args:
        tree: the workspace.
        now: what is later has not gone out yet.
        since: a day or month (``2026-01``); what is before it is left out.
    """
    today = now.date().isoformat()
    entries = [
        entry
        for entry in tree.entries("calendar")
        if paths.is_post(entry.path) and entry.mode in REGULAR
    ]
    for path, raw in tree.read_many(entries):
        found = readable(path, raw)
        if found is None:
            continue
        day = day_of(found[0])
        if day and since <= day <= today:
            yield found


def day_of(post: Post) -> str:
    """The local day of a post, empty for a draft."""
    if post.publish_at == ASAP:
        return (post.text("until") or "")[:10]
    return (post.publish_at or "")[:10]
