"""Every fault at every step: two tables, and a test that no step is in neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias, cast

from simulation.sweep_network import Fate, SweptPublisher

from mergecast.approvals.policy import NotApproved
from mergecast.dispatch.ports import NotReadyError, Unreadable
from mergecast.errors import GitError, WorkspaceError
from mergecast.ledger.store import Refused, Uncertain
from mergecast.model.event import EventKind
from mergecast.model.outcome import NotSent, Outcome, Rejected, Unknown

if TYPE_CHECKING:
    from simulation.sweep import Walk
    from simulation.sweep_run import Run

    from mergecast.ledger.memory_store import MemoryStore


class DiedError(BaseException):
    """A runner is gone; nothing of the product may catch this."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a port that is about to be made, by whom, and what would make it."""

    run: Run
    real: object
    make: Callable[[], object]

    @property
    def walk(self) -> Walk:
        """The walk that it is part of."""
        return self.run.walk


Fault: TypeAlias = Callable[[Call], object]
"""What happens in place of the call; most make it too, sooner or later."""


def _dies(call: Call) -> object:
    del call
    raise DiedError


def _asked_to_stop(call: Call) -> object:
    call.run.stopped = True
    return call.make()


def _asleep(length: timedelta) -> Fault:
    """The machine is suspended: the clock that counts seconds stands still."""

    def fault(call: Call) -> object:
        call.walk.passes(length)
        return call.make()

    return fault


def _slow_and_set_back(call: Call) -> object:
    """It hangs for 90 minutes, and its wall clock is set back by as much."""
    length = timedelta(minutes=90)
    call.walk.passes(length)
    call.run.seconds += length.total_seconds()
    call.run.skew -= length
    return call.make()


def _another_run(call: Call) -> object:
    call.walk.quietly()
    return call.make()


def _frozen(call: Call) -> object:
    call.walk.person(EventKind.FREEZE)
    return call.make()


def _skewed(by: timedelta) -> Fault:
    def fault(call: Call) -> object:
        call.run.skew += by
        return call.make()

    return fault


def _edited(call: Call) -> object:
    call.walk.edited = True
    return call.make()


def _gone(call: Call) -> object:
    call.walk.gone = True
    return call.make()


OF_TIME: Mapping[str, Fault] = {
    "sleeps 12 s": _asleep(timedelta(seconds=12)),
    "sleeps 6 min": _asleep(timedelta(minutes=6)),
    "sleeps 90 min": _asleep(timedelta(minutes=90)),
    "hangs 90 min, clock set back": _slow_and_set_back,
    "clock back": _skewed(timedelta(minutes=-10)),
    "clock ahead": _skewed(timedelta(minutes=10)),
}
"""What may come between any two steps; after the last effect is before the next."""

OF_OTHERS: Mapping[str, Fault] = {
    "dies": _dies,
    "asked to stop": _asked_to_stop,
    "another run": _another_run,
    "frozen": _frozen,
    "edited": _edited,
    "deleted": _gone,
}
"""So may these. No clock shows anything of them, so they come before other calls."""


def _fails(call: Call) -> object:
    del call
    raise GitError("no answer")


def _no_keys(call: Call) -> object:
    del call
    raise WorkspaceError("there are no complete keys for the account")


def _not_ready(call: Call) -> object:
    del call
    raise NotReadyError("media upload failed")


def _answers(value: object) -> Fault:
    def fault(call: Call) -> object:
        del call
        return value

    return fault


def _stale(call: Call) -> object:
    tips = cast("MemoryStore", call.real).remote.tips
    return tips[-2] if len(tips) > 1 else tips[-1]


def _applied_and_not_said(call: Call) -> object:
    call.make()
    return Uncertain("no answer")


def _applied_later(call: Call) -> object:
    call.walk.later(timedelta(minutes=2), call.make)
    return Uncertain("no answer")


def _said_of_a_request(fate: Fate, answer: Callable[[Call], Outcome]) -> Fault:
    """The request arrives; what comes of it, and what is heard of it, differ."""

    def fault(call: Call) -> object:
        cast("SweptPublisher", call.real).fate = fate
        call.make()
        return answer(call)

    return fault


def _no_answer(call: Call) -> Outcome:
    del call
    return Unknown("no clear answer")


def _made_and_seen_late(call: Call) -> object:
    cast("SweptPublisher", call.real).fate = Fate.MADE_UNSEEN
    return call.make()


def _rejected(call: Call) -> Outcome:
    del call
    return Rejected("X does not permit it")


def _limited(call: Call) -> Outcome:
    until = call.walk.at + timedelta(minutes=15)
    return NotSent("X's rate limit is reached", until)


_READ: Mapping[str, Fault] = {"fails": _fails}

OWN: Mapping[str, Mapping[str, Fault]] = {
    "calendar.read": _READ,
    "store.tip": {**_READ, "stale": _stale},
    "store.read": _READ,
    "store.names": _READ,
    "store.push": {
        "refused by a rule": _fails,
        "refused": _answers(Refused()),
        "no answer, not applied": _answers(Uncertain("no answer")),
        "no answer, applied": _applied_and_not_said,
        "no answer, applied later": _applied_later,
    },
    "world.approve": {"not approved": _answers(NotApproved("withdrawn"))},
    "world.files": _READ,
    "world.moved": _READ,
    "world.publisher": {"no keys": _no_keys},
    "clock.now": {},
    "clock.monotonic": {},
    "clock.sleep": {},
    "publisher.prepare": {"upload fails": _not_ready},
    "publisher.look_up": {
        "unreadable": _answers(Unreadable("no answer")),
        "empty": _answers(()),
    },
    "publisher.send": {
        "not sent": _answers(NotSent("X could not be reached")),
        "limited": _said_of_a_request(Fate.LEFT, _limited),
        "rejected": _said_of_a_request(Fate.LEFT, _rejected),
        "no answer, made": _said_of_a_request(Fate.MADE, _no_answer),
        "no answer, made later": _said_of_a_request(Fate.MADE_LATER, _no_answer),
        "no answer, left": _said_of_a_request(Fate.LEFT, _no_answer),
        "made, seen late": _made_and_seen_late,
    },
    "publisher.delete": {},
    "publisher.is_live": {"unreadable": _answers(Unreadable("no answer"))},
}
"""What can go wrong with a call itself, for every call that there is."""


def faults_at(step: str) -> Mapping[str, Fault]:
    """Every fault that can occur at a step; a push is named with what it writes."""
    own = OWN[step.partition(" ")[0]]
    if step.startswith("clock."):
        return {**OF_TIME, **own}
    return {**OF_TIME, **OF_OTHERS, **own}
