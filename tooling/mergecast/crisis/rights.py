"""Who may decide what at which level, who is told and how soon: the matrix, read."""

from __future__ import annotations

from collections.abc import Collection

from mergecast.model.approval import ANYONE, Need, Roles
from mergecast.model.crisis import Cell, Levels, Matrix, Row


def row(matrix: Matrix, levels: Levels | None, level: str | None) -> Row | None:
    """The row of a level; of the gravest one where the level is not known.

    None where the matrix has no such row: then nobody may decide anything.
    """
    if level is not None:
        return matrix.rows.get(level)
    order = list(levels.levels) if levels else list(matrix.rows)
    found = [matrix.rows[key] for key in order if key in matrix.rows]
    return found[-1] if found else None


def gravest(matrix: Matrix, levels: Levels | None, had: Collection[str]) -> str | None:
    """The gravest of some levels; None where one is not known, and may be the gravest.

    The order is that of the levels, else of the rows of the matrix.
    """
    order = list(levels.levels) if levels else list(matrix.rows)
    return max(had, key=order.index) if set(had) <= set(order) else None


def who_may(found: Row | None, decision: str) -> Roles:
    """The roles that may decide it at this level, in the order of the file."""
    cells = found.cells.values() if found else ()
    return tuple(cell.role for cell in cells if decision in cell.may)


def may(found: Row | None, decision: str, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may decide it at this level."""
    return any(role in roles for role in who_may(found, decision))


def told(found: Row | None) -> tuple[Cell, ...]:
    """Who is told at this level, the most urgent first."""
    cells = found.cells.values() if found else ()
    return tuple(sorted(cells, key=lambda cell: cell.within))


def thaw_places(found: Row | None) -> tuple[Roles, Roles] | None:
    """The two places of a thaw, each for another person: one with the role, and anyone.

    None where the matrix gives it to nobody.
    """
    roles = who_may(found, "thaw")
    return (roles, ANYONE) if roles else None


def incident_need(found: Row | None) -> Need | None:
    """What a post with ``incident`` needs to pass a freeze; None where nothing is said.

    Without a word about it such a post waits like any other.
    """
    return found.respond if found else None


def statement_need(found: Row | None) -> Need | None:
    """What is enough for a post that is a statement word for word; None: no less."""
    return found.statement if found else None
