"""The way in for files of rules: freer than that for posts, and still one meaning.

Packages of rules come from others and are to run as they came. So here every scalar
is a text, however it is quoted, and keys may be patterns. What could mean two things
is refused: anchors and aliases, a key twice, a second document.
"""

from __future__ import annotations

import re

from mergecast.loading.events import YAMLError
from mergecast.loading.nodes import Node, compose, span
from mergecast.source import TOP, Span

MAX_BYTES = 2 * 1024 * 1024
_MOST_DEEP = 20
_SECOND = re.compile(r"^---(?:\s|$)", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null"})


class RuleFileError(ValueError):
    """A file that cannot be read: why, and where."""

    def __init__(self, message: str, where: Span = TOP) -> None:
        super().__init__(message)
        self.span = where


def text_of(raw: bytes) -> str:
    """The text of a file.

    Raises:
        RuleFileError: it is too large, or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise RuleFileError(
            f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}"
        )
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RuleFileError("the file is not UTF-8") from None


def data_of(text: str) -> object:
    """What is in the file: texts in lists and mappings.

    Raises:
        RuleFileError: it cannot be read.
    """
    try:
        root = compose(text)
    except YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(wrong, "problem", None) or "it is no YAML"
        raise RuleFileError(
            f"the file is no YAML: {problem}", Span(line, 1, line, 1)
        ) from None
    if root is None:
        return None
    second = _SECOND.search(text, root.end)
    if second is not None:
        raise RuleFileError(
            "the file has a second document", span(text, *second.span())
        )
    return _value(text, root, 0)


def _value(text: str, node: Node, depth: int) -> object:
    if depth > _MOST_DEEP:
        raise RuleFileError("the file is nested too deep", _span(text, node))
    if node.style == "*":
        raise RuleFileError(
            "an alias stands for something elsewhere", _span(text, node)
        )
    if node.is_scalar:
        return None if not node.style and node.value in _NOTHING else node.value
    if node.is_list:
        values = [_value(text, item, depth + 1) for item in node.items]
        return ["" if each is None else each for each in values]
    found: dict[str, object] = {}
    for key, item in zip(node.keys, node.items, strict=True):
        if not key.is_scalar:
            raise RuleFileError("a key is a list or a mapping", _span(text, key))
        if key.value in found:
            raise RuleFileError(
                f"the key '{key.value}' stands there twice", _span(text, key)
            )
        found[key.value] = _value(text, item, depth + 1)
    return found


def _span(text: str, node: Node) -> Span:
    return span(text, node.start, node.end)
