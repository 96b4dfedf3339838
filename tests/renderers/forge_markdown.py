"""Markdown as the forge shows it: by GitHub's own library, then taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

_COMMENT = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_HARDBREAKS


@dataclass(slots=True)
class Shown:
    """What readers get: the tags with their attributes, and the text outside of code.

    A forge looks for mentions and references in that text.
    """

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    quoted: str = ""
    comments: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


_VOID = {"br", "input", "img", "hr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = Shown()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shown.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.shown.open.append(tag)
        if tag == "br" and "blockquote" in self.shown.open:
            self.shown.quoted += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.shown.open.pop() == tag, (tag, self.shown.text)

    def handle_data(self, data: str) -> None:
        if "code" not in self.shown.open:
            self.shown.text += data
        if "blockquote" in self.shown.open:
            self.shown.quoted += data.replace("\n", "")

    def handle_comment(self, data: str) -> None:
        self.shown.comments.append(data.strip())


def shown(markdown: str) -> Shown:
    """What readers get of a comment."""
    reader = _Reader()
    reader.feed(github_flavored_markdown_to_html(markdown, _COMMENT))
    reader.close()
    return reader.shown
