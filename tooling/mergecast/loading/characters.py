"""Characters that make a file look different to its reviewer and to the parser.

Emoji and many scripts are written with U+200C, U+200D, U+FE0E and U+FE0F, so these
are let in; the checks of texts look at them in their surroundings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from mergecast.loading.remarks import File, Said, character
from mergecast.loading.unseen import (
    BREAKS,
    BYTE_ORDER_MARK,
    CONTROLS,
    HIDDEN,
    MARKS,
    TURNS,
)

_TURNING = re.compile(f"[{TURNS}]")
_REFUSED = re.compile(f"[{BREAKS}{CONTROLS}{TURNS}{BYTE_ORDER_MARK}]|\r(?!\n)")
_HIDDEN = re.compile(f"[{HIDDEN}]+")
_MARKS = re.compile(f"[{MARKS}]+")
# What writing needs: flags of regions, ideographs' variants, old Korean, braille.
_MEANT = re.compile(
    "(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f"
    "|(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|(?<=[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff])[\u115f\u1160]"
    "|(?<=[\u2801-\u28ff])\u2800|\u2800(?=[\u2801-\u28ff])"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def refused(file: File) -> Iterator[Said]:
    """Characters with which a file can't be trusted to be what its reviewer saw."""
    for match in _REFUSED.finditer(file.text):
        yield file.say(*_said_of(match[0], match.span()))


def _said_of(one: str, where: tuple[int, int]) -> tuple[str, tuple[int, int], str, str]:
    """Hazard, place, message and hint of a refused character."""
    if one == "\0":
        return "nul-character", where, "a NUL character (U+0000)", "take it out"
    if one == BYTE_ORDER_MARK:
        message = "an invisible byte order mark (U+FEFF) inside the file"
        return "byte-order-mark", where, message, "take it out"
    if one in BREAKS or one == "\r":
        name = {"\r": "U+000D (carriage return)", "\x85": "U+0085 (next line)"}
        message = (
            f"{name.get(one) or character(one)} begins a new line for the parser, "
            "but most viewers show none"
        )
        hint = "take it out, or break the line with the Enter key"
        return "hidden-line-break", where, message, hint
    if _TURNING.match(one):
        message = f"{character(one)} changes the order in which this line is shown"
        hint = "take it out; Arabic and Hebrew letters need no such character"
        return "bidi-control", where, message, hint
    message = f"a control character, U+{ord(one):04X}"
    return "control-character", where, message, "take it out"


def hidden(file: File, spared: Sequence[tuple[int, int]] = ()) -> Iterator[Said]:
    """Characters that show nothing, outside ``spared`` stretches of the file.

    Those (in order) are the texts that readers get: the checks of texts judge them
    there, by their neighbours, and can repair them.
    """
    for match in _HIDDEN.finditer(file.text):
        meant = _MEANT.match(file.text, match.start())
        if meant and meant.end() == match.end():
            continue
        if not _inside(match.start(), spared):
            yield file.say(
                "invisible-character",
                match.span(),
                f"invisible character {character(match[0][0])}",
                "take it out",
            )
    if _RIGHT_TO_LEFT.search(file.text):
        return
    for match in _MARKS.finditer(file.text):
        if not _inside(match.start(), spared):
            yield file.say(
                "direction-mark",
                match.span(),
                f"invisible {character(match[0][0])}, and nothing here reads from "
                "right to left",
                "take it out",
            )


def _inside(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(stretches, at, key=itemgetter(0)) - 1
    return before >= 0 and at < stretches[before][1]
