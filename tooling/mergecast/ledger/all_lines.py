"""All of a ledger, read line by line; what is no line is named and passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from mergecast.ledger.damage import DamageError
from mergecast.ledger.envelope import day_path, decode, lines
from mergecast.ledger.store import Store
from mergecast.model.event import Event

PIECE = 5000
"""After so many of anything somebody who waits is told."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where; ``line`` and ``seq`` where it has them."""

    path: str
    message: str
    line: int | None = None
    seq: int | None = None


Told: TypeAlias = Callable[[str, int, int], None]
"""Hears how far it is: what is looked at, how many are done, of how many."""


class Line(NamedTuple):
    """An event and where it stands."""

    path: str
    number: int
    raw: bytes
    event: Event

    def problem(self, message: str) -> Problem:
        """What is wrong with it."""
        return Problem(self.path, message, self.number, self.event.seq)


def read_all(store: Store, tip: str, told: Told) -> Mapping[str, bytes]:
    """All files, in pieces, so that somebody who waits sees that it goes on."""
    names = store.names(tip, "")
    files: dict[str, bytes] = {}
    for start in range(0, len(names), PIECE):
        told("files read", start, len(names))
        files |= store.read(tip, names[start : start + PIECE])
    return files


def lines_of(files: Mapping[str, bytes], problems: list[Problem]) -> Iterator[Line]:
    """Every event with its place; ``problems`` takes what is wrong with a line."""
    for path in sorted(path for path in files if path.startswith("events/")):
        last = -1
        for place, raw in _placed(files[path], path, problems):
            number = int(place.rpartition(":")[2])
            try:
                event = decode(raw, place)
            except DamageError as error:
                problems.append(Problem(path, error.fault, number))
                continue
            line = Line(path, number, raw, event)
            if day_path(event.at) != path:
                problems.append(line.problem(f"it belongs to {day_path(event.at)}"))
            if event.seq < last:
                problems.append(line.problem(f"it stands after event {last}"))
            last = max(last, event.seq)
            yield line


def _placed(
    raw: bytes, path: str, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """The lines of a file; a fault in the file's form ends it."""
    try:
        yield from lines(raw, path)
    except DamageError as error:
        number = int(error.place.rpartition(":")[2])
        problems.append(Problem(path, error.fault, number))
