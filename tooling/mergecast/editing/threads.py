"""A text in a file becomes a thread; what belongs to the post goes to its first."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from mergecast.editing.cuts import Cut, cut
from mergecast.editing.proof import (
    EditError,
    Wanted,
    data_of,
    named,
    said_in_comments,
)
from mergecast.editing.scalars import double_quoted, literal_block
from mergecast.editing.tree import (
    Spot,
    after_break,
    column,
    find,
    line_break,
    line_end,
    line_start,
)
from mergecast.editing.values import STEP, at_line_start
from mergecast.loading.nodes import Node
from mergecast.source import Route

_WITH_IT = ("media", "poll")
"""What stands beside a text and inside of a part."""
_HEAD = re.compile(r"[|>][-+0-9]*")


def threaded(text: str, route: Route, parts: Sequence[str]) -> str:
    """``text`` with the words at ``route`` as several parts of a thread.

    Args:
        text: a post's file.
        route: a ``text``, or an item of a ``thread`` (or its ``text``).
        parts: what stands there, part by part.

    Raises:
        EditError: it cannot be proved that nothing else would change.
    """
    spot = find(text, route)
    if spot is None or spot.in_flow:
        raise _refused(route)
    # A block ends in a line break, which is never published.
    parts = [f"{words}\n" for words in parts]
    if route[-1] == "text" and not (len(route) > 1 and isinstance(route[-2], int)):
        changed = _member(text, spot, parts)
    else:
        item = spot if isinstance(route[-1], int) else find(text, route[:-1])
        changed = _item(text, spot, item, parts) if item is not None else text
    comments = sorted(said_in_comments(text))
    wanted = Wanted(
        _data(text, route, parts), said_in_comments(changed), in_order=False
    )
    if sorted(wanted.comments) != comments or not wanted.is_said_by(changed):
        raise _refused(route)
    return changed


def _refused(route: Route) -> EditError:
    return EditError(
        f"the words at {named(route)} cannot be parted without touching something else",
        hint="write the parts below `thread:` by hand",
        not_done="the file was not changed",
    )


def _data(text: str, route: Route, parts: Sequence[str]) -> object:
    """What the file has to say afterwards."""
    data: Any = copy.deepcopy(data_of(text))
    here = data
    place = route[:-1] if route[-1] == "text" else route
    for step in place[:-1]:
        here = here[step]
    if place and isinstance(place[-1], int):
        old, at = here[place[-1]], place[-1]
        first = {**old, "text": parts[0]} if isinstance(old, dict) else parts[0]
        more = [{"text": each} if isinstance(old, dict) else each for each in parts[1:]]
        here[at : at + 1] = [first, *more]
        return data
    post = here[place[-1]] if place else here
    del post["text"]
    kept = {name: post.pop(name) for name in _WITH_IT if name in post}
    post["thread"] = [{"text": each} for each in parts]
    post["thread"][0] |= kept
    return data


def _member(text: str, spot: Spot, parts: Sequence[str]) -> str:
    """``text:`` of a mapping becomes ``thread:``; its first part gets the images."""
    key, parent = spot.key, spot.parents[-1]
    if key is None or not at_line_start(text, key.start):
        raise _refused(("text",))
    left, brk = column(text, key.start), line_break(text)
    moved = [
        (name, item)
        for name, item in zip(parent.keys, parent.items, strict=True)
        if name.value in _WITH_IT
    ]
    lines = [f"thread:{_beside(text, spot.node)}"]
    for at, words in enumerate(parts):
        lines += _mapped(words, left + STEP)
        for name, item in moved if at == 0 else ():
            lines += _deeper(text, name, item)
    end = _end(text, spot.node)
    cuts = [Cut(key.start, end, brk.join(lines) + brk)]
    cuts += [
        Cut(line_start(text, name.start), _end(text, item), "") for name, item in moved
    ]
    return cut(text, sorted(cuts))


def _item(text: str, spot: Spot, item: Spot, parts: Sequence[str]) -> str:
    """An item of a thread becomes several, the first with all that it had."""
    dashes, brk = column(text, item.parents[-1].start), line_break(text)
    in_mapping = item.node.is_mapping
    left = column(text, item.node.start) if in_mapping else dashes
    first = _scalar(parts[0], left)
    lines = [f"{first[0]}{_beside(text, spot.node)}", *first[1:]]
    rest: list[str] = []
    for words in parts[1:]:
        rest += _mapped(words, dashes) if in_mapping else _listed(words, dashes)
    cuts = [Cut(spot.node.start, _end(text, spot.node), brk.join(lines) + brk)]
    end = _end(text, item.node)
    cuts.append(Cut(end, end, "".join(f"{line}{brk}" for line in rest)))
    return cut(text, cuts)


def _mapped(words: str, left: int) -> list[str]:
    first, *more = _scalar(words, left + STEP)
    return [f"{' ' * left}- text: {first}", *more]


def _listed(words: str, left: int) -> list[str]:
    first, *more = _scalar(words, left)
    return [f"{' ' * left}- {first}", *more]


def _scalar(words: str, left: int) -> list[str]:
    """Words as a block, or on one line where a block could not say the same."""
    found = literal_block(words, left, left + STEP)
    return [found[0], *found[1].split("\n")] if found else [double_quoted(words)]


def _deeper(text: str, key: Node, item: Node) -> list[str]:
    """The lines of a member, as they are, two steps further in."""
    lines = text[line_start(text, key.start) : _end(text, item)].splitlines()
    return [f"{' ' * 2 * STEP}{line}" if line else line for line in lines]


def _beside(text: str, node: Node) -> str:
    """The comment behind a value, or in the head of a block."""
    start = node.end
    if head := _HEAD.match(text, node.start) if node.style in {"|", ">"} else None:
        return text[head.end() : line_end(text, node.start)].rstrip()
    return text[start : line_end(text, start)].rstrip()


def _end(text: str, node: Node) -> int:
    """Where the line after a value begins."""
    if node.end and text[node.end - 1] == "\n":
        return node.end
    return after_break(text, line_end(text, node.end))
