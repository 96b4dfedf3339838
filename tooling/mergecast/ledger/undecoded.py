"""All lines of a ledger, checked to be one chain, without decoding each event.

To find what is about one post, or what is frozen, 150,000 events need not be decoded:
numbers and hashes prove that the lines are one chain, in a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mergecast.ledger.canonical import digest
from mergecast.ledger.damage import DamageError
from mergecast.ledger.envelope import lines
from mergecast.ledger.store import Store


class Line(NamedTuple):
    """A line that was not decoded, and the number that it gives itself."""

    seq: int
    path: str
    number: int
    raw: bytes

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"{self.path}:{self.number}"


def read_chain(store: Store, tip: str) -> list[Line]:
    """Every line, in order.

    Raises:
        LedgerDamagedError: they are no chain.
        GitError: no answer.
    """
    paths = store.names(tip, "events")
    files: Mapping[str, bytes] = store.read(tip, paths)
    chain = sorted(line for path in paths for line in _lines(path, files[path]))
    _refuse_breaks(chain)
    return chain


def _lines(path: str, raw: bytes) -> list[Line]:
    return [
        Line(_seq(line, place), path, number, line)
        for number, (place, line) in enumerate(lines(raw, path), 1)
    ]


def _seq(line: bytes, place: str) -> int:
    # After it stand only 'try' and 'v', both numbers: the last one is the event's own.
    digits = line.rpartition(b'"seq":')[2].partition(b",")[0]
    if not digits.isdigit():
        raise DamageError(place, "it does not say which event it is")
    return int(digits)


def _refuse_breaks(chain: Sequence[Line]) -> None:
    for before, line in pairwise(chain):
        prev = line.raw.rpartition(b'"prev":"')[2].partition(b'"')[0]
        if line.seq != before.seq + 1 or prev != digest(before.raw).encode():
            raise DamageError(
                line.place, f"event {line.seq} does not follow event {before.seq}"
            )
