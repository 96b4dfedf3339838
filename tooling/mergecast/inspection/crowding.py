"""Who else wants the minute of a post: what others merged since its branch began."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from mergecast.checks.base import Crowd
from mergecast.inspection.going_out import Goes, going_out, pace, timetables
from mergecast.inspection.live import Fork
from mergecast.inspection.place import Where
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.settings import Account
from mergecast.model.workspace import Workspace
from mergecast.planning.timetable import chances, closed, why_not
from mergecast.repository.changes import State, changed
from mergecast.repository.trees import CommitTree

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=31)
_SECOND = timedelta(seconds=1)
MERGED = "merged meanwhile"


@dataclass(frozen=True, slots=True)
class Rival:
    """A post that others brought, and where it is, in words."""

    post: Post
    whose: str = MERGED


def merged_by_others(
    fork: Fork, here: Mapping[str, object], theirs: Iterable[Post]
) -> tuple[Rival, ...]:
    """Those posts of the publishing branch that this one did not touch.

    Args:
        fork: the branch.
        here: the posts of this branch that differ from the publishing one.
        theirs: the posts of the publishing branch that differ from here.
    """
    posts = tuple(theirs)
    if not posts or not here or fork.start == fork.base:
        return ()
    commit = fork.where.commit if isinstance(fork.where.tree, CommitTree) else None
    touched = changed(fork.git, fork.start, State(commit), ("calendar",))
    return tuple(Rival(post) for post in posts if post.path not in touched)


@dataclass(frozen=True)
class Crowding:
    """What a branch's posts are compared with, and where else there would be room."""

    where: Where
    space: Workspace
    now: datetime
    rivals: tuple[Rival, ...] = ()

    def of(self, post: Post) -> tuple[Crowd, ...]:
        """The posts of others that leave one of this branch no room."""
        at = schedule(post, self.space.settings).at if self.rivals else None
        if at is None or "retract" in post.data:
            return ()
        return tuple(self._of(post, at))

    def _of(self, post: Post, at: datetime) -> Iterator[Crowd]:
        apart = max(self.space.settings.publishing.spacing, _SECOND)
        first = bisect_left(self._in_order, at - apart, key=lambda each: each[0])
        for other, rival in self._in_order[first:]:
            if other >= at + apart:
                return
            shared = [key for key in post.accounts if key in rival.post.accounts]
            if rival.post.id == post.id or not shared or other == at - apart:
                continue
            named = rival.post.name, rival.post.path
            free = self._free(post)
            yield Crowd(shared[0], *named, other - at, rival.whose, free)

    @cached_property
    def _in_order(self) -> list[tuple[datetime, Rival]]:
        timed = (
            (schedule(each.post, self.space.settings).at, each)
            for each in self.rivals
            if "retract" not in each.post.data
        )
        found = [(at, each) for at, each in timed if at is not None]
        return sorted(found, key=lambda each: (each[0], each[1].post.id))

    @property
    def _days(self) -> tuple[date, date]:
        return (self.now - _DAY).date(), (self.now + _AHEAD).date()

    @cached_property
    def _goes(self) -> list[Goes]:
        return going_out(self.where, self.space.settings, *self._days)

    def _free(self, post: Post) -> str | None:
        """The next free slot of a post's accounts, by the clock of the first one."""
        known = self.space.settings.accounts
        named = dict.fromkeys(post.accounts)
        accounts = [known[key] for key in named if key in known]
        if not any(each.data.get("slots") for each in accounts):
            return None
        try:
            return self._found(accounts, post)
        except UnknownZoneError:  # a check tells of it
            return None

    def _found(self, accounts: list[Account], post: Post) -> str | None:
        agreed = pace(self.space, self.now, self._days[1])
        tables = timetables(self.space.settings, agreed, self._goes, {post.id})
        own = [tables[each.key] for each in accounts]
        bucket = post.text("bucket")
        for each in chances(own, *self._days):
            taken = why_not(own, each.at, planned=bucket != "reactive")
            if not (taken or closed(own, each.at, bucket)):
                here = each.at.astimezone(zone(accounts[0].timezone))
                return f"{here:%Y-%m-%d %H:%M}"
        return None
