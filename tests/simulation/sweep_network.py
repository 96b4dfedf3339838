"""A network for the sweep: several accounts, and an order for each request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from simulation.pretended import Live

from mergecast.dispatch.ports import OwnPost, Prepared, Unreadable
from mergecast.model.outcome import Deleted, Deletion, Outcome, Posted, Unknown

if TYPE_CHECKING:
    from mergecast.payload import PartPayload

_SAME_WORDS_FOR = timedelta(hours=2)
_LATER = timedelta(minutes=2)
_LAG = timedelta(minutes=12)


class Fate(StrEnum):
    """What becomes of a request that arrives."""

    DONE = "done"
    DONE_LATER = "done later"
    """Two minutes after the answer was given up on."""
    DONE_UNSEEN = "done unseen"
    """Done at once, and on no timeline for twelve minutes."""
    LEFT = "left"


@dataclass(slots=True)
class SweptNetwork:
    """Every account's posts, and every request that arrived: key, digest, when."""

    now: Callable[[], datetime]
    filters: bool = True
    """Whether the same words are refused for two hours, as X does."""
    posts: list[Live] = field(default_factory=list)
    sends: list[tuple[str, str, datetime]] = field(default_factory=list)
    owner: dict[str, str] = field(default_factory=dict)
    """Which account each post is of."""

    def arrives(
        self, account: str, part: PartPayload, parent: str | None, fate: Fate
    ) -> Outcome:
        """A request to make a post; what the network answers, if anyone hears it."""
        self.sends.append((str(part.key), part.digest, self.now()))
        text = str(part.body["text"])
        if self.filters and any(self._lately(account, text)):
            return Unknown("X says that the same words are live already (403)")
        if fate is Fate.LEFT:
            return Unknown("no clear answer")
        at = self.now() + (_LATER if fate is Fate.DONE_LATER else timedelta(0))
        seen = at + (_LAG if fate is Fate.DONE_UNSEEN else timedelta(0))
        number = self._number(account)
        key, digest = str(part.key), part.digest
        self.posts.append(Live(number, key, digest, text, parent, at, seen))
        return Posted(number)

    def by_hand(self, account: str, text: str) -> None:
        """A person posts something, as people do."""
        now, number = self.now(), self._number(account)
        self.posts.append(Live(number, "", "", text, None, now, now))

    def timeline(self, account: str) -> Iterator[Live]:
        """What the account's timeline shows now."""
        now = self.now()
        for post in self.posts:
            there = post.gone is None or now < post.gone
            if self.owner[post.id] == account and post.visible <= now and there:
                yield post

    def deletes(self, remote_id: str, fate: Fate) -> Deletion:
        """A request to delete a post; what is gone already is deleted."""
        if fate is Fate.LEFT:
            return Unknown("no clear answer")
        at = self.now() + (_LATER if fate is Fate.DONE_LATER else timedelta(0))
        for post in self.posts:
            if post.id == remote_id and post.gone is None:
                post.gone = at
        return Deleted()

    def _number(self, account: str) -> str:
        number = str(len(self.posts) + 1)
        self.owner[number] = account
        return number

    def _lately(self, account: str, text: str) -> Iterator[Live]:
        since = self.now() - _SAME_WORDS_FOR
        for post in self.timeline(account):
            if post.text == text and since < post.at:
                yield post


@dataclass(slots=True)
class SweptPublisher:
    """One account's way to it; ``fate`` is what the next request is up for."""

    network: SweptNetwork
    account: str
    fate: Fate = Fate.DONE

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        return Prepared()

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        found = self.network.timeline(self.account)
        return tuple(
            OwnPost(post.id, (post.text,), post.reply_to)
            for post in found
            if since <= post.at
        )

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        del prepared
        parent = next(iter(links.values()), None)
        return self.network.arrives(self.account, part, parent, self._fate())

    def is_live(self, remote_id: str) -> bool | Unreadable:
        return any(one.id == remote_id for one in self.network.timeline(self.account))

    def delete(self, remote_id: str) -> Deletion:
        return self.network.deletes(remote_id, self._fate())

    def _fate(self) -> Fate:
        fate, self.fate = self.fate, Fate.DONE
        return fate
