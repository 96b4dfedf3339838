"""Where scheduled posts and assets have words that would look bad now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal


class Hit(Protocol):
    """A line with one of the words."""

    @property
    def path(self) -> str:
        """The file."""
        ...

    @property
    def line(self) -> int:
        """Its number, from 1."""
        ...

    @property
    def term(self) -> str:
        """The word."""
        ...

    @property
    def text(self) -> str:
        """The line itself."""
        ...


def scan_text(found: Sequence[Hit]) -> str:
    """A line for each."""
    if not found:
        return "nothing that is scheduled has these words\n"
    lines = [
        encode_terminal(f"{one.path}:{one.line}: '{one.term}': {one.text}")
        for one in found
    ]
    return "".join(f"{line}\n" for line in lines)


def scan_json(found: Sequence[Hit]) -> str:
    """The same as JSON."""
    return encode_document(
        found=[
            {"path": one.path, "line": one.line, "term": one.term, "text": one.text}
            for one in found
        ]
    )
