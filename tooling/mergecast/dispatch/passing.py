"""Who passes a freeze: what is said in an open incident, as the matrix asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.scopes import scopes
from mergecast.dispatch.target import Target
from mergecast.model.freeze import Crisis, Freeze, about


def passing(target: Target, part: int, ledger: Recorded) -> Target:
    """The target; where it may pass what stops it, with the levels that it takes.

    What it takes to pass, the approvals of the matrix at the gravest level that its
    incident ever had, or another for which it stands frozen, is asked for where
    approvals are. An incident that was closed counts until its freeze is thawed: who
    closes it proves nothing.
    """
    incident = target.post.text("incident")
    if incident is None:
        return target
    key = target.key(part)
    freezes = about(key, ledger.freezes(), scopes(target))
    if not freezes:
        return target
    crisis = ledger.crisis(incident)
    if crisis is None or not crisis.is_open or crisis.level is None:
        return target
    others = _others(freezes, incident, ledger)
    if others is None:
        return target
    had = dict.fromkeys(level for one in (crisis, *others) for level in one.levels)
    plain = any(each.incident is None for each in freezes)
    return replace(
        target,
        crisis=crisis.level,
        graver=tuple(one for one in had if one != crisis.level),
        past=tuple(one.id for one in others),
        playbook=(crisis.playbook or "") if plain else None,
    )


def _others(
    freezes: Iterable[Freeze], incident: str, ledger: Recorded
) -> tuple[Crisis, ...] | None:
    """The other incidents for which it is frozen.

    None where it is not known how grave one is: then nothing of another passes.
    """
    named = dict.fromkeys(each.incident for each in freezes if each.incident)
    found = [ledger.crisis(name) for name in named if name != incident]
    known = [one for one in found if one is not None and one.levels]
    return tuple(known) if len(known) == len(found) else None
