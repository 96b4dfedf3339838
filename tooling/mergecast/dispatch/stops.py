"""Freeze and thaw: which events it takes so that a scope stands still, or goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from mergecast.dispatch.ports import Recorded
from mergecast.model.event import EventKind, Json
from mergecast.model.freeze import Freeze
from mergecast.model.key import FREEZE
from mergecast.model.ledger_state import Draft
from mergecast.model.reasons import plain_reason

EVERYTHING = "all"
SCOPE = re.compile(
    r"all|(?:account|network|bucket|campaign):[a-z0-9][a-z0-9_-]{0,63}"
    r"|locale:[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
    r"|post:[a-z0-9][a-z0-9-]{2,63}"
)
"""What can be frozen. The schema of a playbook says the same, and a test sees to it."""
FORMS = "all, account:KEY, network:ID, bucket:NAME, campaign:ID, locale:TAG or post:ID"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for: scopes to stop or to let go on, why, and who asks.

    ``until`` is when they want to be reminded of a freeze; ``incident`` is for which it
    is. ``approval`` is the proof on which a thaw rests.
    """

    kind: EventKind
    scopes: tuple[str, ...]
    reason: str
    by: str
    until: datetime | None = None
    incident: str | None = None
    approval: Json | None = None


def is_scope(text: str) -> bool:
    """Whether a text names something that can be frozen."""
    return SCOPE.fullmatch(text) is not None


def needed(order: Order, view: Recorded) -> list[Draft]:
    """The events that bring about what was asked for; none for what is so already."""
    body = {"reason": plain_reason(order.reason), "by": plain_reason(order.by)}
    freezes = view.freezes()
    return [
        Draft(
            order.kind,
            FREEZE,
            approval=order.approval,
            body={"scope": scope, **body, **_more(order, scope, freezes)},
        )
        for scope in _open(order, freezes)
    ]


def _more(order: Order, scope: str, freezes: Iterable[Freeze]) -> dict[str, str]:
    """What only a freeze says, or only a thaw: since when the scope stood still."""
    if order.kind is EventKind.FREEZE:
        until = _instant(order.until) if order.until else None
        said = {"until": until, "incident": order.incident}
        return {name: value for name, value in said.items() if value}
    since = min(one.at for one in freezes if one.scope == scope)
    return {"since": _instant(since)}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def _open(order: Order, freezes: Iterable[Freeze]) -> Iterable[str]:
    """What is not so yet.

    What passes a freeze is asked for as grave as the incidents are that it is for. So
    each incident writes its own, beside plain ones and those of others; and what was
    frozen for incidents alone is frozen plainly by whoever asks for that.
    """
    stops = order.kind is EventKind.FREEZE
    frozen = {
        one.scope for one in freezes if not stops or one.incident == order.incident
    }
    return (
        scope for scope in dict.fromkeys(order.scopes) if (scope in frozen) is not stops
    )
