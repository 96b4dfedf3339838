"""Make the edits that findings offer: all of a file at once, each proved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mergecast.editing.hunks import Hunk, hunks
from mergecast.editing.splice import EditError, remove, rename, replace_within
from mergecast.editing.tree import find
from mergecast.findings import Edit
from mergecast.source import Route


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after its edits; ``left`` are those that could not be made this time."""

    text: str
    done: tuple[Edit, ...]
    left: tuple[Edit, ...]


def mended(text: str, edits: Iterable[Edit]) -> Mended:
    """``text`` with the edits made, from the end backwards.

    Of two that touch the same characters only the first is made: the second one was
    meant for a text that is no longer there.
    """
    groups: dict[Route, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        groups.setdefault(edit.place.route, []).append(edit)
    done: list[Edit] = []
    # Of what begins at the same character, the outermost comes first.
    for route in sorted(groups, key=lambda each: (-_start(text, each), len(each))):
        try:
            text, made = _at_route(text, route, groups[route])
        except EditError:
            continue
        done += made
    left = [each for group in groups.values() for each in group if each not in done]
    return Mended(text, tuple(done), tuple(left))


def _start(text: str, route: Route) -> int:
    spot = find(text, route)
    return spot.node.start if spot is not None else -1


def _at_route(
    text: str, route: Route, edits: Sequence[Edit]
) -> tuple[str, Sequence[Edit]]:
    """Make the edits of one value.

    Raises:
        EditError: they cannot be made.
    """
    first = edits[0]
    if first.value is None:
        return remove(text, route), [first]
    if first.place.on_key:
        return rename(text, route, first.value), [first]
    spot = find(text, route)
    value = spot.node.value if spot is not None else ""
    changes: list[Hunk] = []
    made = []
    for edit in edits:
        own = _changes(edit, value)
        if own is not None and not any(_meet(a, b) for a in own for b in changes):
            changes += own
            made.append(edit)
    return replace_within(text, route, sorted(changes)), made


def _changes(edit: Edit, value: str) -> list[Hunk] | None:
    """What an edit changes in the value; None for one of another kind."""
    if edit.value is None or edit.place.on_key:
        return None
    if edit.place.within is None:
        return hunks(value, edit.value)
    return [Hunk(*edit.place.within, edit.value)]


def _meet(one: Hunk, other: Hunk) -> bool:
    """Whether two changes touch the same characters, or the same spot between two."""
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end
