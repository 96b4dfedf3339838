"""Mistakes planted in the product's own code, for the length of one test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from simulation.way import Way

from mergecast.dispatch import again, last_look, pace, plan, run, sending, settle
from mergecast.dispatch.kept_back import in_line
from mergecast.dispatch.passing import passing
from mergecast.dispatch.recorded import IN_FLIGHT, said
from mergecast.ledger import memory_store, record_check, rules, snapshot
from mergecast.ledger.snapshot import Snapshot
from mergecast.ledger.store import Pushed, Uncertain
from mergecast.model.event import EventKind
from mergecast.model.freeze import Crisis
from mergecast.model.key import is_reserved
from mergecast.model.ledger_state import PartState

if TYPE_CHECKING:
    from datetime import datetime

    import pytest
    from simulation.schedule import Simulation

    from mergecast.dispatch.ports import Clock, LedgerView, Recent
    from mergecast.dispatch.recorded import Said
    from mergecast.dispatch.target import Target
    from mergecast.dispatch.world import World
    from mergecast.ledger.record import Record
    from mergecast.ledger.store import Change, Outcome
    from mergecast.model.ledger_state import Draft, KeyState
    from mergecast.payload import PartPayload


def trusted_push(patch: pytest.MonkeyPatch) -> None:
    """A push without an answer is taken for one that was applied."""
    real = Way._pushed

    def believing(
        way: Way, simulation: Simulation, parent: str | None, change: Change
    ) -> Outcome:
        outcome = real(way, simulation, parent, change)
        if not isinstance(outcome, Uncertain):
            return outcome
        commit = memory_store._commit_id(parent, change)
        commits = simulation.remote.commits
        before = commits[parent] if parent else {}
        commits.setdefault(commit, {**before, **change.files})
        return Pushed(commit)

    patch.setattr(Way, "_pushed", believing)


def no_lease(patch: pytest.MonkeyPatch) -> None:
    """What another run has claimed is claimed again at once."""

    def blind(state: KeyState | None, now: datetime) -> Said | None:
        flying = state is not None and state.state in IN_FLIGHT
        return None if flying else said(state, now)

    patch.setattr(plan, "said", blind)
    anywhere = rules.FROM[EventKind.CLAIM] | IN_FLIGHT
    patch.setattr(rules, "FROM", {**rules.FROM, EventKind.CLAIM: anywhere})


def no_deadline(patch: pytest.MonkeyPatch) -> None:
    """A runner that slept sends all the same."""

    def always(_watch: last_look.Watch, _limit: object, clock: Clock) -> bool:
        return clock.monotonic() >= 0

    patch.setattr(last_look.Watch, "within", always)


def error_is_empty(patch: pytest.MonkeyPatch) -> None:
    """A record that could not be read now and then is taken for none."""
    real = record_check.checked_record

    def careless(key: str, raw: bytes | None, view: Snapshot) -> Record | None:
        fails = crc32(f"{view.tip}{key}".encode()) % 20 == 0
        return None if fails and not is_reserved(key) else real(key, raw, view)

    patch.setattr(snapshot, "checked_record", careless)


def freeze_of_checkout(patch: pytest.MonkeyPatch) -> None:
    """Freezes are read with the calendar, so those that come later are not seen."""
    for module in (rules, plan, sending, again):
        patch.setattr(module, "stopped_by", lambda *_: None)


def no_taken_ids(patch: pytest.MonkeyPatch) -> None:
    """Posts that other parts have on record are taken for this one."""
    patch.setattr(settle, "taken", lambda *_: {})


def no_same_text_rule(patch: pytest.MonkeyPatch) -> None:
    """Two parts with the same words are on their way at the same time."""
    patch.setattr(run, "twin", lambda *_: None)


def no_order(patch: pytest.MonkeyPatch) -> None:
    """A part goes out though the one before it is not live."""
    real = run._links

    def links(part: PartPayload, view: LedgerView) -> dict[str, str]:
        return dict.fromkeys(real(part, view) or {"none": "1"}, "1")

    patch.setattr(run, "_links", links)


def lease_is_proof(patch: pytest.MonkeyPatch) -> None:
    """A lease that is over, by whichever clock, is taken for "never sent"."""
    real = settle._verdict

    def hasty(world: World, case: settle.Case, found: list[str]) -> Draft | None:
        if case.state.state is not PartState.SENDING:
            return real(world, case, found)
        why = "its lease is over"
        return settle._draft(case, EventKind.RELEASED, reason=why, evidence=why)

    patch.setattr(settle, "_verdict", hasty)


def absent_is_unsent(patch: pytest.MonkeyPatch) -> None:
    """What is not on the timeline is sent again."""

    def unsent(case: settle.Case, reason: str) -> Draft:
        evidence = "not on the timeline"
        return settle._draft(case, EventKind.RELEASED, reason=reason, evidence=evidence)

    patch.setattr(settle, "_held", unsent)


def no_look_before_a_late_send(patch: pytest.MonkeyPatch) -> None:
    """What comes late is sent though somebody lost patience and posted it by hand."""
    patch.setattr(run, "before_sending", lambda *_: None)


def a_thaw_lets_all_go(patch: pytest.MonkeyPatch) -> None:
    """What a freeze kept back goes out by itself when it ends."""
    patch.setattr(plan, "kept_back", lambda *_: None)
    patch.setattr(plan, "renewed", lambda target, *_: target)


def nobody_stands_in_line(patch: pytest.MonkeyPatch) -> None:
    """What a thaw let go goes out at its own minute, however late its neighbour was."""
    patch.setattr(pace, "in_line", lambda *_: False)


def the_rest_of_a_thread_pushes_in(patch: pytest.MonkeyPatch) -> None:
    """Only first parts stand in line after a thaw."""

    def first(target: Target, part: int, ledger: Recent, now: datetime) -> bool:
        return part == 1 and in_line(target, part, ledger, now)

    patch.setattr(pace, "in_line", first)


def the_level_of_now_counts(patch: pytest.MonkeyPatch) -> None:
    """Whoever lowers the level of an incident needs fewer people to pass its freeze."""

    def hasty(target: Target, part: int, ledger: Recent) -> Target:
        return replace(passing(target, part, ledger), graver=())

    patch.setattr(plan, "passing", hasty)


def the_own_level_is_enough(patch: pytest.MonkeyPatch) -> None:
    """What is said in a mild incident passes what stands frozen for a grave one."""

    def alone(target: Target, part: int, ledger: Recent) -> Target:
        found = passing(target, part, ledger)
        own = ledger.crisis(str(target.post.text("incident")))
        had = own.levels if own is not None else ()
        return replace(found, graver=tuple(set(found.graver) & set(had)))

    patch.setattr(plan, "passing", alone)


def what_is_over_passes(patch: pytest.MonkeyPatch) -> None:
    """Posts of an incident pass its freeze also after it was closed."""
    patch.setattr(Crisis, "is_open", property(lambda _crisis: True))


def an_edit_brings_a_day_back(patch: pytest.MonkeyPatch) -> None:
    """A day of a series goes out as it was changed after its time."""
    patch.setattr(plan, "day_over", lambda *_: None)
