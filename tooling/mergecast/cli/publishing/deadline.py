"""Wait for an answer for so long, and no longer, whatever the other side does.

A timeout of a socket counts from one byte to the next, so an answer that drips would
never end. Whoever only looks can leave it behind.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from mergecast.model.health import Away

T = TypeVar("T")


def within(seconds: float, ask: Callable[[], T]) -> T | Away:
    """What is answered in time; else ``Away``, and the rest of it is nobody's business.

    Whatever ``ask`` raises is raised here.
    """
    answers: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(ask())
        except BaseException as error:  # noqa: BLE001 - raised where it was asked for
            faults.append(error)

    # A daemon: the program may end without it.
    thread = Thread(target=run, name="within", daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if answers:
        return answers[0]
    return Away(f"no end of the answer within {seconds:g} s", "try again later")
