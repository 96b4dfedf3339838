"""What a freeze kept back does not go out by itself when it ends.

People go through it first: each post is given a new time, or is dropped. So a thaw is
never a burst, and nothing goes out that the crisis made wrong. What is reactive, and
what had grown too late by the end of the freeze, has to be approved again as well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.ports import Recent, Recorded
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target
from mergecast.dispatch.traffic import claimed_since
from mergecast.model.event import EventKind
from mergecast.model.freeze import Thawed, was_stopped_by
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.post import ASAP
from mergecast.model.spoken import clock

KEPT_BACK = "frozen"
"""The ``code`` of what came due under a freeze: it waits for a new time."""

TOO_LATE = "frozen-too-late"
"""The same where it is too late for its words: they have to be approved again."""

_GRACE = timedelta(minutes=10)
_A_DAY = timedelta(days=1)


def kept_back(
    target: Target, part: int, state: KeyState | None, ledger: Recorded
) -> Decision | None:
    """That a part came due under a freeze that is over now; None where it did not.

    What goes out as soon as possible has no time that could have come: see ``renewed``.
    """
    ended = _ended(target, part, ledger)
    since = reference(target, part, state, ledger)
    if ended is None or since is None or since >= ended.until:
        return None
    reason = (
        f"it came due while {ended.scope} was frozen (until {clock(ended.until)}): "
        "give it a new time, or drop it"
    )
    late = ended.until > since + (target.late.window or _GRACE)
    code = TOO_LATE if late else KEPT_BACK
    due = target.schedule.at
    return Decision(target, Verb.MISSED, reason, part, due=due, code=code)


def renewed(
    target: Target, part: int, state: KeyState | None, ledger: Recorded
) -> Target:
    """The target; with the instant after which it has to be approved, where it is."""
    ended = _ended(target, part, ledger)
    if ended is None:
        return target
    after: datetime | None = None
    if is_reactive(target):
        after = ended.until
    elif state is not None and state.state is PartState.MISSED:
        after = min(ended.until, state.at) if state.code == TOO_LATE else None
    elif target.schedule.at is not None:
        grown = target.schedule.at + (target.late.window or _GRACE)
        after = ended.until if part == 1 and grown < ended.until else None
    return target if after is None else replace(target, approved_after=after)


def is_reactive(target: Target) -> bool:
    """Whether a post answers to its moment, so that a freeze may have made it wrong."""
    post = target.post
    return (
        post.text("bucket") == "reactive"
        or post.text("lane") == "realtime"
        or post.publish_at == ASAP
    )


def in_line(target: Target, part: int, ledger: Recent, now: datetime) -> bool:
    """Whether a part is let go by a thaw of the last day, and so waits for its turn.

    The rest of a thread follows its own first part, if that went out since. What is
    said in an incident that goes on waits for nothing that the crisis kept back, unless
    it was kept back itself.
    """
    ended = _ended(target, part, ledger)
    if ended is None or now - ended.until >= _A_DAY:
        return False
    if _is_said_now(target, part, ledger):
        return False
    if part == 1:
        return True
    own = {"all", f"account:{target.account.key}", f"post:{target.post.id}"}
    before = target.key(part - 1)
    return not claimed_since(before, own.union(scopes(target)), ledger.tail)


def _is_said_now(target: Target, part: int, ledger: Recorded) -> bool:
    """Whether it answers in an open incident, and no freeze kept it back."""
    incident = target.post.text("incident")
    crisis = None if incident is None else ledger.crisis(incident)
    if crisis is None or not crisis.is_open:
        return False
    state = ledger.state(target.key(part))
    return state is None or state.code not in {KEPT_BACK, TOO_LATE}


def _ended(target: Target, part: int, ledger: Recorded) -> Thawed | None:
    thawed = ledger.thawed()
    if not thawed:
        return None
    return was_stopped_by(target.key(part), thawed, scopes(target))


def reference(
    target: Target, part: int, state: KeyState | None, ledger: Recorded
) -> datetime | None:
    """When it could have gone out at the earliest, as far as its time goes."""
    if target.schedule.at is None and part == 1:
        return None
    before = ledger.state(target.key(part - 1)) if part > 1 else None
    said = state.at if state and state.kind is EventKind.RESOLVED else None
    times = (target.schedule.at, before.at if before else None, said)
    return max((at for at in times if at is not None), default=None)
