"""Misbehaviour on request: by chance for people, by script for tests.

``--fault timeout-applied:0.1`` lets one request in ten do its work and never be
answered. A script is a queue: the first entry that fits a request is used up by it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Lock

from mergecast.errors import UsageError


class FaultKind(StrEnum):
    """Every way to misbehave. ``-applied`` means: done, and then not said."""

    NONE = "none"
    TIMEOUT = "timeout"
    TIMEOUT_APPLIED = "timeout-applied"
    DROP = "drop"
    DROP_APPLIED = "drop-applied"
    CUT_APPLIED = "cut-applied"
    DRIP_APPLIED = "drip-applied"
    HUGE_APPLIED = "huge-applied"
    HTML_APPLIED = "html-applied"
    NO_ID_APPLIED = "no-id-applied"
    SLOW = "slow"
    UNAUTHORIZED = "401"
    NO_CREDIT = "402"
    NO_CREDIT_NEW = "402-new"
    SUSPENDED = "403-suspended"
    UNSEEN = "403-unseen"
    LIMITED = "429"
    LIMITED_NO_RESET = "429-no-reset"
    LIMITED_DAY = "429-day"
    BROKEN = "500"
    BROKEN_APPLIED = "500-applied"
    UNAVAILABLE = "503"
    UNAVAILABLE_HTML = "html-503"


MEANING = {
    FaultKind.TIMEOUT: "nothing is done, and nothing is ever answered",
    FaultKind.TIMEOUT_APPLIED: "it is done, and nothing is ever answered",
    FaultKind.DROP: "nothing is done, and the connection closes",
    FaultKind.DROP_APPLIED: "it is done, and the connection closes",
    FaultKind.CUT_APPLIED: "it is done, and the answer stops half-way",
    FaultKind.DRIP_APPLIED: "it is done, and the answer comes a byte a second",
    FaultKind.HUGE_APPLIED: "it is done, and the answer has 10 MB",
    FaultKind.HTML_APPLIED: "it is done, and a page of HTML comes with status 200",
    FaultKind.NO_ID_APPLIED: "it is done, and the answer does not say the id",
    FaultKind.SLOW: "it is done, and the answer takes three seconds",
    FaultKind.UNAUTHORIZED: "the keys are not accepted",
    FaultKind.NO_CREDIT: "nothing is left to pay with, as X says it mostly",
    FaultKind.NO_CREDIT_NEW: "the same in the other words that X has for it",
    FaultKind.SUSPENDED: "the account is suspended",
    FaultKind.UNSEEN: "what is answered is deleted, or not visible yet",
    FaultKind.LIMITED: "too many requests, with the time when that ends",
    FaultKind.LIMITED_NO_RESET: "too many requests, without a time",
    FaultKind.LIMITED_DAY: "too many requests of the account for this day",
    FaultKind.BROKEN: "a server error; nothing is done",
    FaultKind.BROKEN_APPLIED: "a server error; it is done all the same",
    FaultKind.UNAVAILABLE: "X is not available; nothing is done",
    FaultKind.UNAVAILABLE_HTML: "the same as a page of HTML, by something in between",
}
"""What ``--fault`` takes; ``none`` is for scripts, to let a request pass."""

BY_CHANCE = tuple(MEANING)

APPLIED = frozenset(
    {
        FaultKind.NONE,
        FaultKind.SLOW,
        *(kind for kind in FaultKind if kind.endswith("-applied")),
    }
)
"""The request does its work."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of misbehaviour and how often it happens."""

    kind: FaultKind
    probability: float


@dataclass(frozen=True, slots=True)
class Scripted:
    """Misbehaviour for the next ``times`` requests of a route; ``""`` is any."""

    on: str
    kind: FaultKind
    times: int = 1


def parse_fault(text: str) -> Fault:
    """Read ``KIND[:CHANCE]``, as people write it; without a chance it is always."""
    name, _, number = text.strip().partition(":")
    if name not in BY_CHANCE:
        kinds = ", ".join(BY_CHANCE)
        raise UsageError(f"'{name}' is not a kind of fault", hint=f"use one of {kinds}")
    return Fault(FaultKind(name), _probability(number) if ":" in text else 1.0)


def _probability(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise UsageError(
            f"'{text}' is not a probability", hint="write a number from 0 to 1"
        )
    return number


def check_faults(faults: Iterable[Fault]) -> None:
    """Refuse faults that would happen more often than there are requests."""
    total = sum(fault.probability for fault in faults)
    if total > 1 + 1e-9:
        raise UsageError(
            f"the probabilities of all faults add up to {total:g}, more than 1",
            hint="lower some of them",
        )


@dataclass(slots=True)
class FaultBox:
    """Decides about each request. Chance is seeded: the same order, the same faults."""

    faults: tuple[Fault, ...]
    chance: random.Random
    _script: list[Scripted] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, entries: Iterable[Scripted]) -> None:
        """Put entries at the end of the script."""
        with self._lock:
            self._script.extend(entries)

    def clear(self) -> None:
        """Forget the script."""
        with self._lock:
            self._script.clear()

    def script(self) -> list[Scripted]:
        """What is left of the script."""
        with self._lock:
            return list(self._script)

    def draw(self, route: str, target: str) -> FaultKind:
        """The fault of the next request; a script goes before chance.

        Args:
            route: the request by its pattern, ``DELETE /2/tweets/:id``.
            target: the request as it came, ``DELETE /2/tweets/17``.
        """
        with self._lock:
            scripted = self._take(route, target)
            roll = self.chance.random()
        if scripted is not None:
            return scripted
        for fault in self.faults:
            if roll < fault.probability:
                return fault.kind
            roll -= fault.probability
        return FaultKind.NONE

    def _take(self, route: str, target: str) -> FaultKind | None:
        for index, entry in enumerate(self._script):
            if entry.on in ("", route, target):
                if entry.times > 1:
                    self._script[index] = replace(entry, times=entry.times - 1)
                else:
                    del self._script[index]
                return entry.kind
        return None


def fault_box(faults: tuple[Fault, ...], seed: int) -> FaultBox:
    """A box with its own source of chance."""
    check_faults(faults)
    return FaultBox(faults, random.Random(seed))  # noqa: S311 - chance for tests, no secret
