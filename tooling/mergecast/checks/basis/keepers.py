"""Every playbook with its path and who keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.crisis import LEVELS, MATRIX, Playbook
from mergecast.model.keeping import Keeping
from mergecast.model.playbooks import Playbooks
from mergecast.model.process import Meeting, Process
from mergecast.model.statement import Statement


def kept(books: Playbooks) -> Iterator[tuple[str, Keeping]]:
    """The path and the keeping of each file that has a keeper."""
    if books.levels is not None:
        yield LEVELS, books.levels.keeping
    if books.matrix is not None:
        yield MATRIX, books.matrix.keeping
    guides: list[Playbook | Statement | Process | Meeting] = [
        *books.crises.values(),
        *books.statements.values(),
        *books.processes.values(),
        *books.meetings.values(),
    ]
    yield from ((each.path, each.keeping) for each in guides)
