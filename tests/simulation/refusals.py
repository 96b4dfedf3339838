"""What the network says where it certainly makes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from mergecast.model.outcome import (
    CREDIT,
    KEYS,
    LIMITED,
    SUSPENDED,
    NotSent,
    Outcome,
    Rejected,
)

if TYPE_CHECKING:
    from simulation.pretended import PretendedNetwork


def _shut(
    words: str, minutes: int, rest: timedelta
) -> Callable[[PretendedNetwork], Outcome]:
    """The whole account is refused for a while."""

    def refused(network: PretendedNetwork) -> Outcome:
        told = NotSent(words, account=True, rest=rest)
        network.shut = network.now() + timedelta(minutes=minutes), told
        return told

    return refused


def _limited(minutes: int | None) -> Callable[[PretendedNetwork], Outcome]:
    """Too many requests; ``minutes`` is when the network says that it ends."""

    def refused(network: PretendedNetwork) -> Outcome:
        reset = None if minutes is None else timedelta(minutes=minutes)
        until = None if reset is None else network.now() + reset
        return NotSent("X's rate limit is reached", until, account=True, rest=LIMITED)

    return refused


REFUSALS: Mapping[str | None, Callable[[PretendedNetwork], Outcome]] = {
    "unreachable": lambda _network: NotSent("X could not be reached"),
    "rejected": lambda _network: Rejected("X does not permit it"),
    "limited": _limited(12),
    "limited, no reset": _limited(None),
    "limited, reset past": _limited(-5),
    "bad keys": _shut("X does not know these keys (401)", 20, KEYS),
    "no credit": _shut("there is no credit left (402)", 40, CREDIT),
    "suspended": _shut("the account is suspended (403)", 150, SUSPENDED),
}
