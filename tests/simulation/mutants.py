"""Named mistakes that one could make: each must be caught by some schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dispatch.world import YES

from mergecast.approvals.policy import Approved
from mergecast.dispatch import last_look, run, settle
from mergecast.dispatch.ports import (
    Clock,
    LedgerView,
    OwnPost,
    Prepared,
    Publisher,
    Unreadable,
)
from mergecast.model.event import EventKind
from mergecast.model.outcome import NotSent, Outcome, Posted, Unknown

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

    from mergecast.dispatch.world import World
    from mergecast.model.ledger_state import Draft
    from mergecast.payload import PartPayload


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A publisher whose answers are misread, or whose words drift."""

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


def _reading(read: Callable[[Outcome], Outcome]) -> Callable[[World], World]:
    def change(world: World) -> World:
        real = world.publisher
        return replace(world, publisher=lambda each: Wrapped(real(each), read))

    return change


def lost_means_not_sent(outcome: Outcome) -> Outcome:
    """A 5xx or a timeout is taken for "not created"."""
    return NotSent("an error") if isinstance(outcome, Unknown) else outcome


def duplicate_means_posted(outcome: Outcome) -> Outcome:
    """That the same words are live is taken for "ours is live"."""
    twin = isinstance(outcome, Unknown) and "same words" in outcome.evidence
    return Posted("1") if twin else outcome


def drifting(world: World) -> World:
    """Something else is sent than was claimed."""
    real = world.publisher

    def words(part: PartPayload) -> PartPayload:
        return replace(part, digest="sha256:" + "f" * 64)

    return replace(world, publisher=lambda each: Wrapped(real(each), words=words))


def nobody_asked(world: World) -> World:
    """Approvals are not asked for."""
    return replace(world, approve=lambda _: Approved(YES))


def _not_there_means_not_sent(case: settle.Case, reason: str) -> Draft:
    return settle._draft(
        case, EventKind.RELEASED, reason=reason, evidence="not on the timeline"
    )


def no_second_chance(patch: pytest.MonkeyPatch) -> None:
    """What is not on the timeline is sent again."""
    patch.setattr(settle, "_held", _not_there_means_not_sent)


def no_taken_ids(patch: pytest.MonkeyPatch) -> None:
    """Posts that other parts have on record are taken for this one."""
    patch.setattr(settle, "posted_ids", lambda _events: {})


def no_deadline(patch: pytest.MonkeyPatch) -> None:
    """A runner that slept sends all the same."""

    def always(_watch: last_look.Watch, _limit: object, clock: Clock) -> bool:
        return clock.monotonic() >= 0

    patch.setattr(last_look.Watch, "within", always)


def no_order(patch: pytest.MonkeyPatch) -> None:
    """A part goes out though the one before it is not live."""
    real = run._links

    def links(part: PartPayload, view: LedgerView) -> dict[str, str]:
        return dict.fromkeys(real(part, view) or {"none": "1"}, "1")

    patch.setattr(run, "_links", links)


WORLDS: Mapping[str, Callable[[World], World]] = {
    "lost means not sent": _reading(lost_means_not_sent),
    "duplicate means posted": _reading(duplicate_means_posted),
    "payload drift": drifting,
    "no approval check": nobody_asked,
}
PATCHES: Mapping[str, Callable[[pytest.MonkeyPatch], None]] = {
    "not on the timeline means not sent": no_second_chance,
    "taken ids forgotten": no_taken_ids,
    "no send deadline": no_deadline,
    "no thread order": no_order,
}
