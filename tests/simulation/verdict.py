"""What one schedule broke of what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from simulation.courses import let_go, sent_though_over
from simulation.judge import after_freeze, doubled, misordered, untrue
from simulation.unfinished import unfinished
from simulation.wishes import SETTINGS

from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE, is_reactive
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target, keys
from mergecast.model.key import Key, is_reserved
from mergecast.model.ledger_state import PartState

if TYPE_CHECKING:
    from simulation.people import Frozen
    from simulation.pretended import PretendedNetwork, Sender
    from simulation.schedule import Simulation

Versions: TypeAlias = dict[tuple[str, str], list[Target]]

_IN_FLIGHT = timedelta(seconds=10)
"""So long a send may be on its way after it was announced."""
_LATE = timedelta(minutes=11)
"""Who sends a first part as late as this looks for it first."""


def verdict(simulation: Simulation) -> list[str]:
    """Every promise that this schedule broke."""
    every = simulation.branch.every()
    view = simulation.ledger()
    found = [f"I2 {one}" for one in unfinished(simulation)]
    for network in simulation.networks.values():
        found += doubled(network.posts)
        found += _unapproved(simulation, network, every)
        found += _sent_though_by_hand(simulation, network, every)
        found += sent_though_over(simulation, network)
        for freeze in simulation.people.frozen:
            sends = list(_of(simulation, freeze, network, every))
            found += after_freeze(sends, freeze.since, freeze.until)
            found += _not_approved_again(simulation, freeze, sends, every)
        found += _bursts(simulation, network)
    found += _lost(simulation)
    for versions in every.values():
        network = simulation.networks[versions[0].account.key]
        longest = max(versions, key=lambda one: len(one.post.parts))
        found += misordered(view, network.posts, list(keys(longest)))
    states = [
        state
        for key in view.tail.last
        if not is_reserved(key) and (state := view.state(key)) is not None
    ]
    posts = [post for each in simulation.networks.values() for post in each.posts]
    return [*found, *untrue(states, posts)]


def _unapproved(
    simulation: Simulation,
    network: PretendedNetwork,
    every: dict[tuple[str, str], list[Target]],
) -> Iterator[str]:
    """I3: what is sent was approved, as it was sent, since its run began."""
    for (text, digest, at), (began, *_) in _requests(network):
        key = Key.parse(text)
        if not any(
            simulation.approvals.ever(key.post, each.digest, (began, at))
            for each in every[key.post, key.account or ""]
            if _sends(each, key, digest)
        ):
            yield f"I3 {text} was sent at {at} as nobody approved it"


def _requests(
    network: PretendedNetwork,
) -> Iterator[tuple[tuple[str, str, datetime], Sender]]:
    return zip(network.sends, network.senders, strict=True)


def _sent_though_by_hand(
    simulation: Simulation,
    network: PretendedNetwork,
    every: dict[tuple[str, str], list[Target]],
) -> Iterator[str]:
    """I1: what comes late is not sent where a person was seen to have posted it.

    ``known`` are posts that are on record for some part: they are no answer to another.
    """
    hand = [post for post in network.posts if not post.key]
    known = _recorded_ids(simulation) if hand else set()
    for (text, digest, at), sender in _requests(network) if hand else ():
        key = Key.parse(text)
        versions = every[key.post, str(key.account)]
        own = [each for each in versions if _sends(each, key, digest)]
        dues = [each.schedule.at for each in own if each.schedule.at]
        if key.part != 1 or not dues or sender.blind:
            continue
        words, due = own[0].post.parts[0].text, max(dues)
        seen = (
            post.text == words
            and post.id not in known
            and due <= post.at
            and post.visible <= sender.began
            for post in hand
        )
        if sender.clock >= due + _LATE and any(seen):
            yield f"I1 {text} was sent at {at}, and a person had posted it"


def _recorded_ids(simulation: Simulation) -> set[str]:
    view = simulation.ledger()
    states = (view.state(key) for key in view.tail.last if not is_reserved(key))
    return {state.remote_id for state in states if state and state.remote_id}


def _sends(each: Target, key: Key, digest: str) -> bool:
    parts = each.payload.parts if each.payload and each.retract is None else ()
    return any(part.key == key and part.digest == digest for part in parts)


def _of(
    simulation: Simulation, freeze: Frozen, network: PretendedNetwork, every: Versions
) -> Iterator[tuple[str, str, datetime]]:
    """The requests that a freeze is about: not what an incident lets pass."""
    crises = simulation.people.crises
    for one in network.sends:
        key = Key.parse(one[0])
        own = {"all", f"account:{key.account}", f"post:{key.post}"}
        if crises.lets_pass(freeze, key.post, one[2]):
            continue
        if freeze.scope in own.union(scopes(every[key.post, str(key.account)][0])):
            yield one


def _not_approved_again(
    simulation: Simulation,
    freeze: Frozen,
    sends: Iterable[tuple[str, str, datetime]],
    every: Versions,
) -> Iterator[str]:
    """I3: what is reactive goes out after a freeze only if approved after it."""
    for text, digest, at in sends:
        key = Key.parse(text)
        versions = every[key.post, str(key.account)]
        mine = [each for each in versions if _sends(each, key, digest)]
        asked = freeze.until is not None and all(map(is_reactive, mine))
        if freeze.until is None or not asked or at < freeze.until:
            continue
        given = (
            since
            for each in mine
            for since, _ in simulation.approvals.given.get(
                (key.post, each.digest or ""), ()
            )
        )
        if not any(freeze.until <= since <= at for since in given):
            yield f"I3 {text} was sent at {at}, and not approved since the thaw"


def _bursts(simulation: Simulation, network: PretendedNetwork) -> Iterator[str]:
    """What a freeze kept back comes out one by one, ``spacing`` apart on its account.

    Judged of each two that follow each other there, whatever their `late` and the
    weather: from request to request, as they reached the network. Of a post it is the
    part that went first since people went through it; the rest of a thread follows.
    What is said in an incident that goes on waits for none of them, and they for it.
    Less than `spacing` it may be by two things only: what the clock of the second run
    was ahead of that of the first (each has only the times in the ledger to go by), and
    the seconds from an announcement to its send.
    """
    spacing = SETTINGS.publishing.spacing
    went = sorted(_let_go(simulation, network), key=lambda one: one.at)
    speaks = simulation.people.crises.speaks
    for one, other in pairwise(went):
        if speaks(Key.parse(other.key).post, other.at):
            continue
        ahead = max(other.ahead - one.skew, timedelta(0))
        if other.at - one.at < spacing - ahead - _IN_FLIGHT:
            yield f"burst: {one.key} at {one.at}, {other.key} at {other.at}"


class _Went(NamedTuple):
    """A send of what was kept back, and how far the sender's clock was off."""

    key: str
    at: datetime
    skew: timedelta
    ahead: timedelta


