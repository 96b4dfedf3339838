"""Fill the gaps of a template: ``{{name}}`` becomes what it stands for, literally.

The gaps are filled in what was loaded, not in the text of the file. So no value, with
whatever quotes, colons or line breaks, can become anything but words in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mergecast.editing.comments import comments
from mergecast.editing.cuts import Cut, cut
from mergecast.editing.proof import EditError, data_of
from mergecast.editing.splice import rename, replace
from mergecast.editing.tree import find, top
from mergecast.loading.nodes import Node, walk
from mergecast.loading.scalars import resolve
from mergecast.source import Route

_GAP = re.compile(r"\{\{ *([a-z][a-z0-9_]{0,63}) *\}\}")


def gaps(text: str) -> list[str]:
    """The names of the gaps in a template, each once, in order.

    >>> gaps("text: {{product}} {{version}} is out, {{ product }}!")
    ['product', 'version']
    """
    return list(dict.fromkeys(_GAP.findall(text)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """The text of a template with its gaps filled; comments and layout stay.

    Raises:
        KeyError: there is no value for a gap.
        EditError: the template is no YAML that is let in, or a value is not.
    """
    marks = {name: _mark(template, at) for at, name in enumerate(gaps(template))}
    # Unquoted braces would begin a mapping; a word can stand anywhere.
    text = _GAP.sub(lambda gap: marks[gap[1]], template)
    data_of(text)
    meant = {mark: values[name] for name, mark in marks.items()}
    text = _in_comments(text, meant)
    for route in _routes(text, meant):
        text = _in_value(text, route, meant)
    for route in _key_routes(text, meant):
        text = rename(text, route, _filled(str(route[-1]), meant))
    return text


def _mark(template: str, at: int) -> str:
    """A word that stands for a gap, and for nothing else in the template."""
    mark = f"gap{at}x"
    while mark in template:
        mark += "x"
    return mark


def _filled(text: str, meant: Mapping[str, str]) -> str:
    if not meant:
        return text
    found = re.compile("|".join(map(re.escape, meant)))
    return found.sub(lambda mark: meant[mark[0]], text)


def _routes(text: str, meant: Mapping[str, str]) -> list[Route]:
    """The values with gaps, from the end."""
    found = [route for route, node in _nodes(text) if _has_gap(node, meant)]
    return found[::-1]


def _key_routes(text: str, meant: Mapping[str, str]) -> Iterator[Route]:
    """The keys with gaps, the innermost first."""
    found = [
        (*route, key.value)
        for route, node in _nodes(text)
        for key in node.keys
        if _has_gap(key, meant)
    ]
    return reversed(found)


def _nodes(text: str) -> Iterator[tuple[Route, Node]]:
    root = top(text)
    return walk(root) if root is not None else iter(())


def _has_gap(node: Node, meant: Mapping[str, str]) -> bool:
    return node.is_scalar and any(mark in node.value for mark in meant)


def _in_value(text: str, route: Route, meant: Mapping[str, str]) -> str:
    spot = find(text, route)
    if spot is None:
        raise EditError("the template changes while it is filled")
    node, new = spot.node, _filled(spot.node.value, meant)
    if not node.style and not isinstance(resolve(new), str | None):
        # A number stays one: `minutes: {{minutes}}`.
        return text[: node.start] + new + text[node.end :]
    return replace(text, route, new)


def _in_comments(text: str, meant: Mapping[str, str]) -> str:
    one_line = {mark: " ".join(value.split()) for mark, value in meant.items()}
    found = [(each, text[each.start : each.end]) for each in comments(text)]
    return cut(text, [Cut(*where, _filled(words, one_line)) for where, words in found])
