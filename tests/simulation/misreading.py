"""Runs that misread an answer, or send what they should not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from dispatch.world import YES

from mergecast.approvals.policy import Approved
from mergecast.dispatch.ports import OwnPost, Prepared, Publisher, Unreadable
from mergecast.model.outcome import Deletion, NotSent, Outcome, Posted, Unknown

if TYPE_CHECKING:
    from datetime import datetime

    from simulation.runner import Runner

    from mergecast.dispatch.world import World
    from mergecast.payload import PartPayload


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A publisher whose answers are misread, or whose words are others."""

    real: Publisher
    read: Callable[[Outcome], Outcome] = lambda outcome: outcome
    words: Callable[[PartPayload], PartPayload] = lambda part: part

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        return self.real.prepare(part, files)

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        return self.real.look_up(since)

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        return self.read(self.real.send(self.words(part), prepared, links))

    def is_live(self, remote_id: str) -> bool | Unreadable:
        return self.real.is_live(remote_id)

    def delete(self, remote_id: str) -> Deletion:
        return self.real.delete(remote_id)


def _reading(world: World, read: Callable[[Outcome], Outcome]) -> World:
    real = world.publisher
    return replace(world, publisher=lambda each: Wrapped(real(each), read))


def lost_means_not_sent(world: World) -> World:
    """A 5xx or a timeout is taken for "not created"."""

    def read(outcome: Outcome) -> Outcome:
        return NotSent("an error") if isinstance(outcome, Unknown) else outcome

    return _reading(world, read)


def duplicate_means_posted(world: World) -> World:
    """That the same words are live is taken for "ours is live"."""

    def read(outcome: Outcome) -> Outcome:
        twin = isinstance(outcome, Unknown) and "same words" in outcome.evidence
        return Posted("acme-1") if twin else outcome

    return _reading(world, read)


def other_words(world: World) -> World:
    """Something else is sent than was claimed."""
    real = world.publisher

    def words(part: PartPayload) -> PartPayload:
        return replace(part, digest="sha256:" + "f" * 64)

    return replace(world, publisher=lambda each: Wrapped(real(each), words=words))


def newest_words(world: World) -> World:
    """What is merged at the last moment is sent, not what was claimed."""
    real = world.publisher
    # The run's own look is the way to everything that it can see.
    runner = cast("Runner", world.clock)

    def words(part: PartPayload) -> PartPayload:
        for each in runner.simulation.branch.targets():
            for one in each.payload.parts if each.payload else ():
                if one.key == part.key:
                    return one
        return part

    return replace(world, publisher=lambda each: Wrapped(real(each), words=words))


def nobody_asked(world: World) -> World:
    """Approvals are not asked for."""
    return replace(world, approve=lambda _: Approved(YES))
