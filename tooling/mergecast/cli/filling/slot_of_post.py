"""The slot of a post that is moved, and of one that is being written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mergecast.cli.drafting.drafts import Asked as NewPost
from mergecast.cli.drafting.drafts import refused
from mergecast.cli.drafting.moving import Asked
from mergecast.cli.filling.choosing_slots import (
    Chosen,
    Wish,
    choose,
    is_reactive,
    wish_of,
)
from mergecast.cli.filling.ground import NOT_DONE, Ground, ground
from mergecast.cli.session import Session
from mergecast.cli.times import instants
from mergecast.errors import UsageError
from mergecast.model.moments import zone
from mergecast.model.post import ASAP, Post
from mergecast.model.schedule import TimeTrouble, schedule, zone_of
from mergecast.model.settings import Account
from mergecast.planning.slots import slots_of


def slot_of_post(
    session: Session, post: Post, asked: Asked
) -> tuple[Asked, tuple[str, ...]]:
    """What is asked of a post that is to go into a slot, and what to say of it.

    Raises:
        UsageError: no such slot is free, or the post cannot be in one.
        WorkspaceError: no slots are set.
    """
    if asked.when is not None or asked.which is not None:
        raise UsageError(
            "a slot has a time of its own",
            hint="give a time, or --slot, not both",
            not_done=NOT_DONE,
        )
    if post.publish_at == ASAP:
        raise UsageError(
            f"'{post.id}' goes out as soon as possible, so it waits for no slot",
            hint="change 'publish_at' first",
            not_done=NOT_DONE,
        )
    base = ground(session)
    name = asked.zone or zone_of_slots(base, post)
    wish = wish_of(base, post, instants.known_zone(name), _day(base, post))
    chosen = choose(base, asked.slot or "", wish)
    return replace(asked, chosen=chosen.meant), _told(chosen)


def slot_of_new(session: Session, asked: NewPost, accounts: tuple[str, ...]) -> Chosen:
    """The slot of a post that is being written.

    Raises:
        UsageError: no such slot is free.
        WorkspaceError: no slots are set.
    """
    if asked.which is not None:
        raise refused("a slot has a time of its own", "leave --which out")
    base = ground(session)
    own = [base.settings.accounts[key] for key in accounts]
    name = instants.known_zone(asked.zone or _slotted(own).timezone)
    end = None
    if asked.until is not None:
        end = instants.resolve_end(instants.wall_clock(asked.until), name).at
    start, end = base.bounds(asked.campaign, name, (None, end))
    reactive = is_reactive(asked.bucket, None)
    wish = Wish(accounts, name, None, asked.bucket, reactive, start, end)
    return choose(base, asked.slot or "", wish)


def zone_of_slots(base: Ground, post: Post) -> str:
    """The zone of a post's time; that of whoever has the slots, where they differ.

    Raises:
        UsageError: none of its accounts is set up.
    """
    name = zone_of(post, base.settings)
    if not isinstance(name, TimeTrouble):
        return name
    accounts = base.settings.accounts
    known = [accounts[key] for key in post.accounts if key in accounts]
    if not known:
        raise UsageError(
            f"none of the accounts of '{post.id}' is in mergecast.yaml",
            hint="set one up first",
            not_done=NOT_DONE,
        )
    return _slotted(known).timezone


def _slotted(accounts: Sequence[Account]) -> Account:
    """The first account that has slots, or else the first."""
    return next((each for each in accounts if slots_of(each)), accounts[0])


def _told(chosen: Chosen) -> tuple[str, ...]:
    return (f"in the slot '{chosen.label}'", *chosen.notes)


def _day(base: Ground, post: Post) -> date | None:
    """The day that a post keeps: its own, unless that has passed."""
    when = schedule(post, base.settings)
    if when.at is None or when.zone is None or when.at <= base.now:
        return None
    return when.at.astimezone(zone(when.zone)).date()
