"""How things are done: process guides, meetings with their minutes, and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from mergecast.model.keeping import Keeping


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; ``owner`` is None where the keeper of the file does it."""

    do: str
    owner: str | None = None
    within: timedelta | None = None
    see: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What a review scores from 1 to 5, with what the two ends mean."""

    what: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Process:
    """One process guide (``playbooks/process/``).

    ``role``: whoever takes it goes through the guide. ``answers`` are words to begin
    from, by name; ``notify`` are the roles that hear of it when it is done.
    """

    id: str
    path: str
    title: str
    trigger: str
    steps: tuple[Step, ...]
    role: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    notify: tuple[str, ...] = ()
    evidence: str | None = None
    scores: tuple[Score, ...] = ()
    keeping: Keeping = field(default_factory=Keeping)


@dataclass(frozen=True, slots=True)
class Topic:
    """One item of an agenda; ``source`` says from what it is filled in."""

    topic: str
    source: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that comes back (``playbooks/meetings/``)."""

    id: str
    path: str
    title: str
    every: str
    minutes: int
    agenda: tuple[Topic, ...]
    when: str | None = None
    roles: tuple[str, ...] = ()
    keeping: Keeping = field(default_factory=Keeping)


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody said they would do; open until ``done`` has a day."""

    do: str
    who: str
    due: str | None = None
    done: str | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What came of one meeting (``playbooks/minutes/``)."""

    path: str
    meeting: str
    day: str
    wins: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision with its reasons (``playbooks/decisions/``)."""

    path: str
    number: str
    title: str
    state: str
    day: str
    because: str
    decision: str
    by: tuple[str, ...] = ()
    answer_by: str | None = None
    instead_of: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    replaces: str | None = None
