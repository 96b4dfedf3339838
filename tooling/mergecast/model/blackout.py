"""Days on which nothing should go out (``calendar/blackouts.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

BLACKOUTS = "calendar/blackouts.yaml"


class Force(StrEnum):
    """How much a blackout forbids.

    What is ``mourning`` or ``closed`` stops posts, also those approved before; what is
    to ``avoid`` is said in review, and people decide.
    """

    MOURNING = "mourning"
    CLOSED = "closed"
    AVOID = "avoid"

    @property
    def stops(self) -> bool:
        """Whether nothing goes out, approved or not."""
        return self is not Force.AVOID


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a blackout is about; what is empty leaves nobody out.

    ``regions`` are ISO 3166 codes (``MY``, ``GB-ENG``), each with all of its parts.
    """

    regions: tuple[str, ...] = ()
    networks: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    buckets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Blackout:
    """A day or a stretch of days, and why.

    ``start`` and ``end`` are days (the last one belongs to it) or wall clocks (the last
    one does not). Without ``timezone`` they are days where the readers are. ``spared``
    are ids of posts that go out all the same. ``number`` is its place in the file.
    """

    name: str
    force: Force
    start: str
    end: str
    reach: Reach = Reach()
    timezone: str | None = None
    reason: str = ""
    decided_by: str | None = None
    spared: frozenset[str] = frozenset()
    number: int = 0


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """The public holidays of a region are to be avoided, but for days in ``open``."""

    region: str
    reach: Reach = Reach()
    timezone: str | None = None
    open: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Blackouts:
    """All of them. ``public`` are public holidays by region, where they were looked up.

    ``owner`` is the member or role that keeps the file. ``unread`` is whether there is
    a file that cannot be read: then nobody knows which days are closed.
    """

    days: tuple[Blackout, ...] = ()
    holidays: tuple[HolidayRule, ...] = ()
    owner: str | None = None
    public: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unread: bool = False


NO_BLACKOUTS = Blackouts()
UNREAD = Blackouts(unread=True)
