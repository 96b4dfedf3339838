"""The weighted length of a text: links 23, emoji 2, light characters 1, others 2."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from mergecast.networks.base import Url
from mergecast.networks.twitter_text.characters import REFUSED
from mergecast.networks.twitter_text.emoji import may_have_sequences, sequences
from mergecast.networks.twitter_text.urls import (
    extract_urls,
    in_code_points,
    links_in,
    may_have_urls,
)
from mergecast.networks.twitter_text.utf16 import code_points, code_units

ONE_EMOJI = "😀"
"""Stands for a sequence: it weighs the same."""
LONGEST_SEQUENCE = 14
"""In code units: the flag of a part of a country."""

LINK = "\0"
"""Stands for a link: it is light and part of no emoji."""


@cache
def _weights() -> tuple[re.Pattern[str], int]:
    """What does not weigh 2, and how long a link is (``data/weights.json``)."""
    path = Path(__file__).with_name("data") / "weights.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    light = "".join(
        f"{re.escape(chr(r['start']))}-{re.escape(chr(r['end']))}"
        for r in config["ranges"]
    )
    return re.compile(f"[^{light}]+"), config["transformedURLLength"]


def count(text: str) -> tuple[int, tuple[Url, ...], bool]:
    """The weighted length, the links of the text, and whether X takes its characters.

    X counts the text in normal form C; the links are those of the text as it stands.
    """
    links: tuple[Url, ...]
    normal = text if text.isascii() else normalize("NFC", text)
    clean = text.isascii() or not any(map(text.__contains__, REFUSED))
    if may_have_urls(normal):
        units = code_units(normal)
        found = tuple(links_in(units))
        length = _with_links(units, found)
        links = in_code_points(found, normal, units)
    else:
        links, length = (), weight(normal)
    return length, links if normal == text else extract_urls(text), clean


def _with_links(units: str, links: tuple[Url, ...]) -> int:
    rest: list[str] = []
    at = counted = 0
    by_start = {link.start: link for link in links}  # the last of two counts
    for start, link in sorted(by_start.items()):
        if start < at:
            continue
        counted += 1
        rest.append(units[at:start])
        at = start + len(link.text)
        if at < link.end:
            broken = units[at : _end_of_broken_emoji(units, start, at)]
            rest.extend(code_points(broken))
            at += len(broken)
    others = code_points(LINK.join((*rest, units[at:])))
    return weight(others) - len(rest) * len(LINK) + counted * _weights()[1]


def _end_of_broken_emoji(units: str, start: int, at: int) -> int:
    """The end of the emoji sequence that has ``at`` in its middle, or ``at``.

    A link that is shorter than its stretch can break one: its rest counts singly.
    """
    text = code_points(units[start : at + LONGEST_SEQUENCE])
    for found in sequences().finditer(text):
        end = start + len(code_units(text[: found.end()]))
        if end > at:
            return end if end - len(code_units(found[0])) < at else at
    return at


def weight(text: str) -> int:
    """The weighted length of a text without links, in normal form C."""
    if text.isascii():
        return len(text)
    heavy = _weights()[0]
    light = len(heavy.sub("", text))
    if light < len(text) and may_have_sequences(text):
        text = sequences().sub(ONE_EMOJI, text)
        light = len(heavy.sub("", text))
    return 2 * len(text) - light
