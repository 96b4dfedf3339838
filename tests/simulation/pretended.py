"""A network and its posts, judged on its own side: it remembers who sent what when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from mergecast.dispatch.ports import NotReadyError, OwnPost, Prepared, Unreadable
from mergecast.model.outcome import NotSent, Outcome, Posted, Rejected, Unknown
from mergecast.payload import PartPayload

if TYPE_CHECKING:
    from simulation.weather import Weather


@dataclass(frozen=True, slots=True)
class Live:
    """A post that the network made, and the part that it was asked to make."""

    id: str
    key: str
    digest: str
    text: str
    reply_to: str | None
    at: datetime
    visible: datetime


@dataclass(slots=True)
class PretendedNetwork:
    """One account on one network, for all runners."""

    random: Random
    weather: Weather
    now: Callable[[], datetime]
    happens: Callable[[str, float], bool]
    posts: list[Live] = field(default_factory=list)
    sends: list[tuple[str, str, datetime]] = field(default_factory=list)
    """Every request that arrived: key, digest, when."""

    def create(self, part: PartPayload, parent: str | None, delay: timedelta) -> Live:
        """Make a post, now or a little later."""
        at = self.now() + delay
        lag = timedelta(0)
        if self.happens("lag", self.weather.lag):
            lag = timedelta(minutes=self.random.uniform(0, 15))
        text = str(part.body["text"])
        number = str(len(self.posts) + 1)
        made = Live(number, str(part.key), part.digest, text, parent, at, at + lag)
        self.posts.append(made)
        return made


@dataclass(frozen=True, slots=True)
class PretendedPublisher:
    """One runner's way to the network; ``step`` is where a runner may die or pause."""

    network: PretendedNetwork
    step: Callable[[], None]

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        self.step()
        if self.network.happens("upload_fails", self.network.weather.upload_fails):
            raise NotReadyError("media upload failed")
        return Prepared()

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        self.step()
        network = self.network
        if network.happens("look_fails", network.weather.look_fails):
            return Unreadable("no answer")
        now = network.now()
        return tuple(
            OwnPost(post.id, (post.text,), post.reply_to)
            for post in network.posts
            if since <= post.at and post.visible <= now
        )

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        del prepared
        network = self.network
        network.sends.append((str(part.key), part.digest, network.now()))
        parent = next(iter(links.values()), None)
        outcome = self._outcome(part, parent)
        # The answer is on its way, and the runner may die before it reads it.
        self.step()
        return outcome

    def _outcome(self, part: PartPayload, parent: str | None) -> Outcome:
        network, weather = self.network, self.network.weather
        text = str(part.body["text"])
        same = [post for post in network.posts if post.text == text]
        if any(network.now() - post.at < timedelta(hours=2) for post in same):
            network.happens("duplicate", 1.0)
            return Unknown("X says that the same words are live already (403)")
        if network.happens("send_not_sent", weather.send_not_sent):
            return NotSent("X could not be reached")
        if network.happens("send_rejected", weather.send_rejected):
            return Rejected("X does not permit it")
        if network.happens("send_unknown", weather.send_unknown):
            fate = network.random.randrange(3)
            if fate < 2:
                delay = timedelta(seconds=fate * network.random.uniform(0, 120))
                network.create(part, parent, delay)
            return Unknown("no clear answer")
        return Posted(network.create(part, parent, timedelta(0)).id)
