"""A rule of the style guide as a value: what all have, and what each type adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from mergecast.findings import Severity
from mergecast.source import Route


@dataclass(frozen=True, slots=True)
class Existence:
    """Words or patterns that are not to be there."""

    tokens: tuple[str, ...] = ()
    raw: str = ""
    append: bool = False
    ignorecase: bool = False
    nonword: bool = False


@dataclass(frozen=True, slots=True)
class Substitution:
    """What is written (a pattern), and what to write instead (several by bars)."""

    swap: tuple[tuple[str, str], ...]
    ignorecase: bool = False
    nonword: bool = False
    capitalize: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How often a pattern may and must be there; 0 is no limit."""

    token: str
    most: int = 0
    least: int = 0
    ignorecase: bool = False


@dataclass(frozen=True, slots=True)
class Repetition:
    """What is not to stand twice in a row, and how often it may all the same."""

    tokens: tuple[str, ...]
    most: int = 0
    ignorecase: bool = False
    alpha: bool = False


@dataclass(frozen=True, slots=True)
class Consistency:
    """Pairs of which only one may be used."""

    either: tuple[tuple[str, str], ...]
    ignorecase: bool = False
    nonword: bool = False


@dataclass(frozen=True, slots=True)
class Conditional:
    """Where ``first`` stands, ``second`` has to, too."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Capitalization:
    """How the words of a text begin: ``$title``, ``$sentence`` ..., or a pattern.

    A sentence is right from ``threshold`` of its words on; after one of
    ``indicators`` a new one begins.
    """

    match: str
    style: str = "AP"
    threshold: float = 0.8
    indicators: tuple[str, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A formula over counts of a text, and when its value is wrong."""

    formula: str
    condition: str


@dataclass(frozen=True, slots=True)
class Readability:
    """The mean of measures that estimate a grade at school, and the highest one."""

    metrics: tuple[str, ...]
    grade: float


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words have to be in a dictionary, or match a filter."""

    dictionaries: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    custom: bool = False


Body: TypeAlias = (
    Existence
    | Substitution
    | Occurrence
    | Repetition
    | Consistency
    | Conditional
    | Capitalization
    | Metric
    | Readability
    | Spelling
)


@dataclass(frozen=True, slots=True)
class Action:
    """What mends a hit: ``replace``, ``remove`` or ``edit``, with its parameters."""

    name: str
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that a rule lets pass, texts that it does not, and where they stand."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    path: str = field(default="", compare=False)
    route: Route = field(default=(), compare=False)


Scopes: TypeAlias = tuple[tuple[str, ...], ...]
"""Any of them; in each one all terms have to hold (``~`` before a term: not)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id (``Package.Name``), file, and what it looks for and where.

    ``vocabulary`` is false where accepted words are no exceptions to it. ``limit`` is
    the most it says of one post, 0 for no limit. ``locales`` and ``accounts`` narrow
    what it looks at; none: everything.
    """

    id: str
    path: str
    body: Body
    message: str
    level: Severity = Severity.INFO
    scope: Scopes = (("text",),)
    link: str = ""
    description: str = ""
    action: Action | None = None
    limit: int = 0
    exceptions: tuple[str, ...] = ()
    vocabulary: bool = True
    locales: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    examples: Examples = field(default_factory=Examples)

    @property
    def kind(self) -> str:
        """The type of rule, as its ``extends`` says."""
        return type(self.body).__name__.lower()
