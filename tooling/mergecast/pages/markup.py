"""HTML, and the one place where text becomes part of a page.

``fill`` encodes every value that is not already markup, so forgetting to encode is not
possible.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from string import Template

from mergecast.renderers.encoders.html_text import encode_html

_ASSETS = resources.files("mergecast.pages") / "assets"
_PART = re.compile(r"^<!-- part: ([a-z-]+) -->\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that is safe to show."""

    html: str


NOTHING = Markup("")


def fill(part: str, **values: str | Markup) -> Markup:
    """A part of the templates with its gaps filled."""
    encoded = {
        name: value.html if isinstance(value, Markup) else encode_html(value)
        for name, value in values.items()
    }
    return Markup(_parts()[part].substitute(encoded))


def join(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after another."""
    return Markup("".join(piece.html for piece in pieces))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet or script that stands in the page itself, and what allows it."""

    text: Markup
    allowed: str


@cache
def sheet(name: str) -> Sheet:
    """A style sheet or script of ours, with the hash that a page's policy names."""
    text = (_ASSETS / name).read_text("utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Sheet(Markup(text), f"'sha256-{digest}'")


@cache
def _parts() -> dict[str, Template]:
    source = (_ASSETS / "parts.html").read_text("utf-8")
    _, *pieces = _PART.split(source)
    return {
        name: Template(body.rstrip("\n"))
        for name, body in zip(pieces[::2], pieces[1::2], strict=True)
    }
