"""What people do meanwhile: merge, approve, freeze, post by hand, and settle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from dispatch.world import YES
from simulation.crises import Crises
from simulation.deeds import ACTS, drawn
from simulation.wishes import DAY, SETTINGS
from simulation.wrist import Wrist

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.crisis.triage import Item, Room, propose
from mergecast.dispatch import resolving
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.recorded import FOR_A_PERSON
from mergecast.dispatch.resolving import Answer
from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.writing import write
from mergecast.errors import UsageError
from mergecast.incidents.kept import items, kept
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.model.moments import zone

if TYPE_CHECKING:
    from simulation.schedule import Simulation
    from simulation.wishes import Wish

    from mergecast.dispatch.target import Target
    from mergecast.model.ledger_state import KeyState

_SCOPES = ("network:x", "bucket:reactive", "campaign:raya", "locale:zh")
_READS_FOR = timedelta(minutes=10)
"""So long it takes people to go through what was kept back, and to approve it."""
_ZONES = {key: zone(each.timezone) for key, each in SETTINGS.accounts.items()}
_WAITING = frozenset({EventKind.UNKNOWN, EventKind.HELD, EventKind.MISSED})
_SETTLES_AFTER = timedelta(minutes=75)
"""How long what is held rests before somebody looks: longer than any lag in storm."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A scope and from when to when nothing of it may go out."""

    scope: str
    since: datetime
    until: datetime | None = None
    incident: str | None = None


