"""How grave a crisis is, who decides what in it, and what is done step by step.

Values of ``playbooks/levels.yaml``, ``playbooks/matrix.yaml`` and the files of
``playbooks/crisis/``. What they mean for a question at hand is in ``crisis``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from mergecast.model import file_names
from mergecast.model.approval import Need
from mergecast.model.keeping import Keeping

Answer: TypeAlias = int | bool
"""How many, or yes and no."""

Facts: TypeAlias = Mapping[str, Answer]
"""What is known of a crisis, each answer by the name of its fact."""

LEVELS = file_names.LEVELS
MATRIX = file_names.MATRIX

PHASES = ("identify", "assess", "notify", "respond", "record")
"""The steps of every playbook, in this order."""

DECISIONS = (
    *("open", "assess", "freeze", "thaw", "notify", "statement", "respond"),
    *("retract", "close"),
)
"""All that a matrix can give to a role."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One question that is asked when a crisis is assessed.

    ``counts``: the answer is a number; otherwise yes or no.
    """

    key: str
    ask: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a level: what was known, and what had happened."""

    facts: Facts
    because: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level; it holds where all facts of one of ``any_of`` hold."""

    key: str
    title: str
    means: str | None = None
    any_of: tuple[Facts, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Levels:
    """All levels by key, the mildest first, and what is asked to tell them apart."""

    levels: Mapping[str, Level]
    facts: Mapping[str, Fact]
    keeping: Keeping = field(default_factory=Keeping)

    @property
    def mildest(self) -> str:
        """The level that holds where no other does."""
        return next(iter(self.levels))

    def rank(self, level: str) -> int:
        """0 for the mildest.

        Raises:
            ValueError: there is no such level.
        """
        return list(self.levels).index(level)


@dataclass(frozen=True, slots=True)
class Cell:
    """One role at one level: what it may decide, and how soon it is told.

    ``backup`` is the role that is told where nobody with this one can be reached.
    """

    role: str
    may: frozenset[str]
    within: timedelta
    backup: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What holds at one level.

    ``respond`` is what a post with ``incident`` needs, ``statement`` what is enough for
    one that is a holding statement word for word; None where the file does not say.
    """

    level: str
    cells: Mapping[str, Cell]
    respond: Need | None = None
    statement: Need | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Level by level who decides."""

    rows: Mapping[str, Row]
    keeping: Keeping = field(default_factory=Keeping)


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the five steps: whose it is, what is done, and its clock.

    ``within`` counts from the opening of the incident; of ``record`` from its closing.
    """

    name: str
    owner: str
    within: timedelta
    do: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """One kind of crisis: ``phases`` has the five steps in their order.

    ``level`` holds until somebody has assessed it; None for the mildest. ``freeze`` has
    scopes as ``freeze --scope`` takes them. ``drilled`` is the day of its last drill.
    """

    id: str
    path: str
    title: str
    triggers: tuple[str, ...]
    phases: Mapping[str, Phase]
    level: str | None = None
    freeze: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    keeping: Keeping = field(default_factory=Keeping)
    drilled: str | None = None
