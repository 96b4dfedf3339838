"""No edit without proof: read the result again, and compare everything."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mergecast.editing.comments import comments
from mergecast.errors import MergecastError
from mergecast.loading import front_door
from mergecast.source import Route


class EditError(MergecastError):
    """An edit cannot be made without changing something else; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text has to say after an edit: exactly this data and these comments.

    ``in_order`` is whether the keys have to stand in the same order, too.
    """

    data: object
    comments: list[str]
    in_order: bool = True

    def is_said_by(self, text: str) -> bool:
        """Whether a text says just that."""
        try:
            document = front_door.read("", text.encode()).document
        except UnicodeEncodeError:  # half a character (a lone surrogate) in a value
            return False
        if document is None:
            return False
        same = _form(document.data, self.in_order) == _form(self.data, self.in_order)
        return same and said_in_comments(text) == self.comments


def _form(data: object, in_order: bool) -> str:  # noqa: FBT001 - private, and clear
    # Text, because to Python 1 is True, and mappings have no order.
    return json.dumps(data, sort_keys=not in_order)


def data_of(text: str) -> object:
    """What a text says.

    Raises:
        EditError: the front door refuses it.
    """
    reading = front_door.read("", text.encode())
    if reading.document is None:
        why = reading.remarks[0][1].message if reading.remarks else "it is no YAML"
        raise EditError(
            f"the file cannot be edited as it is: {why}",
            hint="run `mergecast check`, and mend that by hand first",
            not_done="the file was not changed",
        )
    return reading.document.data


def said_in_comments(text: str, gone: tuple[int, int] = (0, 0)) -> list[str]:
    """What the comments say, but for those in a stretch that goes away."""
    return [
        text[start:end].rstrip()
        for start, end in comments(text)
        if not gone[0] <= start < gone[1]
    ]


def first_proved(candidates: Iterable[str], wanted: Wanted) -> str:
    """The first text that says what is wanted.

    Raises:
        EditError: none does.
    """
    for candidate in candidates:
        if wanted.is_said_by(candidate):
            return candidate
    raise EditError(
        "the value cannot be changed without touching something else",
        hint="change it by hand",
        not_done="the file was not changed",
    )


def changed(data: object, route: Route, change: Callable[[Any, Any], object]) -> object:
    """A copy of ``data``, with ``change(collection, last step)`` made to it.

    Mappings on the way that have no content yet are made.
    """
    made: Any = copy.deepcopy(data) if data is not None else {}
    here: Any = made
    for step in route[:-1]:
        if isinstance(here, dict) and here.get(step) is None:
            here[step] = {}
        here = here[step]
    change(here, route[-1])
    return made


def named(route: Route) -> str:
    """A route for people.

    >>> named(("media", 0, "alt"))
    "'media.0.alt'"
    """
    return "'" + ".".join(map(str, route)) + "'"
