"""A network for the sweep: several accounts, and an order for each request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from simulation.pretended import Live

from mergecast.dispatch.ports import OwnPost, Prepared, Unreadable
from mergecast.model.outcome import Outcome, Posted, Unknown

if TYPE_CHECKING:
    from mergecast.payload import PartPayload

_SAME_WORDS_FOR = timedelta(hours=2)
_LATER = timedelta(minutes=2)
_LAG = timedelta(minutes=12)


class Fate(StrEnum):
    """What becomes of a request that arrives."""

    MADE = "made"
    MADE_LATER = "made later"
    """Two minutes after the answer was given up on."""
    MADE_UNSEEN = "made unseen"
    """Made at once, and on no timeline for twelve minutes."""
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
        at = self.now() + (_LATER if fate is Fate.MADE_LATER else timedelta(0))
        seen = at + (_LAG if fate is Fate.MADE_UNSEEN else timedelta(0))
        number = str(len(self.posts) + 1)
        made = Live(number, str(part.key), part.digest, text, parent, at, seen)
        self.posts.append(made)
        self.owner[number] = account
        return Posted(number)

    def timeline(self, account: str, since: datetime) -> tuple[OwnPost, ...]:
        """What the account's timeline shows now."""
        return tuple(
            OwnPost(post.id, (post.text,), post.reply_to)
            for post in self.posts
            if self.owner[post.id] == account
            and since <= post.at
            and post.visible <= self.now()
        )

    def _lately(self, account: str, text: str) -> Iterator[Live]:
        for post in self.posts:
            same = post.text == text and self.owner[post.id] == account
            if same and self.now() - post.at < _SAME_WORDS_FOR:
                yield post


@dataclass(slots=True)
class SweptPublisher:
    """One account's way to it; ``fate`` is what the next request is up for."""

    network: SweptNetwork
    account: str
    fate: Fate = Fate.MADE

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        return Prepared()

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        return self.network.timeline(self.account, since)

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        del prepared
        parent = next(iter(links.values()), None)
        fate, self.fate = self.fate, Fate.MADE
        return self.network.arrives(self.account, part, parent, fate)
