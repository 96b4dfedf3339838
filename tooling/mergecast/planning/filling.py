"""Which draft of the queue goes into which free slot.

Slot by slot, the soonest first: what would otherwise come too late goes first, then the
kind of post that the month lacks most, then what ends soonest, then the oldest. The
same calendar and queue always give the same answer, and the time that it takes grows
with the number of drafts and slots, not with one times the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from heapq import heappop, heappush

from mergecast.planning.kinds import Kinds
from mergecast.planning.timetable import (
    Chance,
    Timetable,
    Timetables,
    chances,
    closed,
    why_not,
)

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of the queue.

    It may go out from ``start`` on and before ``end``, by its embargo, its end and its
    campaign. ``age`` is its place in the queue.
    """

    id: str
    path: str
    accounts: tuple[str, ...]
    age: int
    bucket: str | None = None
    start: datetime | None = None
    end: datetime | None = None

    @property
    def order(self) -> tuple[datetime, int, str]:
        """What ends soonest, then the oldest."""
        return self.end or _NEVER, self.age, self.id


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft, and the slot that it gets."""

    draft: Draft
    chance: Chance


@dataclass(frozen=True, slots=True)
class Left:
    """A draft that stays in the queue, and why."""

    id: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """From which day to which slots are filled, and how many at most."""

    first: date
    last: date
    limit: int | None = None


@dataclass(slots=True)
class _Row:
    """The drafts of the same accounts and bucket.

    ``early`` ones wait for their start; ``ready`` ones may go out, the most urgent
    first; for ``late`` ones no slot was free in time.
    """

    bucket: str | None
    early: list[tuple[datetime, tuple[datetime, int, str], Draft]]
    ready: list[tuple[tuple[datetime, int, str], Draft]] = field(default_factory=list)
    late: list[Draft] = field(default_factory=list)

    def first(self, at: datetime) -> Draft | None:
        """The draft that goes first at an instant, if any may."""
        while self.early and self.early[0][0] <= at:
            _, order, draft = heappop(self.early)
            heappush(self.ready, (order, draft))
        while self.ready and self.ready[0][0][0] <= at:
            self.late.append(heappop(self.ready)[1])
        return self.ready[0][1] if self.ready else None


@dataclass(slots=True)
class _Group:
    """The drafts of the same accounts, and the slots that these share."""

    tables: tuple[Timetable, ...]
    rows: list[_Row]
    chances: Sequence[Chance]
    following: Mapping[datetime, datetime]
    refused: str = ""
    placed: int = 0


def fill(
    drafts: Iterable[Draft], tables: Timetables, kinds: Kinds, window: Window
) -> tuple[list[Placed], list[Left]]:
    """Give drafts free slots; ``tables`` and ``kinds`` then hold them, too.

    All accounts of a draft are among ``tables``, and share a slot or not.
    """
    groups = _groups(drafts, tables, window)
    by_time: dict[datetime, list[tuple[_Group, Chance]]] = {}
    for group in groups:
        for chance in group.chances:
            by_time.setdefault(chance.at, []).append((group, chance))
    placed: list[Placed] = []
    for at in sorted(by_time):
        waiting = by_time[at]
        while waiting and len(placed) != window.limit:
            waiting = [each for each in waiting if _is_free(*each)]
            chosen = _chosen(waiting, at, kinds)
            if chosen is None:
                break
            placed.append(_put(*chosen, kinds))
    full = len(placed) == window.limit
    left = [each for group in groups for each in _left(group, window, full=full)]
    return placed, sorted(left, key=lambda each: (each.path, each.id))


def _groups(
    drafts: Iterable[Draft], tables: Timetables, window: Window
) -> list[_Group]:
    by_accounts: dict[tuple[str, ...], dict[str | None, list[Draft]]] = {}
    for each in drafts:
        accounts = tuple(sorted(set(each.accounts)))
        by_accounts.setdefault(accounts, {}).setdefault(each.bucket, []).append(each)
    found = []
    for accounts, by_bucket in by_accounts.items():
        own = tuple(tables[key] for key in accounts)
        shared = list(chances(own, window.first, window.last))
        times = [each.at for each in shared]
        rows = [_row(bucket, each) for bucket, each in by_bucket.items()]
        following = dict(zip(times, [*times[1:], _NEVER], strict=False))
        found.append(_Group(own, rows, shared, following))
    return found


def _row(bucket: str | None, drafts: Iterable[Draft]) -> _Row:
    soon = datetime.min.replace(tzinfo=UTC)
    early = sorted(
        ((each.start or soon, each.order, each) for each in drafts),
        key=lambda each: each[:2],
    )
    return _Row(bucket, early)


def _is_free(group: _Group, chance: Chance) -> bool:
    refused = why_not(group.tables, chance.at)
    if refused is None:
        return True
    group.refused = refused
    return False


def _chosen(
    waiting: Iterable[tuple[_Group, Chance]], at: datetime, kinds: Kinds
) -> tuple[_Group, _Row, Draft, Chance] | None:
    """The draft that goes first of all that could go out at an instant."""
    found = []
    for group, chance in waiting:
        for row in group.rows:
            draft = row.first(at)
            shut = None if draft is None else closed(group.tables, at, row.bucket)
            group.refused = shut or group.refused
            if draft is not None and shut is None:
                urgent = draft.end is not None and draft.end <= group.following[at]
                lack = sum(kinds.lack(each, at, row.bucket) for each in group.tables)
                rank = (not urgent, -lack / len(group.tables), draft.order)
                found.append((rank, (group, row, draft, chance)))
    return min(found, key=lambda each: each[0])[1] if found else None


def _put(
    group: _Group, row: _Row, draft: Draft, chance: Chance, kinds: Kinds
) -> Placed:
    heappop(row.ready)
    group.placed += 1
    for table in group.tables:
        table.take(chance.at, f"'{draft.id}'")
        kinds.add(table, chance.at, row.bucket)
    return Placed(draft, chance)


def _left(group: _Group, window: Window, *, full: bool) -> Iterator[Left]:
    """The drafts of a group that got no slot, each with the reason."""
    none = _no_slot(group, window)
    if full:
        none = f"there was room for {window.limit}, and others went first"
    for row in group.rows:
        for draft in row.late:
            yield Left(draft.id, draft.path, "it ends before a slot is free")
        for _, draft in row.ready:
            ends = draft.end is not None and draft.end <= group.chances[-1].at
            said = "it ends before a slot is free" if ends and not full else none
            yield Left(draft.id, draft.path, said)
        for start, _, draft in row.early:
            waits = draft.start is not None and not full and group.chances
            said = f"it may not go out before {start:%Y-%m-%d %H:%M} UTC"
            yield Left(draft.id, draft.path, said if waits else none)


def _no_slot(group: _Group, window: Window) -> str:
    """Why the accounts have no slot left."""
    keys = " and ".join(f"'{each.account.key}'" for each in group.tables)
    if not any(each.has_slots for each in group.tables):
        has = "have" if len(group.tables) > 1 else "has"
        return f"{keys} {has} no slots"
    if not group.chances:
        return f"{keys}: no slot from {window.first} until {window.last}"
    told = group.refused and not group.placed
    why = f"; the last one: {group.refused}" if told else ""
    return f"no slot of {keys} is free until {window.last}{why}"
