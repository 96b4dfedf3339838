"""What the pages of a handbook are made of: headings, lists, steps, tables, quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mergecast.pages.markup import NOTHING, Markup, fill, join

Words = str | Markup
"""Text, or what was made of it already."""


def heading(text: str) -> Markup:
    """A heading within a page."""
    return fill("doc-heading", text=text)


def paragraph(*said: Words) -> Markup:
    """A paragraph; nothing where there are no words."""
    return fill("doc-paragraph", text=inline(*said)) if any(said) else NOTHING


def inline(*said: Words) -> Markup:
    """Pieces of a line."""
    return join(
        each if isinstance(each, Markup) else fill("plain", text=each) for each in said
    )


def strong(text: str) -> Markup:
    """Words that stand out."""
    return fill("doc-strong", text=text)


def code(text: str) -> Markup:
    """What is to be typed, or read, as it stands."""
    return fill("doc-code", text=text)


def bullets(items: Iterable[Words]) -> Markup:
    """A list; nothing where it is empty."""
    return _list("doc-bullets", items)


def steps(items: Iterable[Words]) -> Markup:
    """A numbered list."""
    return _list("doc-steps", items)


def _list(part: str, items: Iterable[Words]) -> Markup:
    lines = [fill("doc-item", text=inline(each)) for each in items]
    return fill(part, items=join(lines)) if lines else NOTHING


def table(head: Sequence[str], rows: Iterable[Sequence[Words]]) -> Markup:
    """A table; nothing where it has no rows."""
    lines = [
        fill("doc-row", cells=join(fill("doc-cell", text=inline(each)) for each in row))
        for row in rows
    ]
    if not lines:
        return NOTHING
    names = join(fill("doc-head", text=each) for each in head)
    return fill("doc-table", head=names, rows=join(lines))


def quote(text: str) -> Markup:
    """Words as they are said, line by line."""
    return fill("doc-quote", text=text)


def tags(words: Iterable[str]) -> Markup:
    """Short words, each for itself."""
    found = [fill("doc-tag", text=each) for each in words]
    return fill("doc-tags", tags=join(found)) if found else NOTHING
