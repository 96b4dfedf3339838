"""Line ends, tabs, spaces after keys, spaces at line ends, the end of the file."""

from __future__ import annotations

import re

from mergecast.editing.comments import gaps, scalars
from mergecast.editing.cuts import Cut
from mergecast.editing.tree import top
from mergecast.loading.nodes import Node, walk

_COLON = re.compile(r"[ \t]*:[ \t]*")
_TABS = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")
_FOLDED_TRAILING = re.compile(r"(?<![\\ \t])[ \t]+(?=\n)")
_HEADER = re.compile(r"[|>][^\n]*?([ \t]+)(?=\n)")
_SIGN = re.compile(r"(?P<kind>[|>])(?P<before>[0-9]*)(?P<chomp>[-+]?)(?P<after>[0-9]*)")
_END = re.compile(r"\s*\Z")
_TAB = "  "


def line_ends(text: str) -> list[Cut]:
    """Lines end as on Unix."""
    return [Cut(*found.span(), "\n") for found in re.finditer("\r\n", text)]


def tabs(text: str) -> list[Cut]:
    """No line begins with a tab."""
    found = [
        Cut(*match.span(), match[0].replace("\t", _TAB))
        for start, end in _outside_blocks(text)
        for match in _TABS.finditer(text, start, end)
    ]
    return _apart(found)


def after_keys(text: str) -> list[Cut]:
    """One space between a key's colon and its value."""
    root = top(text)
    pairs: list[tuple[Node, Node]] = []
    for _, node in walk(root) if root is not None else ():
        pairs += zip(node.keys, node.items, strict=node.is_mapping)
    found = []
    for key, item in pairs:
        gap = _COLON.fullmatch(text, key.end, item.start)
        if gap and item.start < item.end and gap[0] != ": ":
            found.append(Cut(*gap.span(), ": "))
    return sorted(found)


def trailing(text: str) -> list[Cut]:
    """No spaces at the end of a line, but for those of a text's own lines."""
    found = [
        Cut(*match.span())
        for start, end in gaps(text)
        for match in _TRAILING.finditer(text, start, end)
        if match.end() < end or end == len(text)
    ]
    for scalar in scalars(text):
        stretch = (scalar.start, scalar.end)
        if scalar.style in {"|", ">"}:
            header = _HEADER.match(text, *stretch)
            found += [Cut(*header.span(1))] if header else []
        else:
            found += [Cut(*m.span()) for m in _FOLDED_TRAILING.finditer(text, *stretch)]
    return _apart(found)


def file_end(text: str) -> list[Cut]:
    """The file ends with one line break."""
    end = _END.search(text)
    start = end.start() if end else len(text)
    if text[start:] == "\n" or not start:
        return []
    last = next(reversed(scalars(text)), None)
    ends_in_block = last is not None and last.style in {"|", ">"}
    if text[start:] or last is None or not ends_in_block or text[last.end : start]:
        return [Cut(start, len(text), "\n")]
    # Without a break the value of a last block has none, either; "-" says so.
    sign = _SIGN.match(text, last.start)
    if sign is None or sign["chomp"] == "-":
        return [Cut(start, len(text), "\n")]
    new = f"{sign['kind']}{sign['before']}{sign['after']}-{text[sign.end() :]}\n"
    return [Cut(last.start, len(text), new)]


def _outside_blocks(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are no block scalar, in order."""
    found, at = [], 0
    for scalar in scalars(text):
        if scalar.style in {"|", ">"}:
            found.append((at, scalar.start))
            at = scalar.end
    return [*found, (at, len(text))]


def _apart(cuts: list[Cut]) -> list[Cut]:
    """In order, without those that would overlap the one before."""
    found: list[Cut] = []
    for each in sorted(cuts):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found
