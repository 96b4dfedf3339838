"""Turn loaded, schema-valid data into levels, matrix, playbooks and statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.loading.build_people import need
from mergecast.model.crisis import (
    Case,
    Cell,
    Fact,
    Level,
    Levels,
    Matrix,
    Phase,
    Playbook,
    Row,
)
from mergecast.model.keeping import Keeping
from mergecast.model.moments import parse_duration
from mergecast.model.statement import Statement, Variable, VariableKind

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]


def keeping(data: Data) -> Keeping:
    """Who keeps the file, and until when it counts as read."""
    return Keeping(data.get("owner"), data.get("review_by"))


def levels(data: Data) -> Levels:
    """``playbooks/levels.yaml``."""
    facts = {
        key: Fact(key, own["ask"], own["type"] == "number")
        for key, own in data["facts"].items()
    }
    found = {key: _level(key, own) for key, own in data["levels"].items()}
    return Levels(found, facts, keeping(data))


def _level(key: str, data: Data) -> Level:
    cases = tuple(
        Case(_facts(own["facts"]), own["because"]) for own in data.get("examples", ())
    )
    any_of = tuple(_facts(own) for own in data.get("any_of", ()))
    return Level(key, data["title"], data.get("means"), any_of, cases)


def _facts(data: Data) -> dict[str, int | bool]:
    """JSON takes 5.0 for 5, and so does the schema."""
    return {
        key: own if isinstance(own, bool) else int(own) for key, own in data.items()
    }


def matrix(data: Data) -> Matrix:
    """``playbooks/matrix.yaml``."""
    rows = {key: _row(key, own) for key, own in data["levels"].items()}
    return Matrix(rows, keeping(data))


def _row(key: str, data: Data) -> Row:
    cells = {role: _cell(role, own) for role, own in data["roles"].items()}
    respond, statement = data.get("respond"), data.get("statement")
    return Row(
        key,
        cells,
        need(respond) if respond else None,
        need(statement) if statement else None,
    )


def _cell(role: str, data: Data) -> Cell:
    may = frozenset(data.get("may", ()))
    return Cell(role, may, parse_duration(data["within"]), data.get("backup"))


def playbook(path: str, data: Data) -> Playbook:
    """A file of ``playbooks/crisis/``."""
    phases = {
        name: Phase(name, own["owner"], parse_duration(own["within"]), tuple(own["do"]))
        for name, own in data["steps"].items()
    }
    return Playbook(
        data["id"],
        path,
        data["title"],
        tuple(data["triggers"]),
        phases,
        data.get("level"),
        tuple(data.get("freeze", ())),
        tuple(data.get("channels", ())),
        tuple(data.get("statements", ())),
        keeping(data),
        data.get("drilled"),
    )


def statement(path: str, data: Data, blob: str | None = None) -> Statement:
    """A file of ``playbooks/statements/``; ``blob`` is git's id of it."""
    return Statement(
        data["id"],
        path,
        data["title"],
        {locale: own.rstrip("\n") for locale, own in data["texts"].items()},
        {name: _variable(name, own) for name, own in data.get("vars", {}).items()},
        data.get("use"),
        tuple(data.get("levels", ())),
        blob,
        keeping(data),
    )


def _variable(name: str, data: Data) -> Variable:
    unset = Variable(name, data["ask"], VariableKind(data["type"]))
    return Variable(
        name,
        unset.ask,
        unset.kind,
        int(data.get("longest", unset.longest)),
        tuple(data.get("hosts", ())),
        tuple(data.get("choices", ())),
    )
