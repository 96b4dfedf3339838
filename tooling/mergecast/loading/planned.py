"""The posts of the days to come, as far as the balance of work needs them."""

from __future__ import annotations

from datetime import datetime, timedelta

from mergecast.dispatch.readset import in_window, months
from mergecast.loading import build, paths
from mergecast.loading.recurring import occurring
from mergecast.loading.workspace import read
from mergecast.model.schedule import schedule
from mergecast.model.settings import Settings
from mergecast.people.workload import Planned
from mergecast.planning.recurrence import Span
from mergecast.repository.trees import REGULAR, Tree

_DAY = timedelta(days=1)


def planned(
    tree: Tree, settings: Settings, start: datetime, end: datetime
) -> tuple[Planned, ...]:
    """The posts that go out between two instants; broken files are left out."""
    first, last = (start - _DAY).date(), (end + _DAY).date()
    wanted = [
        entry
        for entry in tree.entries(*months(first, last))
        if entry.mode in REGULAR
        and in_window(entry.path, first, last)
        and paths.is_post(entry.path)
    ]
    found = []
    once = (
        build.post(path, data)
        for path, raw in tree.read_many(wanted)
        if (data := read(path, raw, "post").data) is not None
    )
    for post in (*once, *occurring(tree, Span(first, last))):
        at = schedule(post, settings).at
        if post.text("retract") is None and (at is None or start <= at < end):
            owner = post.text("owner")
            bucket = post.text("bucket")
            found.append(
                Planned(post.path, post.name, owner, post.accounts, at, bucket)
            )
    far = datetime.max.replace(tzinfo=start.tzinfo)
    return tuple(sorted(found, key=lambda each: (each.at or far, each.path)))
