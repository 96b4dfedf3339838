"""A network and its posts, judged on its own side: it remembers who sent what when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from simulation.refusals import REFUSALS

from mergecast.dispatch.ports import NotReadyError, OwnPost, Prepared, Unreadable
from mergecast.model.outcome import (
    Deleted,
    Deletion,
    NotSent,
    Outcome,
    Posted,
    Rejected,
    Unknown,
)
from mergecast.payload import PartPayload

if TYPE_CHECKING:
    from simulation.chance import Chance

_SAME_WORDS_FOR = timedelta(hours=2)
_LATER = 120.0
"""Seconds after which a request whose answer was lost may still be carried out."""


@dataclass(slots=True)
class Live:
    """A post that the network made, and the part that it was asked to make.

    ``key`` is empty where a person made it by hand. ``visible`` is when reads begin to
    show it, ``gone`` when it was deleted.
    """

    id: str
    key: str
    digest: str
    text: str
    reply_to: str | None
    at: datetime
    visible: datetime
    gone: datetime | None = None


class Sender(NamedTuple):
    """A run that sends: since when it runs, what its clock says, what it missed.

    ``ahead`` is how far its clock was ahead of the truth at most since it began.
    """

    began: datetime
    clock: datetime
    blind: bool
    ahead: timedelta


@dataclass(slots=True)
class PretendedNetwork:
    """One account on one network, for all runners."""

    account: str
    chance: Chance
    now: Callable[[], datetime]
    filters: bool = True
    told: Callable[[str], None] = lambda _line: None
    posts: list[Live] = field(default_factory=list)
    sends: list[tuple[str, str, datetime]] = field(default_factory=list)
    """Every request that arrived: key, digest, when."""
    senders: list[Sender] = field(default_factory=list)
    """Who made each request."""
    shut: tuple[datetime, NotSent] | None = None
    """Until when the network takes nothing from the account, and what it says."""

    def create(
        self, part: PartPayload | None, text: str, parent: str | None, delay: float = 0
    ) -> Live:
        """Make a post, now or a little later; of no part where a person makes it."""
        at = self.now() + timedelta(seconds=delay)
        key, digest = (str(part.key), part.digest) if part else ("", "")
        number = f"{self.account}-{len(self.posts) + 1}"
        made = Live(number, key, digest, text, parent, at, at + self._lag())
        self.posts.append(made)
        return made

    def _lag(self) -> timedelta:
        match self.chance.strikes("made"):
            case "seen late":
                return timedelta(minutes=self.chance.random.uniform(0, 15))
            case "hidden":
                return timedelta(minutes=self.chance.random.uniform(120, 240))
        return timedelta(0)

    def seen(self, since: datetime) -> list[Live]:
        """What the timeline shows now."""
        now = self.now()
        return [
            post
            for post in self.posts
            if since <= post.at
            and post.visible <= now
            and (post.gone is None or now < post.gone)
        ]

    def find(self, remote_id: str) -> Live | None:
        """A post by its id."""
        return next((post for post in self.posts if post.id == remote_id), None)

    def has_lately(self, text: str) -> bool:
        """Whether the same words are live, so that the network refuses them."""
        since = self.now() - _SAME_WORDS_FOR
        return self.filters and any(
            post.text == text and since < post.at and post.gone is None
            for post in self.posts
        )


@dataclass(frozen=True, slots=True)
class PretendedPublisher:
    """One runner's way to the network.

    ``step`` is where anything may come between, ``request`` where the runner may die
    though its last look is over. ``blinded`` is called when a look misses something.
    """

    network: PretendedNetwork
    step: Callable[[], None]
    request: Callable[[], None]
    sender: Callable[[], Sender]
    blinded: Callable[[], None]

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        self.step()
        match self.network.chance.strikes("upload"):
            case "upload fails":
                raise NotReadyError("media upload failed")
            case "keys missing":
                raise NotReadyError("the machine has no keys", account=True)
        return Prepared()

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        self.step()
        network = self.network
        fault = network.chance.strikes("look")
        if fault == "look-up fails":
            return Unreadable("no answer")
        seen = network.seen(since)
        if fault == "look-up empty":
            self.blinded()
            seen = []
        network.told(f"sees {', '.join(post.id for post in seen) or 'nothing'}")
        return tuple(OwnPost(post.id, (post.text,), post.reply_to) for post in seen)

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        del prepared
        self.request()
        network = self.network
        network.sends.append((str(part.key), part.digest, network.now()))
        network.senders.append(self.sender())
        parent = next(iter(links.values()), None)
        outcome = _outcome(network, part, parent)
        network.told(f"sends {part.key}: {outcome}")
        return outcome

    def is_live(self, remote_id: str) -> bool | Unreadable:
        self.step()
        if self.network.chance.strikes("ask"):
            return Unreadable("no answer")
        post = self.network.find(remote_id)
        return post is not None and post.gone is None

    def delete(self, remote_id: str) -> Deletion:
        self.request()
        outcome = _deletion(self.network, remote_id)
        self.network.told(f"deletes {remote_id}: {outcome}")
        return outcome


def _deletion(network: PretendedNetwork, remote_id: str) -> Deletion:
    """What becomes of a request to delete, and what the network says of it."""
    post = network.find(remote_id)
    fault = network.chance.strikes("delete")
    match fault:
        case "delete unreachable":
            return NotSent("X could not be reached")
        case "delete rejected":
            return Rejected("X does not permit it")
        case "delete error, not made":
            return Unknown("no clear answer")
    if post is not None and post.gone is None:
        post.gone = network.now()
    return Unknown("no clear answer") if fault == "delete error, made" else Deleted()


def _outcome(
    network: PretendedNetwork, part: PartPayload, parent: str | None
) -> Outcome:
    text = str(part.body["text"])
    if network.shut is not None and network.now() < network.shut[0]:
        return network.shut[1]
    fault = network.chance.strikes("send")
    if fault in REFUSALS:
        return REFUSALS[fault](network)
    if network.has_lately(text):
        network.chance.note("same words")
        return Unknown("X says that the same words are live already (403)")
    match fault:
        case None:
            return Posted(network.create(part, text, parent).id)
        case "error, made":
            network.create(part, text, parent)
        case "error, made, and by hand":
            network.create(part, text, parent)
            network.create(None, text, parent)
        case "error, made late":
            delay = network.chance.random.uniform(0, _LATER)
            network.create(part, text, parent, delay)
    return Unknown(f"no clear answer ({fault})")
