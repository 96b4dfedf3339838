"""When accounts post, for whoever looks for a free slot: here and on what is merged.

What others merged since this branch began is looked at, too, so that nobody is given a
slot that is gone already. Of the publishing branch that is what was last fetched.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mergecast.errors import GitError
from mergecast.inspection.place import Where
from mergecast.inspection.present import publishing_commit
from mergecast.inspection.timeless import Branches
from mergecast.loading.between import posts_between, posts_of
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.settings import Account, Settings
from mergecast.model.workspace import Workspace
from mergecast.planning.blackouts import closed
from mergecast.planning.kinds import Kinds
from mergecast.planning.slots import slots_of
from mergecast.planning.timetable import Left, Pace, Timetable, kept_free
from mergecast.repository.changes import State, changed
from mergecast.repository.refs import merge_base
from mergecast.repository.trees import CommitTree

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Goes:
    """Something that goes out at its time."""

    id: str
    path: str
    accounts: tuple[str, ...]
    at: datetime
    bucket: str | None = None

    @property
    def name(self) -> str:
        """What people are told that it is."""
        return f"'{self.id}' ({self.path})"


def going_out(where: Where, settings: Settings, first: date, last: date) -> list[Goes]:
    """What goes out from one day to another, and the days beside them."""
    merged = list(_goes(merged_since(where, settings), settings))
    theirs = {each.id for each in merged}
    here = _goes(posts_between(where.tree, first, last), settings)
    return [*(each for each in here if each.id not in theirs), *merged]


def merged_since(where: Where, settings: Settings) -> list[Post]:
    """What the publishing branch has got since this one left it."""
    if where.git is None or where.commit is None:
        return []
    publishing = settings.publishing
    branches = Branches(publishing.remote, publishing.branch, settings.ledger.branch)
    try:
        tip = publishing_commit(where.git, branches)
        if tip in {None, where.commit} or tip is None:
            return []
        start = merge_base(where.git, tip, where.commit)
        files = changed(where.git, start, State(tip), ("calendar",))
        return list(posts_of(CommitTree(where.git, tip), files))
    except GitError:
        return []


def _goes(posts: Iterable[Post], settings: Settings) -> Iterator[Goes]:
    for post in posts:
        at = None if "retract" in post.data else schedule(post, settings).at
        if at is not None:
            bucket = post.text("bucket")
            yield Goes(post.name, post.path, post.accounts, at, bucket)


def pace(space: Workspace, now: datetime, last: date) -> Pace:
    """What a team agreed on: blackouts, holidays until ``last``, and quiet hours."""
    days = space.blackouts
    if days.holidays:
        from mergecast.loading.public_holidays import (  # noqa: PLC0415 - only if there are any
            with_holidays,
        )

        end = datetime.combine(last, time.max, now.tzinfo)
        days, _ = with_holidays(days, now, max(now, end))

    def shut(account: Account, at: datetime, bucket: str | None) -> str | None:
        return closed(space.settings, days, account, at, bucket)

    return Pace.of(space.settings, now, shut)


def timetables(
    settings: Settings,
    agreed: Pace,
    goes: Iterable[Goes],
    without: Container[str] = (),
) -> dict[str, Timetable]:
    """The timetable of each account; ``without`` are ids that are about to move.

    Raises:
        UnknownZoneError: an account's zone is none.
    """
    tables = {key: Timetable(own, agreed) for key, own in settings.accounts.items()}
    for own in settings.accounts.values():
        zone(own.timezone)  # said at once, not by whichever day is asked for first
    for each in goes:
        for key in dict.fromkeys(each.accounts):
            if key in tables and each.id not in without:
                tables[key].take(each.at, each.name)
    return tables


def reserved(where: Where, settings: Settings, now: datetime) -> tuple[Left, ...]:
    """How many of the slots that are kept free are left this week, by account."""
    accounts = {
        key: account
        for key, account in settings.accounts.items()
        if any(each.reserved for each in slots_of(account))
    }
    if not accounts:
        return ()
    goes = going_out(where, settings, (now - _WEEK).date(), (now + _WEEK).date())
    own = replace(settings, accounts=accounts)
    try:
        tables = timetables(own, Pace.of(settings, now), goes)
        return tuple(kept_free(each, now) for each in tables.values())
    except UnknownZoneError:  # a check tells of it
        return ()


def counted(tables: dict[str, Timetable], goes: Iterable[Goes], kinds: Kinds) -> None:
    """Count what goes out by its kind."""
    for each in goes:
        for key in dict.fromkeys(each.accounts):
            if key in tables:
                kinds.add(tables[key], each.at, each.bucket)
