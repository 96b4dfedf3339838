"""HTML, and the one place where text becomes part of it.

``fill`` encodes every value that is not already markup, so forgetting to encode is
not possible; making markup out of text by hand is the only way around it, and only
this module does that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

_ASSETS = resources.files("mergecast.sandbox") / "assets"
_PART = re.compile(r"^<!-- part: ([a-z-]+) -->\n", re.MULTILINE)
# Tab and line break are text; every other control character shows as a question mark.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that is safe to send."""

    html: str


def encode(text: str) -> str:
    """Text for a place between tags or between double quotes."""
    return html.escape(_CONTROL.sub("\ufffd", text), quote=True)


def fill(part: str, **values: str | Markup) -> Markup:
    """A part of the templates with its gaps filled."""
    encoded = {
        name: value.html if isinstance(value, Markup) else encode(value)
        for name, value in values.items()
    }
    return Markup(_parts()[part].substitute(encoded))


def join(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after another."""
    return Markup("".join(piece.html for piece in pieces))


NOTHING = Markup("")


def asset(name: str) -> bytes:
    """A file that is sent as it is."""
    return (_ASSETS / name).read_bytes()


@cache
def _parts() -> dict[str, Template]:
    source = (_ASSETS / "parts.html").read_text(encoding="utf-8")
    _, *pieces = _PART.split(source)
    return {
        name: Template(body.rstrip("\n"))
        for name, body in zip(pieces[::2], pieces[1::2], strict=True)
    }
