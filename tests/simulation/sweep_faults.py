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
from mergecast.model.outcome import (
    CREDIT,
    KEYS,
    SUSPENDED,
    NotSent,
    Rejected,
    Unknown,
)

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


def _by_hand(call: Call) -> object:
    """A person posts the words of a post that has only one part; else something."""
    each = call.walk.targets[0]
    alone = len(each.post.parts) == 1
    text = each.post.parts[0].text if alone else "Good morning"
    call.walk.network.by_hand(each.account.key, str(text))
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
    "posted by hand": _by_hand,
}
"""So may these. No clock shows anything of them, so they come before other calls."""


def _raises(error: Exception) -> Fault:
    def fault(call: Call) -> object:
        del call
        raise error

    return fault


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


def _applied_and_said_late(call: Call) -> object:
    """Its answer takes a minute, and somebody freezes everything meanwhile."""
    outcome = call.make()
    call.walk.person(EventKind.FREEZE)
    call.walk.passes(timedelta(minutes=1))
    call.run.seconds += 60
    return outcome


def _arrives(fate: Fate, answer: object = ...) -> Fault:
    """The request arrives; what comes of it, and what is heard of it, may differ."""

    def fault(call: Call) -> object:
        cast("SweptPublisher", call.real).fate = fate
        said = call.make()
        return said if answer is ... else answer

    return fault


def _limited(call: Call) -> object:
    """Of all that the account sends, until the network's own time."""
    _arrives(Fate.LEFT)(call)
    until = call.walk.at + timedelta(minutes=15)
    return NotSent("X's rate limit is reached (429)", until, account=True)


def _rests(reason: str, rest: timedelta) -> Fault:
    return _arrives(Fate.LEFT, NotSent(reason, account=True, rest=rest))


_NO_KEYS = NotReadyError("there are no complete keys for the account", account=True)
_UNANSWERED = Unknown("no clear answer")
_FAILS: Mapping[str, Fault] = {"fails": _raises(GitError("no answer"))}
_UNREADABLE: Mapping[str, Fault] = {
    "unreadable": _answers(Unreadable("no answer")),
    "keys refused": _answers(Unreadable("X does not accept the keys", account=True)),
}
_REQUEST: Mapping[str, Fault] = {
    "not sent": _answers(NotSent("X could not be reached")),
    "limited": _limited,
    "keys refused": _rests("X does not accept the keys (401)", KEYS),
    "no credit": _rests("the account has no credit left (402)", CREDIT),
    "suspended": _rests("X has suspended the account (403)", SUSPENDED),
    "rejected": _arrives(Fate.LEFT, Rejected("X does not permit it")),
    "no answer, made": _arrives(Fate.DONE, _UNANSWERED),
    "no answer, made later": _arrives(Fate.DONE_LATER, _UNANSWERED),
    "no answer, left": _arrives(Fate.LEFT, _UNANSWERED),
}

OWN: Mapping[str, Mapping[str, Fault]] = {
    "calendar.read": _FAILS,
    "store.tip": {**_FAILS, "stale": _stale},
    "store.read": _FAILS,
    "store.names": _FAILS,
    "store.history": _FAILS,
    "store.push": {
        "refused by a rule": _raises(GitError("a rule forbids it")),
        "refused": _answers(Refused()),
        "no answer, not applied": _answers(Uncertain("no answer")),
        "no answer, applied": _applied_and_not_said,
        "no answer, applied later": _applied_later,
        "answered late, frozen meanwhile": _applied_and_said_late,
    },
    "world.approve": {"not approved": _answers(NotApproved("withdrawn"))},
    "world.files": _FAILS,
    "world.moved": _FAILS,
    "world.publisher": {
        "no keys": _raises(_NO_KEYS),
        "keys unreadable": _raises(WorkspaceError("the keys are no JSON")),
    },
    "clock.now": {},
    "clock.monotonic": {},
    "clock.sleep": {},
    "publisher.prepare": {
        "upload fails": _raises(NotReadyError("media upload failed")),
        "keys refused": _raises(_NO_KEYS),
    },
    "publisher.look_up": {**_UNREADABLE, "empty": _answers(())},
    "publisher.is_live": {**_UNREADABLE, "seen though gone": _answers(value=True)},
    "publisher.send": {**_REQUEST, "made, seen late": _arrives(Fate.DONE_UNSEEN)},
    "publisher.delete": _REQUEST,
}
"""What can go wrong with a call itself, for every call that there is."""


def faults_at(step: str) -> Mapping[str, Fault]:
    """Every fault that can occur at a step; a push is named with what it writes."""
    own = OWN[step.partition(" ")[0]]
    if step.startswith("clock."):
        return {**OF_TIME, **own}
    return {**OF_TIME, **OF_OTHERS, **own}
