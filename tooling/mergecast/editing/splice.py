"""Replace, add or remove one value of a YAML text; prove that nothing else moved."""

from __future__ import annotations

import copy
from typing import Any

from mergecast.editing.scalars import flow_scalar, literal_block
from mergecast.errors import MergecastError
from mergecast.loading import front_door
from mergecast.loading.spans import key_span, node_span
from mergecast.source import Route


class EditError(MergecastError):
    """An edit cannot be made without changing something else; the file is untouched."""


def replace(text: str, route: Route, value: str) -> str:
    """``text`` with the scalar at ``route`` set to ``value``.

    Raises:
        EditError: there is no scalar there, or the edit cannot be made safely.
    """
    found = node_span(text, route)
    if found is None or found[2] in {":", "{", "-", "[", "*"}:
        raise EditError(f"there is no single value at {_named(route)}")
    start, end, style = found
    return _proved(text, _spliced(text, start, end, style, value), route, value)


def _spliced(text: str, start: int, end: int, style: str, value: str) -> str:
    if style in {"|", ">"}:
        indent = _block_indent(text, start, end)
        block = literal_block(value, indent)
        # A block's last line break is not part of its span.
        if block is not None:
            return text[:start] + block + text[end:]
    written = flow_scalar(value, "" if style in {"|", ">"} else style)
    before = text[start - 1 : start]
    space = " " if start == end and before == ":" else ""
    return text[:start] + space + written + text[end:]


def _block_indent(text: str, start: int, end: int) -> int:
    """How deep the lines of a block scalar stand."""
    for line in text[start:end].split("\n")[1:]:
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    head = text[text.rfind("\n", 0, start) + 1 : start]
    return len(head) - len(head.lstrip(" ")) + 2


def insert(text: str, route: Route, value: str) -> str:
    """``text`` with a new key (the last of ``route``) and its string value.

    Raises:
        EditError: the key is there already, or its mapping is not a mapping.
    """
    parent, key = route[:-1], route[-1]
    if not isinstance(key, str) or node_span(text, route) is not None:
        raise EditError(f"{_named(route)} is there already, or is no key")
    found = node_span(text, parent) if parent else _top(text)
    line = f"{key}: {flow_scalar(value)}"
    if found is None:
        raise EditError(f"there is nothing at {_named(parent)}")
    start, end, style = found
    if style == "{":
        inside = text[start + 1 : end - 1].strip()
        joint = ", " if inside else ""
        cut = end - 1 if not text[start + 1 : end - 1].endswith(" ") else end - 2
        new = text[:cut] + joint + line + text[cut:]
    elif style == ":":
        new = _appended(text, start, end, line)
    elif style == "" and start == end:
        space = "" if text[start - 1 : start] == " " else " "
        new = f"{text[:start]}{space}{{{line}}}{text[end:]}"
    else:
        raise EditError(f"{_named(parent)} is not a mapping")
    return _proved(text, new, route, value)


def _top(text: str) -> tuple[int, int, str]:
    found = node_span(text, ())
    return found if found is not None else (len(text), len(text), ":")


def _appended(text: str, start: int, end: int, line: str) -> str:
    """A line after the last one of a block mapping, as deep as its first key."""
    column = start - (text.rfind("\n", 0, start) + 1)
    break_at = text.find("\n", end)
    cut = len(text) if break_at < 0 else break_at + 1
    lead = "" if not text[:cut] or text[:cut].endswith("\n") else "\n"
    return f"{text[:cut]}{lead}{' ' * column}{line}\n{text[cut:]}"


def put(text: str, route: Route, value: str) -> str:
    """``text`` with the value at ``route`` set, added where it is missing."""
    there = node_span(text, route)
    return replace(text, route, value) if there else insert(text, route, value)


def remove(text: str, route: Route) -> str:
    """``text`` without the key (the last of ``route``) of a block mapping.

    Raises:
        EditError: it is not there, or shares its line with others.
    """
    key, node = key_span(text, route), node_span(text, route)
    if key is None or node is None:
        raise EditError(f"there is no {_named(route)} to remove")
    start = text.rfind("\n", 0, key[0]) + 1
    break_at = text.find("\n", node[1])
    end = len(text) if break_at < 0 else break_at + 1
    if text[start : key[0]].strip():
        raise EditError(f"{_named(route)} shares its line with others")
    return _proved(text, text[:start] + text[end:], route, None)


def _proved(old: str, new: str, route: Route, value: str | None) -> str:
    """``new``, if reading it gives ``old`` with just that one value changed.

    Raises:
        EditError: it does not.
    """
    before = front_door.read("", old.encode()).document
    after = front_door.read("", new.encode()).document
    wanted = _with(before.data if before else None, route, value)
    if after is None or after.data != wanted:
        raise EditError(
            f"{_named(route)} cannot be changed without touching something else",
            hint="change it by hand",
            not_done="the file was not changed",
        )
    return new


def _with(data: object, route: Route, value: str | None) -> object:
    """A copy of ``data`` with the value at ``route`` set, or removed where None."""
    made: Any = copy.deepcopy(data) if data is not None else {}
    here: Any = made
    for number, step in enumerate(route[:-1]):
        if isinstance(here, dict) and here.get(step) is None:
            here[step] = {}
        here = here[step]
        del number
    if value is None:
        del here[route[-1]]
    else:
        here[route[-1]] = value
    return made


def _named(route: Route) -> str:
    return "'" + ".".join(map(str, route)) + "'"
