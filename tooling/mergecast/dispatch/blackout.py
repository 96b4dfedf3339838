"""What falls into a blackout does not go out, also where it was approved before.

While it lasts, and as soon as it is known that a post would come due in it, the post
stands frozen, and the plan says by which blackout. What came due in one that is over is
kept back as after a freeze: it waits for a new time, so that the end of mourning is no
burst. What is said in an open incident passes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import KEPT_BACK, reference
from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.target import Target
from mergecast.model.ledger_state import KeyState
from mergecast.model.post import ASAP
from mergecast.model.spoken import clock

if TYPE_CHECKING:
    from mergecast.planning.blackouts import Closure


def closed_to(
    target: Target, part: int, ledger: Recorded, now: datetime
) -> Decision | None:
    """That a blackout stops a part now, or will when it comes due; None: none does."""
    if not target.closed or _is_said_in_an_incident(target, ledger):
        return None
    due = target.schedule.at
    ahead = due if due is not None and due > now else now
    found = _holding(target, now) or _holding(target, ahead)
    if found is None:
        return None
    return Decision(target, Verb.FROZEN, _why(found), part, due=due)


def _why(found: Closure) -> str:
    if found.unknown:
        return f"{found.reason}: nothing goes out until it can be"
    what = "give it a new time, or list it under 'except' in calendar/blackouts.yaml"
    return f"{found.reason} until {clock(found.end)}: {what}"


def kept_from(
    target: Target, part: int, state: KeyState | None, ledger: Recorded, now: datetime
) -> Decision | None:
    """That a part came due in a blackout that is over now; None where it did not.

    What goes out as soon as possible has no time that could have come: see ``renewed``.
    """
    if not target.closed or _is_said_in_an_incident(target, ledger):
        return None
    since = reference(target, part, state, ledger)
    if since is None:
        return None
    over = [each for each in target.closed if since < each.end <= now]
    if not over:
        return None
    last = max(over, key=lambda each: each.end)
    reason = (
        f"{last.reason} kept it from going out until {clock(last.end)}: "
        "give it a new time, or drop it"
    )
    due = target.schedule.at
    return Decision(target, Verb.MISSED, reason, part, due=due, code=KEPT_BACK)


def renewed(target: Target, now: datetime) -> Target:
    """The target; what goes out as soon as possible is approved anew after a blackout.

    It has no time that could have come, and what was urgent then may be wrong now.
    """
    ends = [each.end for each in target.closed if each.end <= now]
    if not ends or target.post.publish_at != ASAP:
        return target
    after = max(ends)
    if target.approved_after is not None:
        after = max(after, target.approved_after)
    return replace(target, approved_after=after)


def _holding(target: Target, at: datetime) -> Closure | None:
    held = (each for each in target.closed if each.holds(at))
    return max(held, key=lambda each: each.end, default=None)


def _is_said_in_an_incident(target: Target, ledger: Recorded) -> bool:
    incident = target.post.text("incident")
    crisis = None if incident is None else ledger.crisis(incident)
    return crisis is not None and crisis.is_open
