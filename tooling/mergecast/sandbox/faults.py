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
    LIMITED = "429"
    LIMITED_NO_RESET = "429-no-reset"
    BROKEN = "500"
    BROKEN_APPLIED = "500-applied"
    UNAVAILABLE = "503"
    UNAVAILABLE_HTML = "html-503"
    SLOW = "slow"
    NO_CREDIT = "402"


BY_CHANCE = tuple(kind for kind in FaultKind if kind is not FaultKind.NONE)
"""What ``--fault`` takes; ``none`` is for scripts, to let a request pass."""

APPLIED = frozenset(
    {
        FaultKind.NONE,
        FaultKind.TIMEOUT_APPLIED,
        FaultKind.DROP_APPLIED,
        FaultKind.BROKEN_APPLIED,
        FaultKind.SLOW,
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
    """Read ``KIND:CHANCE``, as people write it on the command line."""
    name, colon, number = text.strip().rpartition(":")
    kinds = ", ".join(BY_CHANCE)
    if not colon:
        raise UsageError(
            f"fault '{text}' has no probability",
            hint=f"write KIND:CHANCE, like 'timeout-applied:0.1'; kinds: {kinds}",
        )
    if name not in BY_CHANCE:
        raise UsageError(f"'{name}' is not a kind of fault", hint=f"use one of {kinds}")
    return Fault(FaultKind(name), _probability(number))


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
