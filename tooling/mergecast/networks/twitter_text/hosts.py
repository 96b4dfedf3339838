"""Finds host names: the part of a link that decides whether there is a link at all.

A host is a row of labels with dots between and a known top-level domain behind the last
dot. Scripts that write without spaces make the row hard to see: a sentence of Chinese
glued to ``example.com`` is one long label as far as the rules go. They say: the
earliest possible beginning wins, and from there the last possible top-level domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from mergecast.networks.twitter_text.characters import (
    ACCENTED_ANY_CASE,
    NOT_BEFORE_URLS,
    NOT_IN_HOSTS,
)
from mergecast.networks.twitter_text.punycode import LABEL_MAX, label_fits
from mergecast.networks.twitter_text.tlds import tld_end

LABEL_WITH_DOT = re.compile(rf"[^.{NOT_IN_HOSTS}]*+\.")
"""A label ends before a dot; ``-`` and ``_`` may be inside, but not at its ends."""

MAY_PRECEDE = re.compile(rf"[^{NOT_BEFORE_URLS}]")
"""A character that a link may follow."""

BEGINNING = re.compile(rf"[^{NOT_BEFORE_URLS}][^._\-{NOT_IN_HOSTS}]")
"""The same, and the first of the link behind it."""

PLAIN = re.compile(
    r"(?:[0-9A-Za-z](?:[0-9A-Za-z\-]*[0-9A-Za-z])?\.)+[A-Za-z]+"
    rf"(?=[{NOT_IN_HOSTS}]|\Z)(?![@+])"
)
"""The everyday host: nothing but ASCII, and nothing glued to it."""

ASCII_CHAIN = re.compile(rf"(?:[\-0-9A-Za-z{ACCENTED_ANY_CASE}]+\.)+")


Label: TypeAlias = tuple[int, int]
"""Where a label begins and where its dot is."""


class Hit(NamedTuple):
    """A host at ``[start, host_end)``; the link it makes goes on to ``end``."""

    start: int
    host_end: int
    end: int
    has_path: bool


def hits_in_run(
    text: str, begin: int, floor: int, tail: re.Pattern[str]
) -> Iterator[Hit]:
    """The hosts in the run of host characters that begins at ``begin``.

    ``floor`` is where the last link ended: a character from there on has to stand
    before a host, unless the host is the first of the text. ``tail`` matches what may
    follow a host in a link, with a group ``path``. No label is looked at twice,
    however many links there are: a text may be hostile.
    """
    end = _end_if_plain(text, begin)
    if end:
        yield _hit(text, begin, end, tail)
        return
    for row in _rows(text, begin):
        ends = [tld_end(text, dot) for _, dot in row]
        last = _last_name(row, text, ends)
        i = 0
        while i < len(row):
            low, dot = row[i]
            if i >= last:
                low = max(low, text.rfind("_", low, dot) + 1)
            end = ends[max(i, last)]
            start = _start(text, floor, low, dot) if end else None
            if start is None:
                i += 1
                continue
            hit = _hit(text, start, end, tail)
            floor = hit.end
            yield hit


def _hit(text: str, start: int, host_end: int, tail: re.Pattern[str]) -> Hit:
    rest = tail.match(text, host_end)
    if rest is None:
        return Hit(start, host_end, host_end, has_path=False)
    return Hit(start, host_end, rest.end(), rest["path"] is not None)


def _end_if_plain(text: str, begin: int) -> int:
    """Where the run ends, if it is an everyday host; or else 0."""
    plain = PLAIN.match(text, begin)
    if plain is None or (begin and not MAY_PRECEDE.match(text, begin - 1)):
        return 0
    end = plain.end()
    return end if tld_end(text, text.rfind(".", begin, end)) else 0


def _rows(text: str, begin: int) -> Iterator[list[Label]]:
    """Groups of labels that may stand side by side in one host.

    The first of a group may begin badly: a host can begin in its middle.
    """
    row: list[Label] = []
    while found := LABEL_WITH_DOT.match(text, begin):
        dot = found.end() - 1
        ends_well = dot > begin and text[dot - 1] not in "-_"
        if row and not (ends_well and text[begin] not in "-_"):
            yield row
            row = []
        if ends_well:
            row.append((begin, dot))
        begin = dot + 1
    if row:
        yield row


def _last_name(row: list[Label], text: str, ends: list[int]) -> int:
    """The last label, but the first, that is a whole name with a TLD behind it.

    The name right before a TLD holds no underscore; labels to its left may.
    """
    for i in range(len(row) - 1, 0, -1):
        if ends[i] and text.find("_", *row[i]) < 0:
            return i
    return 0


def _start(text: str, floor: int, low: int, dot: int) -> int | None:
    """The first place in ``[low, dot)`` where a host may begin."""
    if low or floor:
        found = BEGINNING.search(text, max(low - 1, floor), dot)
    elif BEGINNING.match(text, 0, dot):
        return 1
    elif text[0] not in "-_":
        return 0
    else:
        found = BEGINNING.search(text, 1, dot)
    return found.end() - 1 if found else None


def resolvable(host: str) -> bool:
    """Whether every label can be written in the 63 characters that DNS allows."""
    if host.startswith("xn--") and not ascii_hosts(host):
        return False  # says that it is encoded, but is not
    if len(host) <= LABEL_MAX and host.isascii():
        return True
    return all(map(label_fits, host.split(".")))


def ascii_hosts(host: str) -> list[str]:
    """The parts of a host that are hosts in Latin letters by themselves.

    Only these are links where no scheme is written.
    """
    found: list[str] = []
    at = 0
    while chain := ASCII_CHAIN.search(host, at):
        at = chain.end()
        dot = at - 1
        while dot > chain.start():
            end = tld_end(host, dot)
            if end:
                found.append(host[chain.start() : end])
                at = end
                break
            dot = host.rfind(".", chain.start(), dot)
    return found
