"""Finds links the way X does, with and without a scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.networks.base import Url
from mergecast.networks.twitter_text.characters import (
    ACCENTED_ANY_CASE,
    CYRILLIC_ANY_CASE,
    NOT_IN_HOSTS,
)
from mergecast.networks.twitter_text.hosts import (
    MAY_PRECEDE,
    Hit,
    ascii_hosts,
    hits_in_run,
    resolvable,
)
from mergecast.networks.twitter_text.utf16 import Positions, code_points, code_units

URL_MAX = 4096
SHORT_SLUG_MAX = 40
"""A link on t.co with a longer slug is none."""

_LETTERS = rf"0-9A-Za-z{ACCENTED_ANY_CASE}{CYRILLIC_ANY_CASE}"
_FREE = rf"[!#-'*-;=@\[\]|~\u2013_{_LETTERS}]"
"""What a path may hold outside parentheses."""
_INNER = r"[!$%&'*,.:;@\[\]|~\u2013]"
"""Those of them that do not end it."""
_LAST = rf"[#+\-/=_{_LETTERS}]"
_GROUP = rf"\((?!\)){_FREE}*+(?:\({_FREE}++\){_FREE}*+)?+\)"
"""Parentheses in balance, one level deep; they end a path only right after _LAST."""

_QUERY = r"\?[!#-;=?-\[\]_A-Za-z|~]*[#&\-/0-9=A-Z_a-z]"
"""It ends where a sentence would not."""

TAIL = re.compile(
    r"(?::[0-9]+)?"
    rf"(?P<path>/(?:(?:{_INNER}++|{_GROUP})*+{_LAST}++)*+(?:{_GROUP})*+)?"
    rf"(?:{_QUERY})?"
)
"""Port, path and query, each only where the rest reaches it."""

SHORT = re.compile(
    rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.ASCII | re.IGNORECASE
)

DOT = re.compile(r"\.(?=[A-Za-z][A-Za-z]|[^\x00-\x7f])")
"""A dot that a top-level domain may follow: most dots end a sentence."""

BEFORE_RUN = re.compile(rf".*[{NOT_IN_HOSTS}]", re.DOTALL)
"""All up to the last character that is in no host (it looks from the end)."""

REST_OF_RUN = re.compile(rf"[^{NOT_IN_HOSTS}]*")


def extract_urls(text: str) -> tuple[Url, ...]:
    """Every link in the text, in reading order."""
    if not may_have_urls(text):
        return ()
    units = code_units(text)
    return in_code_points(tuple(links_in(units)), text, units)


def may_have_urls(text: str) -> bool:
    """Whether it is worth looking: there is no link without such a dot."""
    return "." in text and DOT.search(text) is not None


def in_code_points(links: tuple[Url, ...], text: str, units: str) -> tuple[Url, ...]:
    """Links found in the code units of a text, told in its code points."""
    if not links or len(units) == len(text):
        return links
    at = Positions(text)
    return tuple(
        Url(code_points(link.text), at(link.start), at(link.end)) for link in links
    )


def links_in(text: str) -> Iterator[Url]:
    """Every link in a text that is given in code units."""
    floor = at = 0
    while dot := DOT.search(text, at):
        before = BEFORE_RUN.match(text, floor, dot.start())
        begin = before.end() if before else floor
        run = REST_OF_RUN.match(text, dot.start())
        end = run.end() if run else dot.end()
        for hit in hits_in_run(text, begin, floor, TAIL):
            scheme = _scheme(text, floor, begin) if hit.start == begin else 0
            if scheme:
                yield from _with_scheme(text, hit, scheme)
            elif hit.start == 0 or text[hit.start - 1] not in "-_./":
                yield from _without_scheme(text, hit)
            floor = hit.end
        at = max(end, floor)


def _scheme(text: str, floor: int, begin: int) -> int:
    """The length of the scheme right before ``begin``, if a link may begin there."""
    if not text.endswith("://", floor, begin):
        return 0
    before = text[max(floor, begin - 8) : begin].lower()
    length = 8 if before == "https://" else 7 if before.endswith("http://") else 0
    start = begin - length
    if not length or start == 0:
        return length
    return length if start > floor and MAY_PRECEDE.match(text, start - 1) else 0


def _with_scheme(text: str, hit: Hit, scheme: int) -> Iterator[Url]:
    start, end = hit.start - scheme, hit.end
    if scheme + end - start > URL_MAX or not resolvable(text[hit.start : hit.host_end]):
        return
    short = SHORT.match(text, start, end)
    if short:
        if len(short[1]) > SHORT_SLUG_MAX:
            return
        end = short.end()
    yield Url(text[start:end], start, end)


def _without_scheme(text: str, hit: Hit) -> Iterator[Url]:
    """Bare domains: the Latin ones in the host; the last has the path, if any."""
    start, host_end, end, has_path = hit
    host = text[start:host_end]
    if len("https://") + end - start > URL_MAX or not resolvable(host):
        return
    links: list[Url] = []
    seen = 0
    for part in ascii_hosts(host):
        # By searching, as the reference does: of two equal parts it finds the first.
        seen = host.find(part, seen) + len(part)
        links.append(Url(part, start + seen - len(part), start + seen))
    if links and has_path:
        links[-1] = Url(links[-1].text + text[host_end:end], links[-1].start, end)
    yield from links
