"""Decide what happens to each target now: (target, ledger, approvals, now) -> decision.

Pure: the same state at the same instant gives the same decision, on a laptop and in a
job. What is on record comes first, since nothing may undo it; then what stops a post;
then its time; and its approval last, since that is the dearest to ask.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mergecast.approvals.policy import NotApproved
from mergecast.dispatch import blackout, retraction
from mergecast.dispatch.changed import changed_while_live
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import kept_back, renewed
from mergecast.dispatch.passing import passing
from mergecast.dispatch.ports import Approve, Recorded
from mergecast.dispatch.recorded import said
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.series import day_over
from mergecast.dispatch.target import Target, is_by_hand, keys, who_posts
from mergecast.model.event import EventKind
from mergecast.model.freeze import stopped_by
from mergecast.model.ledger_state import FILE_GONE, KeyState, PartState
from mergecast.model.post import ASAP
from mergecast.model.schedule import QUEUE
from mergecast.model.spoken import clock, span

LATE_AFTER = timedelta(minutes=10)
"""When `late: hold` and `late: skip` begin: ticks are never exact."""


def decide(
    target: Target,
    ledger: Recorded,
    approve: Approve,
    now: datetime,
    *,
    ask_ahead: bool = True,
) -> Decision:
    """What happens to ``target`` now, were it alone; ``pace`` sees it among others.

    ``ask_ahead``: also ask for the approval of what is not due yet (a plan does).
    """
    if target.retract is not None:
        return retraction.decide(target, ledger, approve, now)
    part, state = next_part(target, ledger)
    target = passing(renewed(target, part, state, ledger), part, ledger)
    target = blackout.renewed(target, now)
    recorded = _from_record(target, part, state, now)
    if recorded is not None and reopened(target, state) is None:
        return recorded
    late = _timing(target, part, now, resent=_resent(state))
    stopped = (
        _stopped(target, part, ledger, now)
        or kept_back(target, part, state, ledger)
        or blackout.kept_from(target, part, state, ledger, now)
        or changed_while_live(target, part, ledger)
        or (None if late is None or late.verb is Verb.WAIT else late)
    )
    if stopped is not None:
        return stopped
    if late is not None and not ask_ahead:
        return late
    return _asked(target, part, late, approve, resent=_resent(state))


def _asked(
    target: Target,
    part: int,
    early: Decision | None,
    approve: Approve,
    *,
    resent: bool = False,
) -> Decision:
    """Its approval, which is asked for last; ``early`` is a time that has not come."""
    answer = approve(target)
    if isinstance(answer, NotApproved):
        reason = f"not approved: {answer.reason}"
        return Decision(target, Verb.WAIT, reason, part, due=due_at(target))
    if early is not None:
        return replace(early, reason=f"approved; {early.reason}")
    if part == 1 and not resent and (gone := day_over(target, answer)) is not None:
        return Decision(target, Verb.MISSED, gone, part, due=due_at(target))
    return Decision(target, Verb.PUBLISH, "approved and due", part, due=due_at(target))


def next_part(target: Target, ledger: Recorded) -> tuple[int, KeyState | None]:
    """The first part that is not live, and what is on record of it.

    Where all are live, the last one with its record.
    """
    each = list(keys(target))
    states = ledger.states(each)
    number, state = 0, None
    for number, key in enumerate(each, 1):  # noqa: B007 - used after the loop
        state = states[str(key)]
        if state is None or state.state is not PartState.POSTED:
            break
    return number, state


def due_at(target: Target) -> datetime | None:
    """When the target's time comes; None for a draft and for ``asap``."""
    return target.schedule.at


def too_late_at(target: Target) -> datetime | None:
    """When its lateness is something to write down; None where it never is."""
    due, until = due_at(target), target.schedule.until
    late = None if due is None else due + (target.late.window or LATE_AFTER)
    return min((at for at in (late, until) if at is not None), default=None)


def reopened(target: Target, state: KeyState | None) -> str | None:
    """Why a part that was closed is open again by what is merged; None where it is not.

    It missed its time and was given a later one, or was cancelled because its file was
    gone, and the file is back.
    """
    if state is None or state.may_be_live:
        return None
    if state.state is PartState.CANCELLED and state.code == FILE_GONE:
        return "its file is back"
    times = (target.schedule.at, target.schedule.until)
    later = any(at is not None and at > state.at for at in times)
    if state.state is PartState.MISSED and later:
        return "it was given another time"
    return None


def _from_record(
    target: Target, part: int, state: KeyState | None, now: datetime
) -> Decision | None:
    found = said(state, now)
    if found is None:
        return None
    due = due_at(target)
    return Decision(target, found.verb, found.reason, part, found.until, due)


def _stopped(
    target: Target, part: int, ledger: Recorded, now: datetime
) -> Decision | None:
    """Its place, a freeze or a blackout, trouble, or an order to leave it to a person.

    A draft in the queue has nothing to wait for, be it approved or not.
    """
    due = due_at(target)
    if target.post.path.startswith(QUEUE):
        reason = "a draft in the queue: nothing there goes out"
        return Decision(target, Verb.WAIT, reason, part)
    key = target.key(part)
    freeze = stopped_by(key, ledger.freezes(), scopes(target))
    if freeze is not None:
        reason = f"{freeze.by} froze {freeze.scope}: {freeze.reason}"
        return Decision(target, Verb.FROZEN, reason, part, due=due)
    closed = blackout.closed_to(target, part, ledger, now)
    if closed is not None:
        return closed
    if target.trouble is not None or target.payload is None:
        reason = target.trouble or "it cannot be read"
        return Decision(target, Verb.WAIT, reason, part, due=due)
    if is_by_hand(target):
        return Decision(target, Verb.MANUAL, who_posts(target), part, due=due)
    return None


def _resent(state: KeyState | None) -> bool:
    """Whether a person said that it is to be sent after all, however late."""
    return state is not None and state.kind is EventKind.RESOLVED


def _timing(
    target: Target, part: int, now: datetime, *, resent: bool
) -> Decision | None:
    """None where the target's time is now; else why not."""
    when = target.schedule
    due = due_at(target)
    if when.trouble is not None:
        reason = f"its time cannot be read: {when.trouble}"
        return Decision(target, Verb.WAIT, reason, part)
    if due is None and target.post.publish_at != ASAP:
        return Decision(target, Verb.WAIT, "a draft: it has no time yet", part)
    for until, reason in (
        (when.not_before, "under embargo"),
        (due, "its time has not come"),
    ):
        if until is not None and now < until:
            return Decision(target, Verb.WAIT, reason, part, until, due)
    # `until` and `late` bind a target's first part: a thread that began goes on.
    return None if part > 1 else _lateness(target, part, now, resent=resent)


def _lateness(
    target: Target, part: int, now: datetime, *, resent: bool
) -> Decision | None:
    due, until, late = due_at(target), target.schedule.until, target.late
    if until is not None and now >= until:
        reason = f"it was to go out before {clock(until)}"
        return Decision(target, Verb.MISSED, reason, part, due=due)
    if due is None or resent:
        return None
    grace = LATE_AFTER if late.window is None else late.window
    if now <= due + grace:
        return None
    if late.action == "hold":
        verb, reason = (
            Verb.HOLD,
            f"more than 10 min late ({clock(due)}), and `late: hold`",
        )
    else:
        limit = f"within {span(grace)}" if late.window else "on time"
        verb, reason = Verb.MISSED, f"it was to go out {limit} of {clock(due)}"
    return Decision(target, verb, reason, part, due=due)
