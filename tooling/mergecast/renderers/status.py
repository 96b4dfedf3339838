"""How things stand: what is frozen, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Freeze
from mergecast.renderers.encoders.terminal import encode_terminal


@dataclass(frozen=True, slots=True)
class FreezeChange:
    """What a freeze or thaw did, and all that is frozen after it.

    ``already`` are the scopes that were as asked before.
    """

    kind: EventKind
    done: Sequence[str]
    already: Sequence[str]
    freezes: Sequence[Freeze]
    seconds: float


def change_shown(change: FreezeChange, form: str) -> str:
    """The change as ``text`` or ``json``."""
    return change_json(change) if form == "json" else change_text(change)


def change_text(change: FreezeChange) -> str:
    """What was done and how long it took; then what is frozen now."""
    freeze = change.kind is EventKind.FREEZE
    verb, state = ("frozen", "frozen already") if freeze else ("thawed", "not frozen")
    lines = []
    if change.done:
        lines.append(f"{verb}: {', '.join(change.done)} (in {change.seconds:.1f} s)")
    lines += [f"{scope} is {state}: nothing was written" for scope in change.already]
    return "".join(f"{line}\n" for line in [*lines, *freezes_lines(change.freezes)])


def freezes_lines(freezes: Sequence[Freeze]) -> list[str]:
    """What is frozen now, the oldest first."""
    if not freezes:
        return ["nothing is frozen now"]
    return ["frozen now:", *(f"  {encode_terminal(_freeze(one))}" for one in freezes)]


def _freeze(one: Freeze) -> str:
    return f"{one.scope}  since {one.at:%Y-%m-%d %H:%M} UTC by {one.by}: {one.reason}"


def change_json(change: FreezeChange) -> str:
    """The change as JSON, version 1; fields are only ever added."""
    found = {
        "version": 1,
        "action": change.kind.value,
        "done": list(change.done),
        "already": list(change.already),
        "seconds": round(change.seconds, 3),
        "frozen": freezes_json(change.freezes),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def freezes_json(freezes: Sequence[Freeze]) -> list[dict[str, str]]:
    """What is frozen now, as JSON values."""
    return [
        {
            "scope": one.scope,
            "reason": one.reason,
            "by": one.by,
            "at": one.at.isoformat(),
        }
        for one in freezes
    ]
