"""Write a new file: what people will read and change, proved to say what was meant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from mergecast.editing.literal import WORDS
from mergecast.editing.proof import EditError, said_in_comments
from mergecast.editing.scalars import double_quoted, flow_scalar, literal_block
from mergecast.editing.values import STEP, flow_list
from mergecast.loading import front_door

Fields: TypeAlias = Mapping[str, "Field"]
One: TypeAlias = str | int | bool
Field: TypeAlias = One | Sequence[str] | Mapping[str, One] | Sequence[Mapping[str, str]]
"""A text or a number, a list of texts, such by name, or a list of these."""


def written(comments: Sequence[str], fields: Fields) -> str:
    """A file with comments at its top and then the fields, in their order.

    Words for readers stand in blocks. The line break that ends a block is all that is
    added to them; line breaks at the end are never published.

    Raises:
        EditError: something in it is refused by the front door.
    """
    head = "".join(f"{line}\n" for line in comments)
    for blocks in (True, False):
        lines = _mapping(fields, 0, blocks=blocks)
        text = head + "".join(f"{line}\n" for line in lines)
        if _says(text, fields) and said_in_comments(text) == list(comments):
            return text
    raise EditError(
        "there is a character in it that no file here may have",
        hint="look for control characters and invisible line breaks, and take them out",
        not_done="nothing was written",
    )


def _says(text: str, fields: Fields) -> bool:
    """Whether the text says what the fields do, line breaks at their ends apart."""
    try:
        document = front_door.read("", text.encode()).document
    except UnicodeEncodeError:  # half a character (a lone surrogate)
        return False
    if document is None:
        return False
    return json.dumps(_unended(document.data)) == json.dumps(_unended(fields))


def _unended(data: object) -> object:
    if isinstance(data, str):
        return data.rstrip("\n")
    if isinstance(data, Mapping):
        return {key: _unended(value) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_unended(each) for each in data]
    return data


def _mapping(fields: Fields, left: int, *, blocks: bool) -> Iterator[str]:
    """The lines of a mapping that begins at a column."""
    for key, value in fields.items():
        name = f"{' ' * left}{flow_scalar(key)}:"
        if isinstance(value, str):
            first, *rest = _scalar(value, left, block=blocks and key in WORDS)
            yield f"{name} {first}"
            yield from rest
        elif isinstance(value, int):  # true and false, too
            yield f"{name} {json.dumps(value)}"
        elif isinstance(value, Mapping):
            yield name if value else f"{name} {{}}"
            yield from _mapping(value, left + STEP, blocks=blocks)
        else:
            yield from _list(name, value, left, blocks=blocks)


def _list(
    name: str,
    items: Sequence[str] | Sequence[Mapping[str, str]],
    left: int,
    *,
    blocks: bool,
) -> Iterator[str]:
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) == len(items):
        yield f"{name} {flow_list(texts)}"
        return
    yield name
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, left + 2 * STEP, blocks=blocks)
            yield f"{' ' * (left + STEP)}- {first.lstrip(' ')}"
            yield from rest


def _scalar(value: str, left: int, *, block: bool) -> list[str]:
    """A text: words as a block where that is possible, all else on one line."""
    ended = value.rstrip("\n") + "\n"
    found = literal_block(ended, left, left + STEP) if block else None
    if found is None:
        return [double_quoted(value) if block else flow_scalar(value)]
    return [found[0], *found[1].split("\n")]