def _let_go(simulation: Simulation, network: PretendedNetwork) -> Iterator[_Went]:
    """By post, the request that made its first part since it was gone through."""
    made = {post.key: post.at for post in network.posts if post.key}
    asked: dict[str, _Went] = {}
    for (text, _, at), sender in _requests(network):
        if text in made and at <= made[text]:
            asked[text] = _Went(text, at, sender.clock - at, sender.ahead)
    gone: set[str] = set()
    for each in sorted(asked.values(), key=lambda one: one.at):
        key = Key.parse(each.key)
        post = key.post
        since = simulation.people.triaged.get(post)
        if not since or since[0] > each.at or post in gone:
            continue
        # Only the account that was frozen waits of a day: nobody moves its series.
        if key.date is None or let_go(simulation, each.key, each.at):
            gone.add(post)
            yield each


def _lost(simulation: Simulation) -> Iterator[str]:
    """What was kept back is live, or on the list, or closed for a reason on record."""
    view = simulation.ledger()
    listed = {item.post for item in simulation.people.kept()}
    for event in view.tail.events:
        if event.body.get("code") not in {KEPT_BACK, TOO_LATE}:
            continue
        state = view.state(event.key)
        gone = Key.parse(event.key).post not in listed
        if state is not None and state.state is PartState.MISSED and gone:
            still = state.code in {KEPT_BACK, TOO_LATE}
            if still and not _is_away(simulation, event.key):
                yield f"lost: {event.key} was kept back, and is on no list"


def _is_away(simulation: Simulation, text: str) -> bool:
    """Whether its file is gone, or takes it back."""
    key = Key.parse(text)
    wish = simulation.branch.wishes.get(int(key.post.removeprefix("post-")))
    return wish is None or wish.dropped or wish.retract is not None
