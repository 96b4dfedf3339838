"""Incidents at random moments, and what is said in them while publishing is frozen.

They draw from a source of their own, so that a seed means what it meant without them,
wherever no incident begins.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from simulation.wishes import Wish

from mergecast.dispatch.writing import write
from mergecast.incidents.steps import Deed, Rulebook, drafts

if TYPE_CHECKING:
    from simulation.people import Frozen, People

    from mergecast.dispatch.target import Target

FIRST = 100
"""The number of the first post that is said in an incident."""
_HIGH, _LOW = "high", "low"
_IN_FLIGHT = timedelta(seconds=10)


@dataclass(slots=True)
class Incident:
    """One incident; ``proved`` is since when those agree whom the matrix names."""

    id: str
    opened: datetime
    grave: bool
    closed: datetime | None = None
    proved: datetime | None = None


@dataclass(slots=True)
class Crises:
    """The incidents of a schedule, each with one post that answers it."""

    people: People
    random: Random
    known: list[Incident] = field(default_factory=list)

    def begins(self, scope: str) -> str | None:
        """Somebody opens one, which freezes; None mostly, or where that is so.

        Now and then somebody else opens another over the same scope, soon after.
        """
        if self.random.random() > 0.5:
            return None
        name = self._opened(scope, grave=self.random.random() < 0.7)
        if name is not None and self.random.random() < 0.4:
            at = self.people.simulation.at
            at += timedelta(minutes=self.random.uniform(0, 15))
            self.people.plan.append((at, "another", len(self.known) - 1))
            self.people.plan.sort(reverse=True)
        return name

    def another(self, number: int) -> None:
        """Somebody opens one more over what is frozen; mostly it is not as grave."""
        before = self.known[number].id
        frozen = [one for one in self.people.frozen if one.incident == before]
        if not frozen or frozen[0].until is not None:
            return
        grave = self.random.random() < 0.5
        name = self._opened(frozen[0].scope, grave=grave)
        if name is not None:
            simulation = self.people.simulation
            since = replace(frozen[0], since=simulation.at, incident=name)
            self.people.frozen.append(since)
            simulation.chance.note("frozen for two incidents")

    def _opened(self, scope: str, *, grave: bool) -> str | None:
        now = self.people.simulation.at
        one = Incident(f"crisis-{len(self.known)}", now, grave)
        said = {"level": _HIGH if grave else _LOW}
        if not self._record(Deed(one.id, "open", "mei", (), said, (scope,))):
            return None
        number = len(self.known)
        self.known.append(one)
        for name, least, most, chance in (
            ("answer", 1, 20, 0.9),
            ("prove", 2, 40, 0.6),
            ("lower", 1, 30, 0.5),
            ("close", 20, 120, 0.7),
        ):
            if self.random.random() < chance:
                at = now + timedelta(minutes=self.random.uniform(least, most))
                self.people.plan.append((at, name, number))
        self.people.plan.sort(reverse=True)
        own = self.people.simulation.ledger().freezes()
        return one.id if any(each.incident == one.id for each in own) else None

    def _record(self, deed: Deed) -> bool:
        view, clock = self.people.simulation.ledger(), self.people.watch
        return bool(
            write(view, lambda now: drafts(deed, Rulebook(), now), clock).events
        )

    def answer(self, number: int) -> None:
        """A post of it is merged, and somebody approves it as they would any other."""
        simulation, incident = self.people.simulation, self.known[number].id
        words = f"we know of {incident}"
        wish = Wish(FIRST + number, ("acme",), (words,), None, "publish-within 2h")
        wish = wish.said_in(incident)
        simulation.branch.merge(wish.number, wish)
        simulation.approvals.give(wish, simulation.at)
        self.people.touch(wish.id, "said in an incident")
        simulation.chance.note("said in an incident")

    def prove(self, number: int) -> None:
        """Those agree whom the matrix names at the gravest level."""
        self.known[number].proved = self.people.simulation.at

    def lower(self, number: int) -> None:
        """Somebody lowers the level, and proves nothing by it."""
        one = self.known[number]
        if one.grave and one.closed is None:
            self._record(Deed(one.id, "assess", "mei", (), {"level": _LOW}))

    def close(self, number: int) -> None:
        """Somebody says that it is over; what is frozen stays so."""
        one = self.known[number]
        if self._record(Deed(one.id, "close", "mei", (), {"why": "quiet"})):
            one.closed = self.people.simulation.at

    def agreed(self, target: Target) -> bool:
        """Whether those agree who have to, for a post that passes a freeze now."""
        one = self._of(target.post.id)
        grave = _HIGH in (target.crisis, *target.graver)
        return one is not None and (not grave or one.proved is not None)

    def lets_pass(self, freeze: Frozen, post: str, at: datetime) -> bool:
        """Whether a send of a post under a freeze is as the matrix asks."""
        one = self._of(post)
        if one is None or freeze.scope == f"post:{post}":
            return False
        stands = freeze.until is None or at < freeze.until
        over = one.closed is not None and one.closed + _IN_FLIGHT < at
        proved = one.proved is not None and one.proved <= at
        whose = next((each for each in self.known if each.id == freeze.incident), one)
        mild = not (one.grave or whose.grave)
        return stands and not over and (proved or mild)

    def speaks(self, post: str, at: datetime) -> bool:
        """Whether a post answers in an incident that goes on: it goes first."""
        one = self._of(post)
        over = None if one is None else one.closed
        return one is not None and (over is None or at <= over + _IN_FLIGHT)

    def as_of(self, at: datetime) -> list[Incident]:
        """The incidents as on record at a moment; who agreed later, does by then."""
        return [
            replace(
                one,
                closed=None if one.closed is None or one.closed > at else one.closed,
                proved=one.proved and min(one.proved, at),
            )
            for one in self.known
        ]

    def _of(self, post: str) -> Incident | None:
        number = int(post.removeprefix("post-")) - FIRST
        return self.known[number] if 0 <= number < len(self.known) else None
