"""Pictures that somebody dropped into a form or a comment, as GitHub writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKDOWN = re.compile(r"!\[(?P<alt>[^\]\n]{0,2000})\]\((?P<url>[^\s()<>]{1,2000})\)")
_TAG = re.compile(r"<img\b[^<>\n]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*("[^"\n]*"|'[^'\n]*')""", re.IGNORECASE)
_LINK = re.compile(r"(?<![\w(\"'=])https?://[^\s()<>\"']{1,2000}")
_USELESS = re.compile(
    r"(?:image|img|screenshot|screen shot|picture|photo|pasted|untitled|dsc|pxl|mvi"
    r"|图片|图像|截图|屏幕截图|gambar|tangkapan skrin)?[\s\d._:()-]*"
    r"|(?:img|dsc|pxl|mvi|screenshot|screen.?shot|pasted)[\s_-].*|[\w-]+\.\w{2,4}",
    re.IGNORECASE,
)
"""What GitHub, a camera or a computer puts in the place of a description."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The address of a picture, and what its author wrote of it (or nothing)."""

    url: str
    alt: str = ""


def pictures(text: str) -> tuple[Picture, ...]:
    """Every picture in a text, in its order.

    >>> pictures("![A bus](https://github.com/user-attachments/assets/1)")
    (Picture(url='https://github.com/user-attachments/assets/1', alt='A bus'),)
    """
    found: dict[int, Picture] = {}
    taken: list[range] = []
    for match in _MARKDOWN.finditer(text):
        found[match.start()] = Picture(match["url"], useful(match["alt"]))
        taken.append(range(*match.span()))
    for match in _TAG.finditer(text):
        own = {name.casefold(): value[1:-1] for name, value in _attributes(match[0])}
        if own.get("src"):
            alt = useful(html.unescape(own.get("alt", "")))
            found[match.start()] = Picture(html.unescape(own["src"]), alt)
        taken.append(range(*match.span()))
    for match in _LINK.finditer(text):
        if not any(match.start() in each for each in taken):
            found[match.start()] = Picture(match[0])
    return tuple(found[at] for at in sorted(found))


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(tag):
        yield match[1], match[2]


def useful(alt: str) -> str:
    """A description on one line; nothing where it is only the name of a file."""
    line = " ".join(alt.split())
    return "" if _USELESS.fullmatch(line) else line


def alone(line: str) -> tuple[Picture, ...]:
    """The pictures of a line that has nothing else; none where it has words."""
    rest = _TAG.sub("", _MARKDOWN.sub("", line))
    if rest.strip() or rest == line:
        return ()
    return pictures(line)
