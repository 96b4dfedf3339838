"""One text for several readers: the forge reads Markdown, a terminal plain lines.

A text that goes to both is written once, as a function of its sink; what people wrote
goes through the sink's own encoders and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mergecast.renderers.alarm import linked
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.packet import packet_markdown
from mergecast.renderers.resolved import Packet, packet_text

Rows: TypeAlias = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sink:
    """How things are written for one kind of reader.

    ``words`` never act, ``code`` is to be typed as it stands, ``linked`` are words in
    which links to posts may be followed, ``strong`` are words of ours.
    """

    words: Callable[[str], str]
    code: Callable[[str], str]
    linked: Callable[[str], str]
    strong: Callable[[str], str]
    packet: Callable[[Packet], list[str]]
    rows: Callable[[Rows], str]


Saying: TypeAlias = Callable[[Sink], str]
"""What is to be said, whoever reads it."""


def fixed(text: str) -> Saying:
    """Words of ours that need no encoding anywhere."""
    return lambda _sink: text


def _quoted(text: str) -> str:
    return f"'{encode_terminal(text)}'"


def _table(rows: Rows) -> str:
    lines = [
        f"| {encode_code(left)} | {encode_markdown(right)} |" for left, right in rows
    ]
    return "\n".join(["| comment | what it does |", "|---|---|", *lines, ""])


def _columns(rows: Rows) -> str:
    wide = max((len(left) for left, _ in rows), default=0)
    return "".join(f"  {left:<{wide}}  {right}\n" for left, right in rows)


MARKDOWN = Sink(
    encode_markdown,
    encode_code,
    linked,
    lambda text: f"**{text}**",
    packet_markdown,
    _table,
)
PLAIN = Sink(
    encode_terminal,
    _quoted,
    encode_terminal,
    lambda text: text,
    packet_text,
    _columns,
)
