"""Every fault at every step, each singly: the world heals, and the judge is content.

``python tests/simulation/sweep_replay.py thread 17:dies`` shows one walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache

import pytest
from simulation.sweep import Step, Walk, complaints, faulted, faults_after
from simulation.sweep_faults import OWN
from simulation.sweep_run import PLAIN, WATCHED
from simulation.sweep_scenarios import SCENARIOS

from mergecast.dispatch.ports import Calendar, Clock, Publisher
from mergecast.dispatch.target import keys
from mergecast.dispatch.world import World
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.store import Store
from mergecast.ledger.verify import verify
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import PartState

NO_KNOWING = frozenset({"rejected", "no answer, left", "empty"})
"""The network will not have it, or nobody can know whether it has."""

CUT_OFF = frozenset({"dies", "sleeps 90 min", "hangs 90 min, clock set back"})
"""Between announcement and send, these leave nobody who knows whether it was sent."""

EFFECTS = ("store.push", "publisher.send")


@cache
def undisturbed(name: str) -> Walk:
    return faulted(name, {}, tracing=True)


def live(walk: Walk) -> int:
    view = walk.ledger()
    states = [view.state(key) for each in walk.targets for key in keys(each)]
    return sum(
        state is not None and state.state is PartState.POSTED for state in states
    )


def announced(trace: Sequence[Step], number: int) -> bool:
    """Whether a step comes after a ``sending`` and not after its send."""
    before = [step.name for step in trace[:number] if step.name.startswith(EFFECTS)]
    return before[-1:] == ["store.push sending"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_whatever_goes_wrong_once_all_ends_well_or_is_held_with_good_reason(
    name: str,
) -> None:
    wrong: list[str] = []
    base = undisturbed(name)
    for step, fault in faults_after(base):
        walk = faulted(name, {step.number: fault})
        wrong += complaints(name, walk)
        held = fault in NO_KNOWING or (
            fault in CUT_OFF and announced(base.trace, step.number)
        )
        if live(walk) < live(base) and not held:
            wrong.append(f"less is live, {step.name} {fault}: {name}")

    assert wrong == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_undisturbed_all_is_well(name: str) -> None:
    walk = undisturbed(name)
    store, genesis = MemoryStore(walk.remote), walk.genesis

    assert complaints(name, walk) == []
    assert verify(store, walk.ledger().tip, genesis=genesis, ring=Keyring()) == []


def test_each_call_of_each_port_has_its_faults() -> None:
    ports = {"publisher": Publisher, "clock": Clock, "store": Store}
    methods = {
        f"{port}.{name}"
        for port, protocol in {**ports, "calendar": Calendar}.items()
        for name, found in vars(protocol).items()
        if callable(found) and not name.startswith("_")
    }

    assert {*methods, *(f"world.{name}" for name in WATCHED)} <= set(OWN)


def test_each_field_of_a_world_is_watched_or_cannot_fail() -> None:
    assert {each.name for each in fields(World)} <= WATCHED | PLAIN
    assert not WATCHED & PLAIN


def test_each_call_is_made_by_some_scenario() -> None:
    made = {
        step.name.split()[0] for name in SCENARIOS for step in undisturbed(name).trace
    }

    # A tick never waits, that is for the loop around it; and nothing is taken back yet.
    assert made == set(OWN) - {"clock.sleep", "publisher.delete", "publisher.is_live"}


def test_each_event_of_a_publisher_is_pushed_by_some_scenario() -> None:
    pushed = {
        step.name.partition(" ")[2]
        for name in SCENARIOS
        for step in undisturbed(name).trace
    }
    by_people = {"freeze", "thaw", "incident", "resolved"}
    by_set_up = {"genesis", "rotate"}
    later = {"policy", "retracted", "cancelled"}

    assert pushed - {""} == set(EventKind) - by_people - by_set_up - later


def test_the_same_plan_gives_the_same_history() -> None:
    first, second = (faulted("thread", {24: "another run"}) for _ in range(2))

    assert first.remote.tips == second.remote.tips
    assert first.network.posts == second.network.posts
