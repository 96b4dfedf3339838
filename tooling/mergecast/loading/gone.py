"""Which targets of the last tick the publishing branch has no more, and why.

A post is followed by its id: a file that was moved or renamed is not gone, nor is one
of two files with the same id. What looks gone is looked for in the whole calendar once,
in the tick that sees the change; from then on its return is a change like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeAlias

from mergecast.dispatch.readset import in_window, open_keys, paths_of
from mergecast.dispatch.target import Found, Missing
from mergecast.errors import WorkspaceError
from mergecast.loading import paths
from mergecast.loading.mentions import posts_with
from mergecast.loading.recurring import post_in, readable
from mergecast.loading.targets import read_targets
from mergecast.model.key import Key
from mergecast.model.ledger_state import Tick
from mergecast.model.post import Post
from mergecast.model.schedule import QUEUE, schedule
from mergecast.model.settings import Account
from mergecast.model.workspace import Workspace
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Span, occurrences
from mergecast.repository.trees import CommitTree, Entry

_A_DAY = timedelta(days=1)

GONE = "its file is gone from the publishing branch"
BROKEN = "its file cannot be read"
QUEUED = "it was put back into the queue"
NO_DAY = "its series does not come on that day any more"

Name: TypeAlias = tuple[str, str]
"""A target by its names: the post's (with the day) and the account's key."""


@dataclass(frozen=True, slots=True)
class Before:
    """The commit that is read now, and what is known of the last tick's.

    ``differing`` are the files of the calendar that changed since; none where that is
    not known, and then every file was read. ``days`` are those that series were read
    for.
    """

    tree: CommitTree
    space: Workspace
    last: Tick
    differing: frozenset[str]
    days: Span


def compared(found: Found, read_now: Sequence[Entry], before: Before) -> Found:
    """``found`` with what is missing, and with files that share an id with it.

    Raises:
        GitError: the calendar cannot be searched.
    """
    former = list(_old_posts(before))
    old = {post.path: post for post in former if post.date is None}
    known = {post.id for post in former}
    present = {each.post.id for each in found.targets}
    new = {each.post.id for each in found.targets if each.post.path in before.differing}
    lost = {
        post.id
        for post in old.values()
        if post.id not in present and post.path not in found.broken
    }
    elsewhere = _elsewhere(before.tree, lost | (new - known), found)
    twins = [
        entry
        for entry, post in elsewhere.values()
        if post is not None and not entry.path.startswith(QUEUE)
    ]
    if twins:
        entries = {entry.path: entry for entry in (*read_now, *twins)}
        found = read_targets(
            before.tree, entries.values(), before.space, days=before.days
        )
    stray = {
        name: entry.path
        for name, (entry, post) in elsewhere.items()
        if post is None or entry.path.startswith(QUEUE)
    }
    there = {each.post.id for each in found.targets} | (elsewhere.keys() - stray.keys())
    here = frozenset(entry.path for entry in read_now)
    look = _Look(found, before, there, stray, here)
    days = [post for post in former if post.date is not None]
    missing = (*_lost(old.values(), look), *_lost_days(days, look), *_carried(look))
    return replace(found, missing=tuple(_once(missing)))


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found: ids that a post has, and files that stand for one that has not.

    ``stray`` are those files by id: broken ones, and drafts in the queue. ``here`` are
    the files that were read.
    """

    found: Found
    before: Before
    there: Collection[str]
    stray: Mapping[str, str]
    here: Collection[str] = ()

    @property
    def names(self) -> set[Name]:
        """The targets that were read, by name."""
        return {(each.post.name, each.account.key) for each in self.found.targets}

    def why(self, path: str) -> str:
        """Why there is no target in a file."""
        if path.startswith(QUEUE):
            return QUEUED
        if path in self.found.broken or path in self.stray.values():
            return BROKEN
        return NO_DAY if paths.is_series(path) and path in self.here else GONE


def _old_posts(before: Before) -> Iterator[Post]:
    """The posts that the changed files held at the last tick, and days of series."""
    wanted = [path for path in before.differing if _counts(path)]
    if not wanted:
        return
    tree = CommitTree(before.tree.git, before.last.main)
    try:
        for path, raw in tree.read_many(tree.entries(*sorted(wanted))):
            series = readable(path, raw) if paths.is_series(path) else None
            if series is not None:
                with suppress(DayRuleError):  # then none of its days ever came
                    yield from occurrences(series, before.days)
            elif (post := post_in(path, raw)) is not None:
                yield post
    except WorkspaceError:
        # A clone without old contents: what was deleted in it cannot be told.
        return


