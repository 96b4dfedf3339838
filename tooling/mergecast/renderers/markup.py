"""HTML in parts, and the one place where text becomes part of a page.

``Parts.fill`` encodes every value that is not markup already, so forgetting to encode
is not possible. The timeline of the sandbox and the calendar's pages are made of it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

from mergecast.renderers.encoders.html_text import encode_html

_PART = re.compile(r"^<!-- part: ([a-z-]+) -->\n", re.MULTILINE)
_GAP = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that is safe to show."""

    html: str


NOTHING = Markup("")


def join(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after another."""
    return Markup("".join(piece.html for piece in pieces))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet or script that stands in the page itself, and what allows it."""

    text: Markup
    allowed: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The templates of a package: ``assets/parts.html``, and the files beside it."""

    package: str

    def fill(self, part: str, **values: str | Markup) -> Markup:
        """A part with its gaps filled.

        Raises:
            KeyError: there is no such part, or a gap stays open.
        """
        plain, gaps = _parts(self.package)[part]
        pieces = [plain[0]]
        for name, after in zip(gaps, plain[1:], strict=True):
            value = values[name]
            pieces += (
                value.html if isinstance(value, Markup) else encode_html(value),
                after,
            )
        return Markup("".join(pieces))

    def asset(self, name: str) -> bytes:
        """A file as it is."""
        return (resources.files(self.package) / "assets" / name).read_bytes()

    def sheet(self, name: str) -> Sheet:
        """A style sheet or script of ours, with the hash that a page's policy names."""
        return _sheet(self.package, name)


@cache  # pure; a page is framed by the same two again and again
def _sheet(package: str, name: str) -> Sheet:
    raw = Parts(package).asset(name)
    digest = b64encode(sha256(raw).digest()).decode()
    return Sheet(Markup(raw.decode()), f"'sha256-{digest}'")


@cache  # pure; read once for thousands of fills
def _parts(package: str) -> Mapping[str, tuple[list[str], list[str]]]:
    """Of each part what stands between its gaps, and the names of the gaps."""
    source = Parts(package).asset("parts.html").decode()
    _, *pieces = _PART.split(source)
    found = {}
    for name, body in zip(pieces[::2], pieces[1::2], strict=True):
        split = _GAP.split(body.rstrip("\n"))
        found[name] = (split[::2], split[1::2])
    return found
