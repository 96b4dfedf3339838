"""The sweep is tested: mistakes that one could make are seen by some single fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from simulation.sweep_plans import complaints, faulted, faults_after, undisturbed
from simulation.sweep_run import Run

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.dispatch import last_look, plan, receipt, run, sending
from mergecast.dispatch.ports import LedgerView, Recorded
from mergecast.dispatch.receipt import Turn
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import Step, World
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.outcome import NotSent, Outcome, Unknown


def no_deadline(patch: pytest.MonkeyPatch) -> None:
    """A runner that slept sends all the same."""
    patch.setattr(last_look.Watch, "within", lambda *_: True)


def nobody_asked(patch: pytest.MonkeyPatch) -> None:
    """Approvals are not asked for."""
    real = Run.approve

    def approve(run: Run, _each: Target) -> Approved | NotApproved:
        return real(run, run.walk.targets[0])

    patch.setattr(Run, "approve", approve)


def lost_means_not_made(patch: pytest.MonkeyPatch) -> None:
    """No answer is taken for "not made"."""

    def record(
        turn: Turn, outcome: Outcome, view: LedgerView, world: World
    ) -> tuple[Step, LedgerView]:
        if isinstance(outcome, Unknown):
            outcome = NotSent(outcome.evidence)
        return receipt.record(turn, outcome, view, world)

    patch.setattr(sending, "record", record)


def no_order(patch: pytest.MonkeyPatch) -> None:
    """A part goes out though the one before it is not live."""
    real = plan.next_part

    def next_part(target: Target, ledger: Recorded) -> tuple[int, KeyState | None]:
        number, state = real(target, ledger)
        if state is not None and state.state is PartState.HELD:
            return min(number + 1, len(target.post.parts)), None
        return number, state

    patch.setattr(plan, "next_part", next_part)
    patch.setattr(run, "_links", lambda *_: {"none": "1"})


MISTAKES: Mapping[str, tuple[str, Callable[[pytest.MonkeyPatch], None]]] = {
    "no deadline": ("post", no_deadline),
    "nobody asked": ("post", nobody_asked),
    "lost means not made": ("same words, no filter", lost_means_not_made),
    "no order": ("thread", no_order),
}


def seen(name: str) -> str | None:
    base = undisturbed(name)
    for step, fault in faults_after(base):
        found = complaints(name, faulted(name, {step.number: fault}))
        if found:
            return found[0]
    return None


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_seen(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, make = MISTAKES[mistake]
    assert complaints(name, undisturbed(name)) == []
    make(monkeypatch)

    assert seen(name) is not None
