"""What is not at its end yet: of every post that there is, or was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mergecast.dispatch.target import Target, keys
from mergecast.model.event import EventKind
from mergecast.model.key import is_reserved
from mergecast.model.ledger_state import PartState

if TYPE_CHECKING:
    from simulation.schedule import Simulation

    from mergecast.ledger.snapshot import Snapshot

_TAKEN_BACK = frozenset({PartState.RETRACTED, PartState.CANCELLED})
_ENDS = _TAKEN_BACK | {PartState.POSTED, PartState.MANUAL}
_HELD = frozenset({PartState.HELD, PartState.MISSED})
_OPENED = frozenset({PartState.OPEN})
"""Who read an older version last may have opened what is gone: nothing sends it."""
_OPEN = frozenset({EventKind.CLAIM, EventKind.SENDING, EventKind.UNKNOWN})


def unfinished(simulation: Simulation) -> Iterator[str]:
    """What has not ended, in words: what is held has, once people were asked.

    What nobody approved does not go out, so it is not waited for.
    """
    view = simulation.ledger()
    for name, event in view.tail.last.items():
        if event.kind in _OPEN and not is_reserved(name):
            yield f"{name} ended as {event.kind}"
    for each in simulation.branch.targets():
        approved = simulation.approvals.valid(each.post.id, each.digest, simulation.at)
        if each.retract is None:
            yield from _of_a_post(each, view, approved=approved)
        elif approved:
            yield from _taken_back(each, view)
    for each in gone(simulation):
        yield from _of_a_post(each, view, approved=True, ends=_ENDS | _HELD | _OPENED)


def gone(simulation: Simulation) -> Iterator[Target]:
    """The targets, as they were last, whose files were deleted."""
    if len(simulation.branch.versions) == 1:
        return
    here = {(each.post.id, each.account.key) for each in simulation.branch.targets()}
    for name, versions in simulation.branch.every().items():
        if name not in here:
            yield versions[-1]


def _of_a_post(
    each: Target,
    view: Snapshot,
    *,
    approved: bool,
    ends: frozenset[PartState] = _ENDS,
) -> Iterator[str]:
    for key in keys(each):
        state = view.state(key)
        here = state.state if state else PartState.OPEN
        never = state is None or PartState.OPEN not in ends
        over = not (approved and never) if here is PartState.OPEN else here in ends
        if not over:
            yield f"{key} ended as {here}"
        if here is PartState.CANCELLED and not (state and state.reason):
            yield f"{key} is {here}, and nobody knows why"
        if here is not PartState.POSTED:
            return


def _taken_back(each: Target, view: Snapshot) -> Iterator[str]:
    """All parts are gone, or a person let them stay."""
    for key in keys(each):
        state, deletion = view.state(key), view.state(key.deletion)
        here = state.state if state else PartState.OPEN
        stays = deletion is not None and deletion.state is PartState.CANCELLED
        if here not in _TAKEN_BACK and not (here is PartState.POSTED and stays):
            yield f"{key} ended as {here}, and was to be taken back"