def _counts(path: str) -> bool:
    return paths.goes_out(path) and not path.startswith(QUEUE)


def _elsewhere(
    tree: CommitTree, ids: set[str], found: Found
) -> Mapping[str, tuple[Entry, Post | None]]:
    """Files that were not read and have one of the ids, or may: they are broken."""
    if not ids:
        return {}
    seen = {each.post.path for each in found.targets}
    named = posts_with(tree.git, tree.commit, *ids)
    entries = {each.path: each for each in tree.entries(*named)} if named else {}
    there: dict[str, tuple[Entry, Post | None]] = {}
    for path, raw in tree.read_many(entries.values()):
        if path in seen:
            continue
        post = post_in(path, raw)
        for name in ids:
            if post is None and name.encode() in raw:
                there.setdefault(name, (entries[path], None))
            elif post is not None and post.id == name:
                there[name] = (entries[path], post)
    return there


def _lost(old: Iterable[Post], look: _Look) -> Iterator[Missing]:
    """Targets that a changed file held at the last tick."""
    names = look.names
    for post in old:
        for account in _accounts(post, look.before.space):
            if (post.id, account.key) in names or not _matters(post, look.before):
                continue
            path = look.stray.get(post.id, post.path)
            reason = look.why(path)
            if post.id in look.there:
                reason = f"'{account.key}' is no longer among its accounts"
            gone = reason not in {BROKEN, QUEUED}
            yield Missing(post.id, path, reason, gone, tuple(_keys(post, account)))


def _lost_days(days: Iterable[Post], look: _Look) -> Iterator[Missing]:
    """Days of a series that it had at the last tick, in a file that changed since."""
    names = look.names
    known = {post.post.name for post in look.found.targets}
    for post in days:
        for account in _accounts(post, look.before.space):
            if (post.name, account.key) in names:
                continue
            reason = look.why(post.path)
            if post.name in known:
                reason = f"'{account.key}' is no longer among its accounts"
            yield Missing(
                *(post.name, post.path, reason, reason != BROKEN),
                tuple(_keys(post, account)),
            )


def _carried(look: _Look) -> Iterator[Missing]:
    """Targets that an earlier tick missed, and that are not back."""
    names = look.names
    for name, entry in look.before.last.carry.items():
        path = next(iter(paths_of(entry)), "")
        reason = look.why(path)
        by_account: dict[str, list[Key]] = {}
        for key in open_keys(entry):
            if (name, key.account) not in names:
                by_account.setdefault(key.account or "", []).append(key)
        for keys in by_account.values():
            gone = reason in {GONE, NO_DAY}
            yield Missing(name, path, reason, gone, tuple(keys))


def _once(missing: Iterable[Missing]) -> Iterator[Missing]:
    """What was lost just now is known better than what was carried of it."""
    seen: set[tuple[str, str | None]] = set()
    for each in missing:
        name = (each.post, each.keys[0].account)
        if name not in seen:
            seen.add(name)
            yield each


def _accounts(post: Post, space: Workspace) -> Iterator[Account]:
    for key in post.accounts:
        account = space.settings.accounts.get(key)
        if account is not None and not account.sample:
            yield account


def _keys(post: Post, account: Account) -> Iterator[Key]:
    count = len(post.parts_for(account.key, account.network))
    for part in range(1, count + 1):
        yield Key(post.id, post.date, account.key, part)


def _matters(post: Post, before: Before) -> bool:
    """Whether the last tick had to do with it; what was long over is nobody's loss."""
    last, settings = before.last, before.space.settings
    if post.publish_at is None:
        return False
    at = schedule(post, settings).at
    longest = max(settings.publishing.late.window or _A_DAY, _A_DAY)
    recent = at is None or at > last.at - longest - _A_DAY
    return (
        recent
        or post.id in last.carry
        or in_window(post.path, (last.at - longest - _A_DAY).date(), last.at.date())
    )
