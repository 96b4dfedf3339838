"""The Markdown pages of this repository, as their readers get them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

ROOT = Path(__file__).parent.parent
PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_HTML_LINK = re.compile(r'<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: ``language`` is its first word, ``about`` what follows it."""

    page: str
    line: int
    language: str
    about: str
    text: str

    def __str__(self) -> str:
        """Where it is, for the name of a test."""
        return f"{self.page}:{self.line}"


def blocks(name: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for token in _tokens(name):
        if token.type == "fence" and token.map:
            language, _, about = token.info.strip().partition(" ")
            yield Block(name, token.map[0] + 1, language, about, token.content)


def every_block(language: str) -> list[Block]:
    """The blocks in a language, of all pages."""
    return [one for name in NAMES for one in blocks(name) if one.language == language]


def links(name: str) -> Iterator[str]:
    """Where the links and images of a page lead, as written."""
    for token in _tokens(name):
        for child in token.children or ():
            for attribute in ("href", "src"):
                found = child.attrGet(attribute)
                if isinstance(found, str):
                    yield found
        yield from _HTML_LINK.findall(_html(token))


def inline_code(name: str) -> Iterator[str]:
    """What stands in backticks on a page."""
    for token in _tokens(name):
        for child in token.children or ():
            if child.type == "code_inline":
                yield child.content


def headings(name: str) -> list[str]:
    """The headings of a page, as written."""
    tokens = list(_tokens(name))
    return [
        tokens[number + 1].content
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def anchors(name: str) -> set[str]:
    """What can follow ``#`` in a link to a page, as GitHub makes it of headings."""
    seen: Counter[str] = Counter()
    found = set()
    for heading in headings(name):
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(f"{plain}-{seen[plain]}" if seen[plain] else plain)
        seen[plain] += 1
    return found


@cache
def _tokens(name: str) -> list[Token]:
    return _MARKDOWN.parse((ROOT / name).read_text("utf-8"))


def _html(token: Token) -> str:
    if token.type == "html_block":
        return token.content
    inside = (child.content for child in token.children or ())
    return "".join(inside) if token.type == "inline" else ""
