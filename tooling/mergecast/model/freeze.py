"""What is stopped, by whom, and what passes: freezes and their incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from mergecast.model.key import Key


@dataclass(frozen=True, slots=True)
class Freeze:
    """Publishing is stopped for a scope: ``all``, ``account:KEY``, ``post:ID`` ...

    ``until`` is when people want to be reminded of it; it ends nothing. ``incident`` is
    for which incident it is: what is said in another one passes it only where this one
    was looked at, too.
    """

    scope: str
    reason: str
    by: str
    at: datetime
    seq: int
    until: datetime | None = None
    incident: str | None = None

    def lets_pass(self, key: Key, incidents: Collection[str]) -> bool:
        """Whether what was approved as these incidents ask passes it."""
        own = bool(incidents) and (self.incident is None or self.incident in incidents)
        return own and self.scope != f"post:{key.post}"


@dataclass(frozen=True, slots=True)
class Thawed:
    """A freeze that is over: what it stopped, and from when to when."""

    scope: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Crisis:
    """An incident as its last event left it; ``level`` is None where none was said.

    ``levels`` are all that it ever had: who lowers it proves nothing by that, so what
    passes a freeze is asked for at the gravest of them. ``playbook`` is by which it is
    handled.
    """

    id: str
    step: str
    level: str | None = None
    levels: tuple[str, ...] = ()
    playbook: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.step not in CLOSED_STEPS


CLOSED_STEPS = frozenset({"close", "retro"})
"""The steps after which nothing more passes a freeze for an incident."""


def stopped_by(
    key: Key, freezes: Iterable[Freeze], scopes: Collection[str] = ()
) -> Freeze | None:
    """The freeze that stops a key, if one does.

    A deletion is never stopped: in a crisis people freeze and retract. What is said in
    an incident, as the matrix asks, is stopped only by a freeze of that very post.

    Args:
        key: what would be sent.
        freezes: those in force.
        scopes: what the key belongs to beside its account and post (``campaign:ID``).
    """
    if key.delete:
        return None
    said = {each.removeprefix(PASSES) for each in scopes if each.startswith(PASSES)}
    mine = about(key, freezes, scopes)
    return next((each for each in mine if not each.lets_pass(key, said)), None)


def about(
    key: Key, freezes: Iterable[Freeze], scopes: Collection[str] = ()
) -> tuple[Freeze, ...]:
    """The freezes that are about a key, whether they let it pass or not."""
    own = _scopes(key, scopes)
    return tuple(freeze for freeze in freezes if freeze.scope in own)


PASSES = "incident:"
"""How the scopes begin by which a claim says of which incidents it passes the freezes.

The first is that in which it is said. The others are those that were looked at when it
was approved, so that one which began since stops it still.
"""


def said_in(scopes: Iterable[object] | None) -> str | None:
    """The incident in which something is said, by the scopes of its claim."""
    named = (str(each) for each in scopes or () if str(each).startswith(PASSES))
    own = next(named, None)
    return None if own is None else own.removeprefix(PASSES)


def was_stopped_by(
    key: Key, ended: Iterable[Thawed], scopes: Collection[str] = ()
) -> Thawed | None:
    """The freeze that stopped a key and ended last; None where none did."""
    own = _scopes(key, scopes)
    found = [each for each in ended if each.scope in own]
    return max(found, key=lambda each: each.until, default=None)


def _scopes(key: Key, more: Collection[str]) -> set[str]:
    return {"all", f"account:{key.account}", f"post:{key.post}", *more}
