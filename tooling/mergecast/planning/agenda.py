"""The calendar as people look at it: each post once, at its time, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.post import ASAP, Post
from mergecast.model.schedule import QUEUE, schedule
from mergecast.model.settings import Account, Settings


class Stage(StrEnum):
    """How a post stands, in one word; the first that holds for any of its parts."""

    HELD = "held"
    MISSED = "missed"
    BY_HAND = "by hand"
    GOING = "going out"
    PARTLY = "partly live"
    LIVE = "live"
    RETRACTED = "retracted"
    CANCELLED = "cancelled"
    UNREAD = "on record"
    """Something is on record, and its words are not here: `git fetch` brings them."""
    SCHEDULED = "scheduled"
    IDEA = "idea"


_FIRST = {
    PartState.UNKNOWN: Stage.HELD,
    PartState.HELD: Stage.HELD,
    PartState.MISSED: Stage.MISSED,
    PartState.MANUAL: Stage.BY_HAND,
    PartState.CLAIMED: Stage.GOING,
    PartState.SENDING: Stage.GOING,
}
"""States that decide how all of the post stands."""

_ALL = {
    PartState.POSTED: Stage.LIVE,
    PartState.RETRACTED: Stage.RETRACTED,
    PartState.CANCELLED: Stage.CANCELLED,
}
"""States that do if every part has them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One post of the calendar, or a series on one of its days (``post.date``).

    ``at`` is when it goes out, or for ``asap`` the last moment at which it may; None
    for an idea without a time. ``url`` is where its first part can be seen, and
    ``not_before`` ends its embargo. ``since`` is since when it stands so on record.
    """

    post: Post
    accounts: tuple[Account, ...]
    stage: Stage
    at: datetime | None = None
    zone: str | None = None
    asap: bool = False
    url: str | None = None
    not_before: datetime | None = None
    since: datetime | None = None

    @property
    def title(self) -> str:
        """The first line of what readers get."""
        for part in self.post.parts:
            for line in part.text.split("\n"):
                if line.strip():
                    return line.strip()
        return self.post.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts are asked for; None: whatever it is."""

    account: str | None = None
    person: str | None = None
    campaign: str | None = None
    bucket: str | None = None

    def holds(self, post: Post) -> bool:
        """Whether ``post`` is one of them."""
        return (
            self.account in {None, *post.accounts}
            and self.person in {None, post.text("owner")}
            and self.campaign in {None, post.text("campaign")}
            and self.bucket in {None, post.text("bucket")}
        )


def keys(post: Post, settings: Settings) -> Iterator[Key]:
    """The key of every part of a post, on each account that is set up."""
    for name in post.accounts:
        account = settings.accounts.get(name)
        if account is None:
            continue
        count = len(post.parts_for(name, account.network))
        for part in range(1, count + 1):
            yield Key(post.id, post.date, name, part)


def entry(
    post: Post, settings: Settings, states: Mapping[str, KeyState | None]
) -> Entry:
    """A post as the calendar shows it; ``states`` are those of its parts, by key."""
    when = schedule(post, settings)
    asap = post.publish_at == ASAP
    names = [str(key) for key in keys(post, settings)]
    own = [states.get(name) for name in names]
    unread = any(name in states and states[name] is None for name in names)
    accounts = (settings.accounts.get(key) for key in post.accounts)
    urls = (state.url for state in own if state is not None and state.url)
    return Entry(
        post,
        tuple(each for each in accounts if each is not None),
        Stage.UNREAD if unread else stage(own, queued=post.path.startswith(QUEUE)),
        when.until if asap else when.at,
        when.zone,
        asap,
        next(urls, None),
        when.not_before,
        max((state.at for state in own if state is not None), default=None),
    )


def stage(states: Sequence[KeyState | None], *, queued: bool) -> Stage:
    """How a post stands whose parts are in these states, None: nothing on record."""
    found = {PartState.OPEN if each is None else each.state for each in states}
    first = [name for state, name in _FIRST.items() if state in found]
    if first:
        return first[0]
    if len(found) == 1 and (alone := next(iter(found))) in _ALL:
        return _ALL[alone]
    if PartState.POSTED in found:
        return Stage.PARTLY
    return Stage.IDEA if queued else Stage.SCHEDULED


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The soonest first; what has no time at the end, by id."""
    return sorted(entries, key=lambda each: (each.at or _NEVER, each.post.name))


_NEVER = datetime.max.replace(tzinfo=UTC)
