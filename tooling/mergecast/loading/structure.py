"""What of YAML is not let in: what hides, repeats or multiplies values.

``stream`` looks at libyaml's events one by one, so that the limits hold whatever the
file is; ``keys`` and ``escapes`` look at the tree, which is then known to be small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.loading.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    source,
)
from mergecast.loading.limits import MAX_DEPTH, MAX_NODES
from mergecast.loading.nodes import Node, walk
from mergecast.loading.remarks import File, Said, brief, character, visible
from mergecast.loading.scalar_map import pieces
from mergecast.loading.scalars import resolve
from mergecast.loading.signs import odd_key
from mergecast.loading.unseen import BREAKS, CONTROLS

_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)
_SIGN = re.compile(r"[&*!][^\s,\[\]{}]*")
_COLON = re.compile(r"[ \t]*:")
_ESCAPED = re.compile(f"[\r{BREAKS}{CONTROLS}]")


def stream(file: File) -> Iterator[Said]:
    """Look at each event; ends early where the file is too large or deep.

    Raises:
        YAMLError: it is no YAML; what was said before it holds.
    """
    depth = nodes = documents = 0
    for event in iter(source(file.text), None):
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if said := _document(file, event, documents):
                yield said
                return
        nodes += isinstance(event, NodeEvent)
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            yield _too_much(file, event, depth)
            return
        if isinstance(event, NodeEvent):
            yield from _signs(file, event)


def _document(file: File, event: DocumentStartEvent, number: int) -> Said | None:
    if number > 1:
        return second_document(file, _at(event))
    if event.version or event.tags:
        found = _DIRECTIVE.search(file.text)
        return file.say(
            "yaml-directive",
            found.span() if found else (0, 1),
            "a line that begins with % gives orders to the parser",
            "take the line out",
        )
    return None


def second_document(file: File, offset: int) -> Said:
    """The remark about a file with more than one document, which begins there."""
    return file.say(
        "second-document",
        (offset, file.line_around(offset)[1]),
        "a second document begins here, and only one is read",
        "move what follows to a file of its own",
    )


def _too_much(file: File, event: Event, depth: int) -> Said:
    where = (_at(event), _at(event) + 1)
    if depth > MAX_DEPTH:
        return file.say(
            "too-deep",
            where,
            f"values are nested more than {MAX_DEPTH} levels deep",
            "no file of mergecast needs that: look for brackets that are never closed",
        )
    return file.say(
        "too-many-values",
        where,
        f"the file has more than {MAX_NODES:,} values",
        "split it into several files",
    )


def _signs(file: File, event: NodeEvent) -> Iterator[Said]:
    """Anchors, aliases and tags."""
    found = _SIGN.match(file.text, _at(event))
    sign = found[0] if found else ""
    where = (_at(event), _at(event) + len(sign))
    if isinstance(event, AliasEvent):
        yield file.say(
            "yaml-alias",
            where,
            f"'{brief(sign)}' stands for a value from elsewhere in the file",
            "write the value itself; put quotes around a text that begins with *",
        )
    elif event.anchor is not None:
        yield file.say(
            "yaml-anchor",
            where,
            f"'{brief(sign)}' names a value for use elsewhere in the file",
            "take it out; put quotes around a text that begins with &",
        )
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
        yield file.say(
            "yaml-tag",
            where,
            f"'{brief(sign)}' tells the parser what kind of value follows",
            "take it out; put quotes around a text that begins with !",
        )


def _at(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def keys(file: File, root: Node) -> Iterator[Said]:
    """Keys that are doubled, or are not simply words."""
    for _, node in walk(root):
        seen: dict[str, Node] = {}
        for key in node.keys:
            if problem := _key(file, node, key) or odd_key(file, key):
                yield problem
            elif key.value in seen:
                yield _duplicate(file, seen[key.value], key)
            seen.setdefault(key.value, key)


def _duplicate(file: File, first: Node, second: Node) -> Said:
    one, two = file.line_of(first.start), file.line_of(second.start)
    where = f"in lines {one} and {two}" if one < two else f"both in line {one}"
    return file.say(
        "duplicate-key",
        second,
        f"'{brief(second.value)}' is given twice, {where}, and only one of them counts",
        "keep the one that is meant",
    )


def _key(file: File, node: Node, key: Node) -> Said | None:
    if not key.is_scalar or _has_question(file.text, node, key):
        return file.say(
            "complex-key",
            key,
            "a key that is more than a word (with a '?' before it, or in brackets)",
            "write `key: value`",
        )
    if not key.value:
        return empty_key(file, (key.start, key.end))
    if key.style:
        return None
    if key.value == "<<":
        return file.say(
            "merge-key",
            key,
            "'<<' merges other values into this one",
            "write out the values that it stands for",
        )
    if not isinstance(resolve(key.value), str):
        return file.say(
            "key-not-text",
            key,
            f"the key {brief(key.value)} is not text",
            f'put quotes around it: "{brief(key.value)}"',
        )
    return None


def empty_key(file: File, where: tuple[int, int]) -> Said:
    """The remark about a key that is nothing."""
    return file.say(
        "empty-key", where, "a key without a name", "write a name before the colon"
    )


def _has_question(text: str, node: Node, key: Node) -> bool:
    """Whether a key is written ``? key``; its colon is then on another line."""
    before = key.start - 1
    while before >= 0 and text[before].isspace():
        before -= 1
    if before < 0 or text[before] != "?":
        return node.style == ":" and not _COLON.match(text, key.end)
    # A text may end in a question mark of its own, as French sets it: "C'est vrai ?".
    ahead = text[text.rfind("\n", 0, before) + 1 : before].strip(" \t-")
    opens = not ahead or (node.style == "{" and ahead[-1] in "[{,:")
    return before + 1 < key.start and opens


def escapes(file: File, root: Node) -> Iterator[Said]:
    r"""Control characters and line separators behind ``"\e"`` and the like."""
    for _, node in walk(root):
        for scalar in (*node.keys, node):
            if scalar.style == '"' and _ESCAPED.search(scalar.value):
                yield from _escapes(file, scalar)


def _escapes(file: File, scalar: Node) -> Iterator[Said]:
    for piece in pieces(file.text, scalar) or ():
        if _ESCAPED.match(piece.character):
            yield file.say(
                "hidden-escape",
                (piece.start, piece.end),
                f"{visible(file.text[piece.start : piece.end])} stands for "
                f"{_named(piece.character)}",
                "take it out",
            )


def _named(one: str) -> str:
    name = character(one)
    return name if "(" in name else f"a control character, {name}"
