"""Signs that look like YAML's own and are not: full-width, curly, or another space.

People who write Chinese type ``：`` and ``“`` without noticing; word processors and web
pages bring curly quotes and no-break spaces. To the parser they are letters.
"""

from __future__ import annotations

import re

from mergecast.loading.limits import FREE_LISTS, FREE_TEXT
from mergecast.loading.nodes import Node
from mergecast.loading.remarks import File, Said, brief, character

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DASHES = "－–—•·・"
_QUOTES = "“”„‟‘’‚‛＂＇«»「」『』《》"
_SMART = {"“": '”＂"', "”": "”", "‘": "’＇'", "＂": "＂”", "＇": "＇’", "„": "“”"}
_BRACKETS = {"【": "】", "［": "］", "〔": "〕", "｛": "｝"}
_LISTS = FREE_LISTS | {"accounts", "media", "ignore"}
_KNOWN = (
    "id|accounts|publish_at|timezone|text|thread|media|file|alt|poll|options|variants|"
    "bucket|campaign|owner|late|locale|lane|until|which|not_before|notes|gloss|ignore|"
    "rule|because|reply_to|quote"
)

_EDGE_SPACE = re.compile(f"\\A[{SPACES}]++|(?<![{SPACES}])[{SPACES}]++\\Z")
_WIDE_COLON = re.compile(r"""["']?[A-Za-z_]\w*["']?[ \t]*：""")
_KNOWN_WIDE_COLON = re.compile(f"(?:{_KNOWN}) ?：")
_DASH = re.compile(f"[{DASHES}]")
_QUOTE = re.compile(f"[{_QUOTES}]")
_WIDE_COMMA = re.compile("[，、；]")

_WIDE_BAR = re.compile(r"[｜＞][ \t]*\r?\n")
_LINE_SPACE = re.compile(f"^[ -]*([{SPACES}]+)|^[ -]*[A-Za-z_]\\w*:?([{SPACES}]+)")
_LINE_QUOTE = re.compile(f"(?:^[ -]*|: *)([{_QUOTES}])")
_USE_SPACES = "delete it and press the space bar"


def odd_key(file: File, key: Node) -> Said | None:
    """A key with a sign that was meant as YAML's."""
    if key.style or key.value.isascii():
        return None
    if space := _EDGE_SPACE.search(key.value):
        return _space(file, key.start + space.start(), key.start + space.end())
    if colon := _WIDE_COLON.match(key.value):
        return wide_colon(file, key.start, colon[0])
    if _DASH.match(key.value):
        return _dash(file, key.start)
    if quote := _QUOTE.search(key.value):
        return _quoted(file, key, quote[0])
    return None


def odd_value(file: File, name: str, node: Node, *, item: bool) -> Said | None:
    """An unquoted value with such a sign; ``item`` if ``name`` is the list it is in."""
    if node.style or not node.value or node.value.isascii():
        return None
    words = name in FREE_TEXT and (item or name not in FREE_LISTS)
    return (
        _misread(file, name, node, item=item)
        or _quotes_around(file, node, words=words)
        or (None if words else _brackets_around(file, node))
        or _space_around(file, node, words=words)
    )


def odd_list(file: File, name: str, node: Node) -> Said | None:
    """A flow list with one item that was meant as several."""
    if len(node.items) != 1 or name not in _LISTS or node.style != "[":
        return None
    (item,) = node.items
    comma = None if item.style else _WIDE_COMMA.search(item.value)
    if comma is None:
        return None
    return file.say(
        "full-width-syntax",
        item,
        f"'{comma[0]}' does not divide a list: this is one item",
        "write ordinary commas: `[a, b]`; put quotes around an item that has a comma",
    )


def odd_line(file: File, start: int, end: int) -> Said | None:
    """A line on which the parser gave up, and the sign that misled it."""
    line = file.text[start:end]
    body = line.lstrip(" -")
    at = start + len(line) - len(body)
    if colon := _WIDE_COLON.match(body):
        return wide_colon(file, at, colon[0])
    if space := _LINE_SPACE.search(line):
        group = space.lastindex or 0
        return _space(file, start + space.start(group), start + space.end(group))
    if _DASH.match(body) and body[1:2].isspace():
        return _dash(file, at)
    if quote := _LINE_QUOTE.search(line):
        return _quoted(file, (start + quote.start(1), start + quote.end(1)), quote[1])
    return None


def wide_colon(file: File, start: int, found: str) -> Said:
    """The remark about a key with a full-width colon; ``found`` ends with it."""
    key = found.rstrip("： \t")
    return file.say(
        "full-width-syntax",
        (start + len(found) - 1, start + len(found)),
        f"the full-width colon after '{brief(key)}' is a letter to the parser",
        f"write an ordinary colon and a space: `{brief(key)}: ...`",
    )


def _misread(file: File, name: str, node: Node, *, item: bool) -> Said | None:
    value = node.value
    if _KNOWN_WIDE_COLON.match(value):
        return wide_colon(file, node.start, value[: value.index("：") + 1])
    if name in _LISTS and not item and _DASH.match(value):
        return _dash(file, node.start)
    if _WIDE_BAR.match(file.text, node.start, node.end):
        plain = {"｜": "|", "＞": ">"}[value[0]]
        return file.say(
            "full-width-syntax",
            (node.start, node.start + 1),
            f"'{value[0]}' is a letter to the parser, and begins no text",
            f"write `{plain}`",
        )
    return None


def _quotes_around(file: File, node: Node, *, words: bool) -> Said | None:
    first, last = node.value[0], node.value[-1]
    if words:
        smart = len(node.value) > 1 and last in _SMART.get(first, "")
        if not smart or first in node.value[1:-1]:
            return None
        return file.say(
            "curly-quotes-in-text",
            node,
            f"the quotes {first}{last} around the text will be published with it",
            "take them out; if readers are to see them, write the text under `|`",
        )
    return _quoted(file, node, first) if _QUOTE.match(first) else None


def _brackets_around(file: File, node: Node) -> Said | None:
    first, last = node.value[0], node.value[-1]
    if _BRACKETS.get(first) != last:
        return None
    return file.say(
        "full-width-syntax",
        node,
        f"{first}{last} are letters to the parser",
        "write ordinary brackets: `[a, b]`",
    )


def _space_around(file: File, node: Node, *, words: bool) -> Said | None:
    space = _EDGE_SPACE.search(node.value)
    if space is None:
        return None
    start = node.start if space.start() == 0 else node.end - len(space[0])
    where = (start, start + len(space[0]))
    if not words:
        return _space(file, *where)
    if start > node.start or space[0][0] == "\u3000":
        return None  # nobody sees it at the end, and Chinese paragraphs begin with one
    return file.say(
        "odd-space-in-text",
        where,
        f"the text begins with {character(space[0][0])}",
        _USE_SPACES,
    )


def _space(file: File, start: int, end: int) -> Said:
    return file.say(
        "odd-space",
        (start, end),
        f"{character(file.text[start])} is a letter to the parser, not a space",
        _USE_SPACES,
    )


def _dash(file: File, at: int) -> Said:
    return file.say(
        "full-width-syntax",
        (at, at + 1),
        f"'{file.text[at]}' is a letter to the parser, and begins no list item",
        "write an ordinary hyphen and a space: `- ...`",
    )


def _quoted(file: File, where: tuple[int, int] | Node, quote: str) -> Said:
    return file.say(
        "curly-quotes",
        where,
        f"the quote {quote} is a letter to the parser",
        "write ordinary quotes, or none at all",
    )
