"""Commands in a comment: `/time 2026-11-24 09:00`, `/text` and the words below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from mergecast.intake.form import trimmed, unfenced
from mergecast.model.order_lines import STOPS, begun

NAMES = (
    *("text", "time", "alt", "account", "trend", "fix"),
    *("ready", "close", "accept", "help"),
)
_TAKES_ALL = frozenset({"text"})
_NUMBERED = re.compile(r"#?([0-9]{1,2})[ \t:.：、]+(.*)", re.DOTALL)
_MOST = 20


@dataclass(frozen=True, slots=True)
class Order:
    """One command and what stands behind it."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """The commands of a comment; ``near`` is what an unknown one may have meant."""

    found: tuple[Order, ...] = ()
    unknown: str | None = None
    near: str | None = None


def orders(comment: str) -> Orders:
    """The commands of a comment that begins with one; none of any other.

    >>> orders("/time 2026-11-24 09:00").found
    (Order(name='time', words='2026-11-24 09:00'),)
    """
    text = comment.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    lines = text.split("\n")
    first = _order(lines[0])
    if first is None:
        return Orders()
    if first.name not in NAMES:
        near = get_close_matches(first.name, NAMES, n=1, cutoff=0.6)
        return Orders((), first.name, near[0]) if near else Orders()
    return Orders(tuple(_all(lines))[:_MOST])


def _order(line: str) -> Order | None:
    found = begun(line)
    return Order(found[0].lower(), found[1]) if found else None


def _all(lines: Sequence[str]) -> Iterator[Order]:
    for at, line in enumerate(lines):
        order = _order(line)
        if order is None or order.name not in NAMES:
            continue
        if order.name in _TAKES_ALL:
            yield Order(order.name, _words(line, lines[at + 1 :]))
            return
        yield order


def _words(line: str, below: Sequence[str]) -> str:
    """The words of a post: behind the command or below it, exactly as written."""
    beside = line[len("/text") :]
    if beside and beside[0] in STOPS:
        beside = beside[1:]
    beside = beside.removeprefix(" ")
    own = [beside, *below] if beside.strip() else below
    return unfenced("\n".join(trimmed(own)))


def numbered(words: str) -> tuple[int, str]:
    """Which picture a description is about (the first where none is named).

    >>> numbered("2 A bus")
    (2, 'A bus')
    """
    found = _NUMBERED.fullmatch(words.strip())
    number, rest = (int(found[1]), found[2]) if found else (1, words)
    return number, " ".join(rest.split())
