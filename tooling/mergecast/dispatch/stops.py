"""Freeze and thaw: which events it takes so that a scope stands still, or goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mergecast.dispatch.ports import Recorded
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE
from mergecast.model.ledger_state import Draft

EVERYTHING = "all"
_SCOPE = re.compile(
    r"all|(?:account|network|bucket|campaign):[a-z0-9][a-z0-9_-]{0,63}"
    r"|post:[a-z0-9][a-z0-9-]{2,63}"
)
FORMS = "all, account:KEY, network:ID, bucket:NAME, campaign:ID or post:ID"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for: scopes to stop or to let go on, why, and who asks."""

    kind: EventKind
    scopes: tuple[str, ...]
    reason: str
    by: str


def is_scope(text: str) -> bool:
    """Whether a text names something that can be frozen."""
    return _SCOPE.fullmatch(text) is not None


def needed(order: Order, view: Recorded) -> list[Draft]:
    """The events that bring about what was asked for; none for what is so already."""
    body = {"reason": order.reason, "by": order.by}
    return [
        Draft(order.kind, FREEZE, body={"scope": scope, **body})
        for scope in _open(order, {freeze.scope for freeze in view.freezes()})
    ]


def _open(order: Order, frozen: set[str]) -> Iterable[str]:
    stops = order.kind is EventKind.FREEZE
    return (
        scope for scope in dict.fromkeys(order.scopes) if (scope in frozen) is not stops
    )
