"""What YAML silently does to a text: cut at ``#``, joined lines, spaces at the ends.

The file is valid and the data is what YAML says; it just isn't what the author sees.
Each hazard is looked for where it can hurt: most of them in the words that readers
get (``limits.FREE_TEXT``), and never in words that are only said to the team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mergecast.loading import characters
from mergecast.loading.folding import folded
from mergecast.loading.hazards import HAZARDS
from mergecast.loading.limits import FREE_LISTS, FREE_TEXT, PART_KEYS
from mergecast.loading.nodes import Node, walk
from mergecast.loading.remarks import File, Said, brief
from mergecast.loading.scalar_map import pieces
from mergecast.loading.signs import odd_list, odd_value
from mergecast.source import Route

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#\S[^\r\n]*)")
_MARKER = re.compile(r"mergecast:([ \t]*ignore\b)?")
_SIGN = re.compile(r"#([ \t]*)\Z")
_REACH = 20
_TRAILING = re.compile(r"(?<![ \t])[ \t]++(?=\n|\Z)")
_JOINED = re.compile(r"(?<=\S)[ \t]++(?=\r?\n)")
_TAB_GAP = re.compile(r"[ \t]*:[ ]*(\t)[ \t]*")
_KEPT = re.compile(r"[|>][0-9]*\+")
_TAB = re.compile(r"\t")
_INSIDE = {
    "marker-in-text": (
        "this stands in the text: it will be published, and has no effect",
        "take it out, and name what is to be ignored under `ignore:`",
    ),
    "trailing-spaces": (
        "this line ends with spaces, and they will be published",
        "take them out",
    ),
    "tab-in-text": ("a tab in the text will be published", "write spaces"),
}
_QUOTE_IT = "put the text in quotes, or write it on the lines under `{}: |`"


class _Value(NamedTuple):
    """A value on its way through the file: ``name`` is the key it stands under."""

    node: Node
    name: str
    is_item: bool

    @property
    def is_words(self) -> bool:
        """Whether these are words that readers get."""
        return self.name in FREE_TEXT


def surprises(file: File, root: Node) -> Iterator[Said]:
    """Everything in the tree that readers would not get as it looks."""
    spared: list[tuple[int, int]] = []
    for route, node in walk(root):
        value = _value(route, node)
        if node.is_scalar:
            yield from _scalar(file, value)
            if value.is_words:
                spared.append((node.start, node.end))
        else:
            yield from _collection(file, value)
    yield from characters.hidden(file, spared)


def _value(route: Route, node: Node) -> _Value:
    names = [name for name in route if isinstance(name, str)]
    is_item = bool(route) and isinstance(route[-1], int)
    return _Value(node, names[-1] if names else "", is_item)


def _scalar(file: File, value: _Value) -> Iterator[Said]:
    node, name = value.node, value.name
    if said := odd_value(file, name, node, item=value.is_item):
        yield said
        if HAZARDS[said[0]].refuses:
            return  # what follows from it is no news
    yield from _comment(file, value)
    if not value.is_words:
        return
    yield from folded(file, name, node)
    if (marker := _marker(node.value)) is not None:
        yield _inside(file, node, marker, "marker-in-text")
    if node.style in {"|", ">"}:
        yield from _block(file, value)


def _comment(file: File, value: _Value) -> Iterator[Said]:
    """A ``#`` after a value, which ends it."""
    node = value.node
    if node.style in {"|", ">"}:
        if value.is_words and (found := _HEADER_COMMENT.match(file.text, node.start)):
            yield _maybe_comment(file, found)
        return
    found = _COMMENT.match(file.text, node.end)
    if found is None:
        return
    joined = found[1][1:2].strip() != ""
    if value.is_words and (joined or not node.style):
        yield file.say(
            "comment-cuts-text",
            found.span(1),
            f"'{brief(found[1])}' is a comment to the parser: the text ends before it",
            _QUOTE_IT.format(value.name),
        )
    elif joined:
        yield _maybe_comment(file, found)


def _maybe_comment(file: File, found: re.Match[str]) -> Said:
    return file.say(
        "comment-without-space",
        found.span(1),
        f"'{brief(found[1])}' is a comment to the parser, not part of the value",
        "put a space after the # if it is a comment, or the whole value in quotes",
    )


def _block(file: File, value: _Value) -> Iterator[Said]:
    """White space in a block that readers get and nobody sees."""
    node = value.node
    if node.style == ">" and (joined := _JOINED.search(file.text, *_lines(file, node))):
        yield file.say("trailing-spaces", joined.span(), *_INSIDE["trailing-spaces"])
    elif trailing := _TRAILING.search(node.value):
        yield _inside(file, node, trailing.span(), "trailing-spaces")
    if tab := _TAB.search(node.value):
        yield _inside(file, node, tab.span(), "tab-in-text")
    kept = _KEPT.match(file.text, node.start)
    if kept and node.value.endswith("\n\n"):
        yield file.say(
            "kept-line-breaks",
            (kept.end() - 1, kept.end()),
            "the '+' keeps line breaks at the end, but none are ever published",
            f"write `{kept[0][:-1]}`",
        )


def _lines(file: File, node: Node) -> tuple[int, int]:
    """The lines under the sign of a block."""
    return file.line_around(node.start)[1], node.end


def _marker(words: str) -> tuple[int, int] | None:
    """Where ``# mergecast:`` stands, or ``mergecast: ignore`` with or without ``#``."""
    for found in _MARKER.finditer(words):
        sign = _SIGN.search(words, max(found.start() - _REACH, 0), found.start())
        if found[1] or (sign and sign[1]):  # "#mergecast: 1.0 is out" is a hashtag
            return (sign or found).start(), found.end()
    return None


def _inside(file: File, node: Node, where: tuple[int, int], hazard: str) -> Said:
    """A remark about a stretch of the loaded value."""
    known = pieces(file.text, node)
    start, end = node.start, node.end
    if known:
        start, end = known[where[0]].start, known[where[1] - 1].end
    return file.say(hazard, (start, end), *_INSIDE[hazard])


def _collection(file: File, value: _Value) -> Iterator[Said]:
    node = value.node
    if value.is_item and value.name in FREE_LISTS and (said := _became_key(file, node)):
        yield said
    if said := odd_list(file, value.name, node):
        yield said
    for key, item in zip(node.keys, node.items, strict=False):
        if tab := _TAB_GAP.match(file.text, key.end, item.start):
            yield _tab(file, tab)


def _tab(file: File, tab: re.Match[str]) -> Said:
    return file.say(
        "tab-after-key",
        tab.span(1),
        "a tab stands between a key and its value",
        "write one space",
    )


def _became_key(file: File, node: Node) -> Said | None:
    """``- Note: hello`` in a thread: a mapping, where words were meant."""
    if len(node.keys) != 1 or node.keys[0].value in PART_KEYS:
        return None
    if not node.is_mapping or not node.items[0].is_scalar:
        return None
    return file.say(
        "text-became-key",
        (node.start, node.keys[0].end + 1),
        f"the colon makes '{brief(node.keys[0].value)}' a key here, not words",
        "put the text in quotes, or write it on the lines under `- text: |`",
    )
