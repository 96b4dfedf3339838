"""Replace, add, remove or rename one value of a YAML text; prove that it was only that.

Each function returns the new text, or raises ``EditError``. Everything outside the
span of the value stays as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mergecast.editing import members, values
from mergecast.editing.hunks import Hunk, rewritten
from mergecast.editing.proof import (
    EditError,
    Wanted,
    changed,
    data_of,
    first_proved,
    named,
    said_in_comments,
)
from mergecast.editing.scalars import flow_scalar
from mergecast.editing.tree import Spot, find, top
from mergecast.editing.values import Value
from mergecast.source import Route

__all__ = [
    "EditError",
    "Value",
    "insert",
    "put",
    "remove",
    "rename",
    "replace",
    "replace_within",
]


def replace(text: str, route: Route, value: Value) -> str:
    """``text`` with the value at ``route`` set; style and layout stay if they can.

    Raises:
        EditError: there is no such value, or the edit cannot be proved.
    """
    data, spot = data_of(text), _found(text, route)
    wanted = Wanted(changed(data, route, _set(value)), said_in_comments(text))
    return first_proved(values.replaced(text, spot, value), wanted)


def replace_within(text: str, route: Route, changes: Sequence[Hunk]) -> str:
    """``text`` with some characters of the loaded value at ``route`` changed.

    Raises:
        EditError: there is no such text, or the edit cannot be proved.
    """
    spot = _found(text, route)
    if not spot.node.is_scalar:
        raise EditError(f"there is no text at {named(route)}")
    return replace(text, route, rewritten(spot.node.value, changes))


def insert(text: str, route: Route, value: Value, *, after: str | None = None) -> str:
    """``text`` with a new key (the last of ``route``), below ``after`` if it is there.

    Raises:
        EditError: the key is there already, its parent is no mapping, or the edit
            cannot be proved.
    """
    data, key = data_of(text), route[-1]
    if not isinstance(key, str) or find(text, route) is not None:
        raise EditError(f"{named(route)} is there already, or is no key")
    parent = find(text, route[:-1])
    if parent is None and (len(route) > 1 or top(text) is not None):
        raise EditError(f"there is nothing at {named(route[:-1])}")
    if parent is not None and not (parent.node.is_mapping or _is_empty(parent)):
        raise EditError(f"{named(route[:-1])} is not a mapping")
    wanted = Wanted(
        changed(data, route, _set(value)), said_in_comments(text), in_order=False
    )
    entry = members.Entry(key, value, after)
    return first_proved(members.inserted(text, parent, entry), wanted)


def put(text: str, route: Route, value: Value, *, after: str | None = None) -> str:
    """``text`` with the value at ``route`` set, added where it is missing."""
    if find(text, route) is not None:
        return replace(text, route, value)
    return insert(text, route, value, after=after)


def remove(text: str, route: Route) -> str:
    """``text`` without the key or item that ``route`` ends with.

    Raises:
        EditError: it is not there, is all that is there, or cannot be removed alone.
    """
    data, spot = data_of(text), _found(text, route)
    start = spot.key.start if spot.key else spot.node.start
    wanted = Wanted(
        changed(data, route, lambda here, step: here.pop(step)),
        said_in_comments(text, (start, spot.node.end)),
    )
    return first_proved(members.removed(text, spot), wanted)


def rename(text: str, route: Route, name: str) -> str:
    """``text`` with the key that ``route`` ends with called ``name``.

    Raises:
        EditError: it is not there, the name is taken, or the edit cannot be proved.
    """
    data, spot = data_of(text), _found(text, route)
    key = spot.key
    if key is None or find(text, (*route[:-1], name)) is not None:
        raise EditError(f"{named(route)} cannot be called '{name}'")

    def called(here: dict[str, Any], step: str) -> None:
        renamed = {name if each == step else each: here[each] for each in here}
        here.clear()
        here.update(renamed)

    new = flow_scalar(name, key.style, in_flow=spot.in_flow)
    wanted = Wanted(changed(data, route, called), said_in_comments(text))
    return first_proved([text[: key.start] + new + text[key.end :]], wanted)


def _found(text: str, route: Route) -> Spot:
    spot = find(text, route) if route else None
    if spot is None:
        raise EditError(
            f"there is no value at {named(route)}",
            not_done="the file was not changed",
        )
    return spot


def _is_empty(spot: Spot) -> bool:
    return spot.node.is_scalar and spot.node.start == spot.node.end


def _set(value: Value) -> Callable[[Any, Any], None]:
    new = value if isinstance(value, str) else list(value)

    def setter(here: Any, step: Any) -> None:  # noqa: ANN401 - a loaded collection
        here[step] = new

    return setter
