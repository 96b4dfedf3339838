"""The slot that somebody names: `next`, `morning`, or `morning@2026-11-24`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mergecast.checks.basis.near import suggest
from mergecast.cli.filling.ground import NOT_DONE, Ground, refuse_slotless
from mergecast.cli.times import instants
from mergecast.cli.times.instants import Meant
from mergecast.errors import UsageError
from mergecast.model.post import Post
from mergecast.planning.slots import NEXT, Slot, odd_days, said, slots_of
from mergecast.planning.timetable import Chance, Timetable, chances, closed, why_not

_DAY = timedelta(days=1)
_HORIZONS = (31, 366)
"""How many days ahead a free slot is looked for: first near, then far."""
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Wish:
    """Of which post a slot is wanted.

    It goes out from ``start`` on and before ``end``. ``day`` is the one that it keeps
    where a slot is named without any, ``reactive`` whether it may take one that is kept
    free.
    """

    accounts: tuple[str, ...]
    zone: str
    id: str | None = None
    bucket: str | None = None
    reactive: bool = False
    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A time in a slot; ``notes`` are what else there is to know."""

    meant: Meant
    label: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A name of a slot (None: whichever is free next), and a day."""

    name: str | None
    day: date | None


def is_reactive(bucket: str | None, lane: str | None) -> bool:
    """Whether a post answers to its moment, which slots are kept free for."""
    return bucket == "reactive" or lane == "realtime"


def wish_of(ground: Ground, post: Post, zone: str, day: date | None) -> Wish:
    """What a post of the calendar wants."""
    from mergecast.model.schedule import schedule  # noqa: PLC0415 - only with --slot

    when = schedule(post, ground.settings)
    bucket, campaign = post.text("bucket"), post.text("campaign")
    start, end = ground.bounds(campaign, zone, (when.not_before, when.until))
    reactive = is_reactive(bucket, post.text("lane"))
    return Wish(post.accounts, zone, post.id, bucket, reactive, start, end, day)


def choose(ground: Ground, text: str, wish: Wish) -> Chosen:
    """The slot that is meant.

    Raises:
        UsageError: there is no such slot, or it is not free.
        WorkspaceError: no slots are set.
    """
    accounts = [
        ground.settings.accounts[key]
        for key in dict.fromkeys(wish.accounts)
        if key in ground.settings.accounts
    ]
    refuse_slotless(accounts)
    moving = () if wish.id is None else (wish.id,)
    asked = _asked(text, [slot for each in accounts for slot in slots_of(each)])
    if asked.name is not None and asked.day is None:
        asked = _Asked(asked.name, wish.day)
    if asked.day is not None:
        goes = ground.goes(asked.day - _DAY, asked.day + _DAY)
        tables = ground.tables(goes, asked.day, moving)
        own = [tables[each.key] for each in accounts]
        return _on(asked, asked.day, own, wish)
    return _next(ground, asked, [each.key for each in accounts], wish)


def _next(ground: Ground, asked: _Asked, keys: Sequence[str], wish: Wish) -> Chosen:
    """The first free slot from now on, or the first of that name."""
    moving = () if wish.id is None else (wish.id,)
    today = ground.now.date() - _DAY
    refused = ""
    for days in _HORIZONS:
        last = today + _DAY * days
        tables = ground.tables(ground.goes(today, last), last, moving)
        own = [tables[key] for key in keys]
        for chance in chances(own, today, last):
            if asked.name is not None and not chance.is_called(asked.name):
                continue
            refused = _refused(own, chance, wish, named=asked.name is not None) or ""
            if not refused:
                return _chosen(chance, own, wish, asked)
    raise _none_free(own, asked, refused, last)


def _asked(text: str, slots: Sequence[Slot]) -> _Asked:
    name, at, day = text.partition("@")
    labels = dict.fromkeys(slot.label for slot in slots)
    if name != NEXT and name not in labels:
        raise UsageError(
            f"there is no slot '{name}'",
            hint=suggest(name, [NEXT, *labels], "name one"),
            not_done=NOT_DONE,
        )
    found = _day(day) if at else None
    return _Asked(None if name == NEXT else name, found)


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(
        f"'{text}' is not a day",
        hint="write it like morning@2026-11-24",
        not_done=NOT_DONE,
    )


def _on(asked: _Asked, day: date, own: list[Timetable], wish: Wish) -> Chosen:
    """The slot of one day."""
    found = [
        each
        for each in chances(own, day, day)
        if asked.name is None or each.is_called(asked.name)
    ]
    refused = ""
    for chance in found:
        refused = _refused(own, chance, wish, named=asked.name is not None) or ""
        if not refused:
            return _chosen(chance, own, wish, asked)
    other = asked.name or NEXT
    if found:
        raise UsageError(
            f"the slot '{found[-1].label}' on {day} is not free: {refused}"
            if asked.name
            else f"no slot is free on {day}: {refused}",
            hint=f"take the next one: --slot {NEXT}",
            not_done=NOT_DONE,
        )
    raise _no_such(own, other, day)


def _no_such(own: list[Timetable], name: str, day: date) -> UsageError:
    """Why there is no such slot on a day: skipped, of other days, or of one alone."""
    slots = [(each, slot) for each in own for slot in slots_of(each.account)]
    slots = [each for each in slots if name in {NEXT, each[1].label}]
    on_days = sorted({number for _, slot in slots for number in slot.days})
    odd = [
        note
        for each in own
        for note in said(
            one
            for one in odd_days(each.account, day, day)
            if one.instead and name in {NEXT, one.slot.label}
        )
    ]
    which = "slot" if name == NEXT else f"slot '{name}'"
    if odd:
        why = "; ".join(odd)
    elif day.weekday() not in on_days:
        there = ", ".join(_WEEK[number] for number in on_days)
        why = f"there is no {which} on {day}, a {day:%A}: it is there on {there}"
    else:
        keys = " and ".join(f"'{each.account.key}'" for each in own)
        why = f"{keys} do not share a {which} on {day}"
    return UsageError(why, hint="name another day", not_done=NOT_DONE)


def _refused(
    own: list[Timetable], chance: Chance, wish: Wish, *, named: bool
) -> str | None:
    """Why a post does not get a slot; what is named may be one that is kept free."""
    if wish.start is not None and chance.at < wish.start:
        return f"it may not go out before {instants.shown(wish.start, wish.zone)}"
    if wish.end is not None and chance.at >= wish.end:
        return f"it ends at {instants.shown(wish.end, wish.zone)}"
    planned = not wish.reactive and not (named and chance.is_kept)
    return why_not(own, chance.at, planned=planned) or closed(
        own, chance.at, wish.bucket
    )


def _chosen(chance: Chance, own: list[Timetable], wish: Wish, asked: _Asked) -> Chosen:
    meant = instants.of_instant(chance.at, wish.zone, seconds=False)
    return Chosen(meant, chance.label, tuple(_notes(chance, own, wish, asked)))


def _notes(
    chance: Chance, own: list[Timetable], wish: Wish, asked: _Asked
) -> Iterator[str]:
    """What happened on the way: clocks that are changed, slots that are kept free."""
    table = next(each for each in own if each.has_slots)
    day = table.day(chance.at)
    first = day if asked.day else table.day(table.pace.now)
    for each in odd_days(table.account, first, day):
        if asked.name in {None, each.slot.label} and (each.instead or each.day == day):
            yield from said([each])
    if chance.is_kept and not wish.reactive:
        yield f"the slot '{chance.label}' is kept free, and this post is planned"


def _none_free(
    own: list[Timetable], asked: _Asked, refused: str, last: date
) -> UsageError:
    keys = " and ".join(f"'{each.account.key}'" for each in own)
    which = "slot" if asked.name is None else f"slot '{asked.name}'"
    if refused:
        why = f"no {which} of {keys} is free until {last}; the last one: {refused}"
    else:
        why = f"{keys} do not share a {which} until {last}"
    return UsageError(
        why,
        hint="add slots to mergecast.yaml, or give a time instead",
        not_done=NOT_DONE,
    )
