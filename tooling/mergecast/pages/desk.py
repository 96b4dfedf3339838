"""What a team works with besides its posts, as its own pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from mergecast.model.playbooks import Playbooks
from mergecast.model.whole_guide import NO_GUIDE, Guide
from mergecast.people.coverage import DayRow
from mergecast.planning.agenda import Entry
from mergecast.style.rule import Rule


@dataclass(frozen=True, slots=True)
class Waits:
    """A part that waits for a person: why, and the commands that settle it."""

    key: str
    reason: str
    may_be_live: bool
    settle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the pages: its file there, and how large it is in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """A post on a branch that is not merged, with pictures as that branch has them."""

    entry: Entry
    branch: str
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """What everybody has to know at once: an open incident, or a freeze."""

    frozen: bool
    title: str
    told: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who is on duty: why, on which shift, and for whom they stand in."""

    name: str
    duty: str
    zone: str
    shift: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of time in which the same people are on duty."""

    start: datetime
    end: datetime
    people: tuple[There, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who is away, until which day, and who is there for them."""

    name: str
    until: str
    stand_in: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A week of a rota, hour by hour on the clocks of a zone."""

    zone: str
    days: Sequence[DayRow]
    gaps: Sequence[tuple[datetime, datetime]] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign on its days, both inclusive; ``posts`` are those that name it."""

    id: str
    title: str
    starts: date
    ends: date
    posts: int = 0
    owner: str = ""


@dataclass(frozen=True, slots=True)
class DayNote:
    """Why a day is special: a blackout, which may stop all posts, or a holiday."""

    name: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it; empty on pages for the public.

    ``waits`` are by the name of the post. ``turns`` follow each other from now on.
    ``note`` says why the ledger is not known, empty where it is.
    """

    waits: Mapping[str, Sequence[Waits]] = field(default_factory=dict)
    proposed: Sequence[Proposed] = ()
    drafts: frozenset[str] = frozenset()
    alerts: Sequence[Alert] = ()
    turns: Sequence[Turn] = ()
    absent: Sequence[Absent] = ()
    coverage: Coverage | None = None
    campaigns: Sequence[Campaign] = ()
    notes: Mapping[date, Sequence[DayNote]] = field(default_factory=dict)
    books: Playbooks = field(default_factory=Playbooks)
    guide: Guide = NO_GUIDE
    rules: Sequence[Rule] = ()
    note: str = ""


EMPTY_DESK = Desk()
