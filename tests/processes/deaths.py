"""Kill publishers with SIGKILL at the worst moments: around what they ask of others.

Whatever a publisher does that anyone else can see is a request, to git's server or to
the network. So its moments are counted in requests, and both servers ask here before
they do the work of one.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from cli.program import Process
    from ledger.http_remote import Asked

T = TypeVar("T")

RUNNER = "X-Runner"
"""The header by which git's server knows who asks."""

KILLED = -signal.SIGKILL


class Place(StrEnum):
    """Who is asked when it happens."""

    GIT = "git"
    NETWORK = "network"


class Fate(StrEnum):
    """What becomes of the request over which its asker dies."""

    LOST = "lost"
    DONE = "done"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Death:
    """A moment to die at: the n-th request of a place, or some seconds after the start.

    ``whole``: the git programs that the publisher started die with it, as when a
    machine is lost; otherwise they go on, and a push of theirs may come in late.
    """

    place: Place = Place.GIT
    number: int = 0
    fate: Fate = Fate.LOST
    whole: bool = False
    seconds: float | None = None

    def __str__(self) -> str:
        if self.seconds is not None:
            return f"after {self.seconds:.2f} s"
        return f"{self.place} {self.number} {self.fate}"


@dataclass(frozen=True, slots=True)
class Request:
    """One that a runner made: where, and whether it changes what is there."""

    place: Place
    writes: bool


@dataclass(slots=True)
class Runner:
    """One `mergecast publish` that runs, and when it is to die."""

    name: str
    now: datetime
    death: Death | None
    process: Process
    asked: list[Request] = field(default_factory=list)
    timer: threading.Timer | None = None

    def kill(self) -> None:
        """Kill it, if it still lives."""
        if self.process.poll() is not None:
            return
        if self.death is None or not self.death.whole:
            self.process.kill()
            return
        self.process.send_signal(signal.SIGSTOP)
        doomed = [self.process.pid, *_descendants(self.process.pid)]
        for pid in doomed:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait(self) -> tuple[int, str, str]:
        """Its end: exit status and what it printed."""
        out, err = self.process.communicate(timeout=180)
        if self.timer is not None:
            self.timer.cancel()
        assert self.process.returncode is not None
        return self.process.returncode, out, err


@dataclass(slots=True)
class Reaper:
    """Stands before both servers and knows all runners."""

    _runners: dict[str, Runner] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def started(
        self,
        name: str,
        now: datetime,
        death: Death | None,
        start: Callable[[], Process],
    ) -> Runner:
        """Start a runner, and count its requests: none is answered before it is known.

        Args:
            name: by which git's server knows it.
            now: its clock, by which the network knows it.
            death: when it is to die.
            start: what starts it.
        """
        with self._lock:
            runner = Runner(name, now, death, start())
            self._runners[name] = runner
            self._runners[now.isoformat()] = runner
        if death is not None and death.seconds is not None:
            runner.timer = threading.Timer(death.seconds, runner.kill)
            runner.timer.start()
        return runner

    def __call__(self, asked: Asked, work: Callable[[], T]) -> T | None:
        """Do the work of a request; None where its answer is lost with its asker."""
        runner = self._asking(asked.headers)
        if runner is None or not self._is_last(runner, _request(asked)):
            return work()
        fate = runner.death.fate if runner.death else None
        if fate is Fate.UNANSWERED:
            work()
            runner.kill()
            return None
        runner.kill()
        return work() if fate is Fate.DONE else None

    def _asking(self, headers: Mapping[str, str]) -> Runner | None:
        name = headers.get(RUNNER.lower(), headers.get("x-sandbox-now", ""))
        with self._lock:
            return self._runners.get(name)

    def _is_last(self, runner: Runner, request: Request) -> bool:
        """Whether it is the one to die over."""
        death = runner.death
        with self._lock:
            runner.asked.append(request)
            number = sum(one.place is request.place for one in runner.asked)
        return (
            death is not None
            and death.seconds is None
            and (death.place, death.number) == (request.place, number)
        )


def _request(asked: Asked) -> Request:
    if "x-sandbox-now" in asked.headers:
        return Request(Place.NETWORK, writes=asked.method == "POST")
    return Request(Place.GIT, writes=asked.is_push)


def _descendants(pid: int) -> Iterator[int]:
    """The processes under one, where the system tells; it must not run meanwhile."""
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in listed.read_text().split():
                yield int(child)
                yield from _descendants(int(child))
