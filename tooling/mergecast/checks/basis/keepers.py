"""Every playbook with its path and who keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.crisis import LEVELS, MATRIX
from mergecast.model.keeping import Keeping
from mergecast.model.playbooks import Playbooks


def kept(books: Playbooks) -> Iterator[tuple[str, Keeping]]:
    """The path and the keeping of each file that has a keeper."""
    if books.levels is not None:
        yield LEVELS, books.levels.keeping
    if books.matrix is not None:
        yield MATRIX, books.matrix.keeping
    for each in (
        *books.crises.values(),
        *books.statements.values(),
        *books.processes.values(),
        *books.meetings.values(),
    ):
        yield each.path, each.keeping
