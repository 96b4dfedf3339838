"""The outside watch of this job, if the environment names one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mergecast import clock
from mergecast.dispatch.ports import Clock

URL = "MERGECAST_WATCH_URL"
_SELDOM = 60.0
"""Seconds between two words that all is well: a watch counts in minutes."""


def tell(*, well: bool) -> str:
    """Tell the watch how a run ended; says why it may not have heard, if so."""
    url = os.environ.get(URL, "")
    if not url:
        return ""
    from mergecast.publishers.watch import ping  # noqa: PLC0415 - only if watched

    return ping(url, well=well)


@contextmanager
def told(say: Callable[[str], None]) -> Iterator[Callable[[int], int]]:
    """Tell the watch how what is done here ended: by its status, or by its failure.

    ``say`` hears why that did not work.
    """
    ended = [1]

    def end(status: int) -> int:
        ended[0] = status
        return status

    try:
        yield end
    finally:
        if trouble := tell(well=ended[0] == 0):
            say(trouble)


@dataclass(slots=True)
class Watched:
    """Tells the watch of a publisher that stays: trouble at once, calm now and then."""

    say: Callable[[str], None]
    time: Clock = clock
    worried: bool = False
    _last: float | None = None
    _said: str = ""

    def worry(self) -> None:
        """Something is wrong; told at the next opportunity."""
        self.worried = True

    def tell(self) -> None:
        """Now is an opportunity."""
        now = self.time.monotonic()
        recently = self._last is not None and now - self._last < _SELDOM
        if recently and not self.worried:
            return
        trouble = tell(well=not self.worried)
        self._last, self.worried = now, False
        if trouble != self._said:
            self._said = trouble
            self.say(trouble or "the outside watch hears again")
