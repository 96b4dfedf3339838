"""Every fault at every step, each singly: the world heals, and the judge is content.

``python tests/simulation/sweep_replay.py thread '17:sleeps 6 min'`` shows one walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from simulation.sweep_faults import OWN
from simulation.sweep_plans import complaints, faulted, faults_after, undisturbed
from simulation.sweep_replay import history
from simulation.sweep_run import PLAIN, WATCHED
from simulation.sweep_scenarios import SCENARIOS, TAKEN_BACK

from mergecast.dispatch.ports import Calendar, Clock, Publisher
from mergecast.dispatch.target import keys
from mergecast.dispatch.world import World
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.store import Store
from mergecast.ledger.verify import verify
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import PartState

if TYPE_CHECKING:
    from simulation.sweep import Step, Walk

KEEPS_BACK = {
    "rejected": "the network will not have it",
    "suspended": "the account rests for longer than a post may be late",
    "no answer, left": "nobody can know that it was not made",
    "empty": "the timeline lacks what is live",
    "edited": "a thread of which a part is live was changed",
    "posted by hand": "two posts have its words, and nobody knows which is it",
}
"""After which single faults less may be live than without, and why."""

CUT_OFF = frozenset({"dies", "sleeps 90 min", "hangs 90 min, clock set back"})
"""After these, too, between announcement and send: nobody knows whether it was made."""

EFFECTS = ("store.push", "publisher.send")


def live(walk: Walk) -> int:
    view = walk.ledger()
    states = [view.state(key) for each in walk.targets for key in keys(each)]
    return [state.state if state else None for state in states].count(PartState.POSTED)


def left(walk: Walk) -> list[str]:
    """Of what was taken back, what is live all the same."""
    if walk.scenario.ends is not TAKEN_BACK:
        return []
    return [each.key for each in walk.network.posts if each.key and not each.gone]


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
        unknown = fault in CUT_OFF and announced(base.trace, step.number)
        if live(walk) < live(base) and not (unknown or fault in KEEPS_BACK):
            wrong.append(f"{name}: less is live after {step.number}:{fault}")
        if left(walk) and fault != "rejected":
            wrong.append(f"{name}: not deleted after {step.number}:{fault}")

    assert wrong == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_undisturbed_all_is_well(name: str) -> None:
    walk = undisturbed(name)
    store, genesis = MemoryStore(walk.remote), walk.genesis

    assert complaints(name, walk) == []
    assert left(walk) == []
    assert verify(store, walk.ledger().tip, genesis=genesis, ring=Keyring()) == []


def test_each_call_of_each_port_has_its_faults() -> None:
    ports = {"publisher": Publisher, "clock": Clock, "store": Store}
    methods = {
        f"{port}.{name}"
        for port, protocol in {**ports, "calendar": Calendar}.items()
        for name, found in vars(protocol).items()
        if callable(found) and not name.startswith("_")
    }

    assert {*methods, *(f"world.{name}" for name in WATCHED)} == set(OWN)


def test_each_field_of_a_world_is_watched_or_cannot_fail() -> None:
    assert {each.name for each in fields(World)} == WATCHED | PLAIN
    assert not WATCHED & PLAIN


def test_each_call_is_made_by_some_scenario() -> None:
    steps = (step for name in SCENARIOS for step in undisturbed(name).trace)
    made = {step.name.partition(" ")[0] for step in steps}

    # A tick never waits: that is for the loop around it.
    assert made == set(OWN) - {"clock.sleep"}


def test_each_event_of_a_publisher_is_pushed_by_some_scenario() -> None:
    pushed = {
        step.name.partition(" ")[2]
        for name in SCENARIOS
        for step in undisturbed(name).trace
    }
    by_people = {"freeze", "thaw", "incident", "resolved"}
    before_any_tick = {"genesis", "rotate", "policy"}

    assert pushed - {""} == set(EventKind) - by_people - before_any_tick


def test_a_walk_can_be_shown_step_by_step() -> None:
    shown = history("thread", ["17:sleeps 6 min"]).splitlines()
    line = next(line for line in shown if line.startswith("  17 "))

    assert line.endswith("<-- sleeps 6 min")
    assert any(line.startswith("live 3 launch-2026@acme:3") for line in shown)
    assert shown[-1] == "all is well"


def test_the_same_plan_gives_the_same_history() -> None:
    pushes = [step for step in undisturbed("thread").trace if " claim" in step.name]
    plan = {pushes[1].number: "another run"}
    first, second = (faulted("thread", plan) for _ in range(2))

    assert first.remote.tips == second.remote.tips
    assert first.network.posts == second.network.posts
