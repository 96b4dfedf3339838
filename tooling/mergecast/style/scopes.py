"""The scopes of rules: which texts of a post each of them stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mergecast.style.rule import Scopes

IN_POSTS: Final = frozenset(
    {
        *("text", "raw", "part", "body", "summary", "sentence", "paragraph"),
        *("alt", "poll", "hashtag", "link"),
    }
)
"""Scopes that posts have texts for."""

ELSEWHERE: Final = frozenset(
    {
        *("heading", "h1", "h2", "h3", "h4", "h5", "h6", "title", "subtitle"),
        *("list", "table", "figure", "caption", "blockquote", "pre", "code", "literal"),
        *("strong", "emphasis", "em", "b", "i", "comment", "meta", "frontmatter"),
        *("footnote", "term", "definition", "attr", "html"),
    }
)
"""Scopes of documents that posts have nothing of: such a rule never applies."""

_OTHER_NAMES = {
    "hashtags": "hashtag",
    "links": "link",
    "option": "poll",
    "options": "poll",
    "parts": "part",
    "sentences": "sentence",
    "paragraphs": "paragraph",
}


def read_scopes(written: Iterable[str]) -> tuple[Scopes, str]:
    """The scopes in a rule, and the first word that is none (or nothing).

    >>> read_scopes(["text & ~alt"])
    ((('text', '~alt'),), '')
    """
    scopes = []
    for each in written:
        terms = tuple(_term(term) for term in each.split("&") if term.strip())
        for term in terms:
            if term.removeprefix("~") not in IN_POSTS | ELSEWHERE:
                return (), term.removeprefix("~") or each
        scopes.append(terms or ("text",))
    return tuple(scopes), ""


def never(scopes: Scopes) -> str:
    """A scope that keeps a rule from ever applying to a post; nothing where none does.

    >>> never((("heading",),))
    'heading'
    """
    named = ""
    for terms in scopes:
        foreign = [term for term in terms if term in ELSEWHERE]
        if not foreign:
            return ""
        named = named or foreign[0]
    return named


def applies(scopes: Scopes, kinds: frozenset[str], within: frozenset[str]) -> bool:
    """Whether a rule with these scopes looks at a text.

    Args:
        scopes: the rule's.
        kinds: what the text is.
        within: what it is a part of.
    """
    return any(_all_hold(terms, kinds, within) for terms in scopes)


def _all_hold(
    terms: tuple[str, ...], kinds: frozenset[str], within: frozenset[str]
) -> bool:
    wanted = [term for term in terms if not term.startswith("~")] or ["text"]
    refused = [term[1:] for term in terms if term.startswith("~")]
    both = kinds | within
    if kinds.isdisjoint(wanted) or not both.issuperset(wanted):
        return False
    return both.isdisjoint(refused)


def _term(written: str) -> str:
    """One term without its sign apart: what follows a point is a format of files."""
    term = written.strip()
    sign = "~" if term.startswith("~") else ""
    name = term.removeprefix("~").strip().partition(".")[0].lower()
    return sign + _OTHER_NAMES.get(name, name)