@dataclass(slots=True)
class People:
    """Everyone who has to do with the calendar, and what they are going to do."""

    simulation: Simulation
    plan: list[tuple[datetime, str, int]] = field(default_factory=list)
    """What is to be done when, to which post; the next is last."""
    frozen: list[Frozen] = field(default_factory=list)
    touched: dict[str, set[str]] = field(default_factory=dict)
    """What was done to each post that takes it out of the count of what goes live."""
    triaged: dict[str, list[datetime]] = field(default_factory=dict)
    """When each post was gone through after a freeze."""
    settled: dict[str, str] = field(default_factory=dict)
    """The keys that somebody settled, and why they waited."""
    crises: Crises = field(init=False)
    courses: Random = field(init=False)
    """By what they choose how a series is changed."""

    def __post_init__(self) -> None:
        source = Random(f"crises {self.simulation.seed}")  # noqa: S311 - no secret
        self.crises = Crises(self, source)
        self.courses = Random(f"courses {self.simulation.seed}")  # noqa: S311 - no secret

    @property
    def watch(self) -> Wrist:
        """What they go by."""
        return Wrist(self.simulation)

    def intend(self, wishes: Iterator[Wish]) -> None:
        """Decide by chance what will be done to whom."""
        simulation = self.simulation
        random = simulation.chance.random
        for wish in wishes:
            due = simulation.at + timedelta(minutes=20 + ((wish.minute or 540) - 540))
            for name, after in drawn(random):
                minutes = random.uniform(*after)
                self.plan.append((due + timedelta(minutes=minutes), name, wish.number))
            if not any(one[1:] == ("approve", wish.number) for one in self.plan):
                self._begin(wish)
        if random.random() < 0.12:
            at = simulation.at + timedelta(minutes=random.uniform(0, 180))
            self.plan.append((at, "freeze", 0))
        self.plan.sort(reverse=True)

    def _begin(self, wish: Wish) -> None:
        """Most posts are approved before they are due, and a few never are."""
        if self.simulation.chance.random.random() < 0.92:
            self.simulation.approvals.give(wish, self.simulation.at)
        else:
            self.touch(wish.id, "never approved")

    def touch(self, post: str, why: str) -> None:
        """Note what was done to a post."""
        self.touched.setdefault(post, set()).add(why)

    def act(self) -> None:
        """Do what is due."""
        while self.plan and self.plan[-1][0] <= self.simulation.at:
            _, name, number = self.plan.pop()
            self.do(name, number)

    def do(self, name: str, number: int) -> None:
        """One deed."""
        self.simulation.tell("people", f"{name} post-{number}")
        ACTS[name](self, number)

    def freeze(self) -> None:
        """Somebody stops everything, or whatever else there is to stop."""
        random = self.simulation.chance.random
        scopes = ("all", "account:acme", f"post:post-{random.randrange(4)}", *_SCOPES)
        scope = random.choices(scopes, (5, 3, 1, 1, 1, 1, 1))[0]
        incident = self.crises.begins(scope)
        if incident or self._order(EventKind.FREEZE, scope):
            self.simulation.chance.note("frozen")
            self.frozen.append(Frozen(scope, self.simulation.at, incident=incident))
            at = self.simulation.at + timedelta(minutes=random.uniform(10, 90))
            self.plan.append((at, "thaw", 0))
            self.plan.sort(reverse=True)

    def thaw(self) -> None:
        """Somebody lets everything go on, and goes through what was kept back."""
        ended: set[str] = set()
        for place, each in enumerate(self.frozen):
            scope, now = each.scope, self.simulation.at
            if each.until is None and (
                scope in ended or self._order(EventKind.THAW, scope)
            ):
                ended.add(scope)
                self.frozen[place] = replace(each, until=now)
                self.plan.append((now + _READS_FOR, "triage", 0))
                self.plan.sort(reverse=True)

    def triage(self) -> None:
        """Somebody gives what a freeze kept back a new time, as is proposed."""
        for each in self.kept():
            wish = self.simulation.branch.wishes[_number(each.post)]
            self.triaged.setdefault(wish.id, []).append(self.simulation.at)
            if each.again:
                self.simulation.approvals.again(wish, self.simulation.at)
        taken = {account: list(times) for account, times in self._taken().items()}
        now = self.simulation.at + _READS_FOR
        room = Room(now, SETTINGS.publishing.spacing, None, _ZONES)
        for found in propose(self.kept(), taken, room):
            if found.at is not None:
                self._keep(found.item.post, found.at)
                self.simulation.chance.note("triaged")

    def kept(self) -> tuple[Item, ...]:
        """What people have to go through, as the product tells them."""
        simulation = self.simulation
        view, now = simulation.ledger(), simulation.at

        def approve(each: Target) -> Approved | NotApproved:
            post, after = each.post.id, each.approved_after
            if simulation.approvals.valid(post, each.digest, now, after):
                return Approved(YES)
            return NotApproved("nobody has approved it")

        targets = simulation.branch.targets()
        rules = Rules(approve, SETTINGS.publishing, now)
        held = kept(decisions(targets, view, rules), view, approve, now)
        return items(held, view)

    def _taken(self) -> dict[str, list[datetime]]:
        """When something goes out, or went out of late."""
        simulation = self.simulation
        held = {item.post for item in self.kept()}
        found: dict[str, list[datetime]] = {}
        for each in simulation.branch.targets():
            if each.schedule.at is not None and each.post.name not in held:
                found.setdefault(each.account.key, []).append(each.schedule.at)
        for account, network in simulation.networks.items():
            times = found.setdefault(account, [])
            times += [at for key, _, at in network.sends if key.endswith(":1")]
        return found

    def _keep(self, post: str, at: datetime) -> None:
        number = _number(post)
        local = at.astimezone(_ZONES["acme"])
        minute = local.hour * 60 + local.minute
        branch = self.simulation.branch
        # The file of a series is that of its other days: a day is settled alone.
        if local.date() == DAY and branch.wishes[number].begun is None:
            branch.merge(number, replace(branch.wishes[number], minute=minute))

    def _order(self, kind: EventKind, scope: str) -> bool:
        order = Order(kind, (scope,), "flood", "mei")
        view = self.simulation.ledger()
        return bool(write(view, lambda now: needed(order, now), self.watch).events)

    def settle(self, least: timedelta = _SETTLES_AFTER) -> None:
        """Somebody goes through what waits for a person, and looks at the account."""
        view = self.simulation.ledger()
        for name, event in view.tail.last.items():
            if event.kind in _WAITING and self.simulation.at - event.at >= least:
                key = Key.parse(name)
                state = view.state(key)
                if state is not None and state.state in FOR_A_PERSON:
                    self._answer(key, state)

    def _answer(self, key: Key, state: KeyState) -> None:
        """What they see is true: they look at the page itself, long after."""
        simulation = self.simulation
        network = simulation.networks[key.account or ""]
        outcome, found = Resolution.CANCEL, None
        part = str(key).removesuffix("!delete")
        live = [one for one in network.posts if one.key == part and one.gone is None]
        if key.delete:
            outcome = Resolution.RESEND if live else Resolution.GONE
        elif live:
            outcome, found = Resolution.POSTED, live[0].id
        elif simulation.chance.happens(0.7):
            outcome = Resolution.RESEND
        digest = self._digest(key)
        answer = Answer(key, outcome, "looked at it", "mei", found, target=digest)
        self.settled[str(key)] = f"{state.state}: {state.reason}"
        again = simulation.chance.happens(0.1)
        for told in [answer, answer] if again else [answer]:
            self._tell(told, state)
        if again:
            simulation.chance.note("two people at once")

    def _digest(self, key: Key) -> str | None:
        """The words that are merged now, which a person agrees to."""
        for each in self.simulation.branch.targets():
            if (each.post.name, each.account.key) == (key.name, key.account):
                return each.payload.digest if each.payload else None
        return None

    def _tell(self, answer: Answer, seen: KeyState) -> None:
        view, clock = self.simulation.ledger(), self.watch
        self.simulation.tell("people", f"resolve {answer.key} {answer.outcome}")
        try:
            write(view, lambda now: resolving.needed(answer, seen, now), clock)
        except UsageError as error:
            self.simulation.tell("people", f"are told: {error.message}")


def _number(name: str) -> int:
    """The number of a wish by the name of its post, which may have a day."""
    return int(name.partition("~")[0].removeprefix("post-"))
