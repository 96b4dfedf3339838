"""Which posts somebody asks about: the window, one post, or a day of a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from mergecast.cli.wiring import Published
from mergecast.dispatch.readset import open_keys
from mergecast.dispatch.target import Found
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading import bundle
from mergecast.loading.due import CommitCalendar
from mergecast.loading.mentions import posts_with
from mergecast.loading.targets import read_targets
from mergecast.model.key import Key, KeyFormatError, is_reserved
from mergecast.model.post import Post
from mergecast.planning.recurrence import Span

_AHEAD = timedelta(days=7)


def read_posts(
    source: Published, view: Snapshot, post: str | None, now: datetime
) -> Found:
    """The targets of the window, or of one post wherever it lies."""
    calendar = CommitCalendar(source.tree, source.space, _AHEAD)
    read = calendar.read(view.tick(), now)
    if post is None:
        return _with_lately(read, source, view)
    asked = named(post)
    targets = tuple(each for each in read.targets if _is_about(each.post, asked))
    if targets:
        return Found(targets)
    made = bundle.find(source.git, source.commit, asked.post)
    if made is None:
        return Found(())
    days = Span.only({(asked.post, asked.date)} if asked.date else ())
    entries = source.tree.entries(made.post.path)
    return read_targets(source.tree, entries, source.space, days=days)


def named(text: str) -> Key:
    """What somebody asks for: a post, a series, or one of its days."""
    try:
        return Key.parse(text)
    except KeyFormatError:
        return Key(text)


def _is_about(post: Post, asked: Key) -> bool:
    return post.id == asked.post and asked.date in {None, post.date}


def _with_lately(read: Found, source: Published, view: Snapshot) -> Found:
    """With the posts of the newest events, wherever their files lie."""
    known = {(each.post.id, each.post.date) for each in read.targets}
    keys = known_keys(source, view, None)
    lately = {(key.post, key.date) for key in keys} - known
    if not lately:
        return read
    ids = sorted({post for post, _ in lately})
    names = posts_with(source.git, source.commit, *ids)
    entries = source.tree.entries(*names) if names else []
    days = Span.only({(post, day) for post, day in lately if day})
    more = read_targets(source.tree, entries, source.space, days=days).targets
    found = tuple(each for each in more if (each.post.id, each.post.date) in lately)
    return replace(read, targets=(*read.targets, *found))


def known_keys(source: Published, view: Snapshot, post: str | None) -> list[Key]:
    """Parts that the ledger knows: what is lately or still open, or those of a post."""
    last = view.tick()
    carried = last.carry.values() if last else ()
    lately = [key for entry in carried for key in open_keys(entry)]
    lately += [Key.parse(key) for key in view.tail.last if not is_reserved(key)]
    if post is None:
        return list(dict.fromkeys(lately))
    asked = Key(named(post).post, named(post).date)
    older = [
        key
        for account in source.space.settings.accounts
        for key in _while_recorded(view, replace(asked, account=account))
    ]
    return list(dict.fromkeys([*older, *(k for k in lately if asked.covers(k))]))


def _while_recorded(view: Snapshot, target: Key) -> Iterator[Key]:
    for number in count(1):
        key = replace(target, part=number)
        if view.state(key) is None:
            return
        yield key
        if view.state(key.deletion) is not None:
            yield key.deletion
