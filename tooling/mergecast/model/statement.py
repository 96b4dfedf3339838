"""A holding statement: words for the first minutes, approved in peace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mergecast.model.file_names import STATEMENTS
from mergecast.model.keeping import Keeping

FOLDER = STATEMENTS


class VariableKind(StrEnum):
    """What a variable takes; whatever it is, it stays on one line."""

    WORDS = "words"
    NUMBER = "number"
    TIME = "time"
    DAY = "day"
    LINK = "link"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that is filled in.

    ``longest`` is for words, ``hosts`` for links, ``choices`` for a choice.
    """

    name: str
    ask: str
    kind: VariableKind
    longest: int = 60
    hosts: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One file of ``playbooks/statements/``; ``texts`` are its words by language.

    ``blob`` is git's id of the file as it was read; ``levels`` is empty where it fits
    all of them.
    """

    id: str
    path: str
    title: str
    texts: Mapping[str, str]
    variables: Mapping[str, Variable]
    use: str | None = None
    levels: tuple[str, ...] = ()
    blob: str | None = None
    keeping: Keeping = field(default_factory=Keeping)


@dataclass(frozen=True, slots=True)
class StatementFact:
    """The version of a statement that a post names, None where there is none.

    ``certain`` is false where git may only not have it here (a shallow clone).
    """

    statement: Statement | None = None
    certain: bool = False
