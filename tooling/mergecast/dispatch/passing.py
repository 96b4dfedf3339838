"""Who passes a freeze: what is said in an open incident, as the matrix asks for it."""

from __future__ import annotations

from dataclasses import replace

from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target
from mergecast.model.key import Key
from mergecast.model.ledger_state import stopped_by


def passing(target: Target, part: int, ledger: Recorded) -> Target:
    """The target; where it may pass what stops it, with the level of its incident.

    What it takes to pass, the approvals of the matrix at the gravest level that the
    incident ever had, is asked for where approvals are.
    """
    incident = target.post.text("incident")
    if incident is None:
        return target
    key = Key(target.post.id, target.post.date, target.account.key, part)
    if stopped_by(key, ledger.freezes(), scopes(target)) is None:
        return target
    crisis = ledger.crisis(incident)
    if crisis is None or not crisis.is_open or crisis.level is None:
        return target
    had = tuple(one for one in crisis.levels if one != crisis.level)
    return replace(target, crisis=crisis.level, graver=had)
