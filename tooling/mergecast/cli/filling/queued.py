"""The drafts of the queue: which may go into slots, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mergecast.cli.filling.ground import Ground
from mergecast.cli.filling.slot_of_post import zone_of_slots
from mergecast.errors import GitError, UsageError
from mergecast.loading import build, paths
from mergecast.loading.workspace import read
from mergecast.model.moments import UnknownZoneError
from mergecast.model.post import Post
from mergecast.model.schedule import QUEUE, TimeTrouble, schedule
from mergecast.planning.filling import Draft, Left
from mergecast.repository.ages import first_added
from mergecast.repository.trees import REGULAR

_NEW = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, the oldest first; ``left`` is what cannot go into any slot.

    ``zones`` is whose clock each draft gets its time by, by its path.
    """

    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]
    zones: Mapping[str, str]


def queue(base: Ground, account: str | None) -> Queue:
    """The drafts of the queue, or those of one account."""
    drafts: list[Draft] = []
    left: list[Left] = []
    zones: dict[str, str] = {}
    ages = _ages(base)
    for path, post in _posts(base):
        if post is None:
            left.append(Left("", path, "it cannot be read: run `mergecast check`"))
            continue
        if account is not None and account not in post.accounts:
            continue
        try:
            zones[path] = zone_of_slots(base, post)
            found = _draft(base, post, zones[path], ages.get(path, len(ages)))
        except UsageError as error:
            found = Left(post.id, path, error.message)
        except UnknownZoneError as unknown:
            found = Left(post.id, path, f"'{unknown}' is no time zone")
        if isinstance(found, Draft):
            drafts.append(found)
        else:
            left.append(found)
    return Queue(tuple(drafts), tuple(left), zones)


def _posts(base: Ground) -> Iterator[tuple[str, Post | None]]:
    tree = base.where.tree
    entries = [
        each
        for each in tree.entries(QUEUE.rstrip("/"))
        if paths.is_post(each.path) and each.mode in REGULAR
    ]
    for path, raw in tree.read_many(entries):
        data = read(path, raw, "post").data
        yield path, None if data is None else build.post(path, data)


def _draft(base: Ground, post: Post, zone: str, age: int) -> Draft | Left:
    if post.publish_at is not None:
        return Left(post.id, post.path, "it has a time already: `mergecast move` it")
    unknown = [key for key in post.accounts if key not in base.settings.accounts]
    if unknown:
        return Left(post.id, post.path, f"there is no account '{unknown[0]}'")
    when = schedule(post, base.settings)
    if when.trouble is TimeTrouble.ZONES_DIFFER:
        why = "the zones of its accounts differ: say with 'timezone' which is meant"
        return Left(post.id, post.path, why)
    if when.trouble is not None:
        return Left(post.id, post.path, f"its '{when.field}' is no time there is")
    ends = (when.not_before, when.until)
    start, end = base.bounds(post.text("campaign"), zone, ends)
    bucket = post.text("bucket")
    return Draft(post.id, post.path, post.accounts, age, bucket, start, end)


def _ages(base: Ground) -> dict[str, int]:
    """The place of each draft in the queue: first in, first out, then by its path."""
    names = [each.path for each in base.where.tree.entries(QUEUE.rstrip("/"))]
    added: dict[str, datetime] = {}
    if base.where.git is not None and base.where.commit is not None:
        try:
            added = first_added(base.where.git, base.where.commit, QUEUE)
        except GitError:
            added = {}
    names.sort(key=lambda name: (added.get(name, _NEW), name))
    return {name: number for number, name in enumerate(names)}
