"""The ``text`` and ``entities`` of a post in answers of the API.

As on X, ``&``, ``<`` and ``>`` are written as HTML entities, links are wrapped by
t.co, links to media and to a quoted post are appended, and the indices of entities
count the code points of exactly this text.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from mergecast.sandbox.wording import (
    SHORT_POST,
    Token,
    TokenKind,
    displayed,
    expanded,
    short_url,
)

_FIELDS = {
    TokenKind.MENTION: ("mentions", "username"),
    TokenKind.HASHTAG: ("hashtags", "tag"),
    TokenKind.CASHTAG: ("cashtags", "tag"),
}


@dataclass(frozen=True, slots=True)
class Appended:
    """A link that X puts after the text: to the post's media, or to what it quotes."""

    address: str
    display: str
    media_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A text with its entities, by group."""

    text: str
    entities: dict[str, list[dict[str, object]]]


def show(post_id: int, cut: list[Token], appended: tuple[Appended, ...]) -> Shown:
    """Write the tokens, noting where each entity came to stand."""
    text = ""
    links = 0
    entities: dict[str, list[dict[str, object]]] = {}
    for token in cut:
        start = len(text)
        if token.kind is TokenKind.LINK:
            text += short_url(post_id, links)
            links += 1
        else:
            text += html.escape(token.text, quote=False)
        span = {"start": start, "end": len(text)}
        if token.kind is TokenKind.LINK:
            entity = _link(
                text[start:], expanded(token.target), displayed(token.target)
            )
            entities.setdefault("urls", []).append({**span, **entity})
        elif token.kind in _FIELDS:
            group, name = _FIELDS[token.kind]
            entities.setdefault(group, []).append({**span, name: token.target})
    for extra in appended:
        text = _append(text, short_url(post_id, links), extra, entities)
        links += 1
    return Shown(text, entities)


def shorten(shown: Shown) -> Shown:
    """The first stretch of a long post; its whole is ``note_tweet``."""
    text = shown.text[: SHORT_POST - 1] + "…"
    entities = {
        group: [e for e in members if _ends_by(e, len(text) - 1)]
        for group, members in shown.entities.items()
    }
    return Shown(text, {group: kept for group, kept in entities.items() if kept})


def _append(
    text: str,
    short: str,
    extra: Appended,
    entities: dict[str, list[dict[str, object]]],
) -> str:
    text = f"{text} {short}" if text else short
    span = {"start": len(text) - len(short), "end": len(text)}
    entity = _link(short, extra.address, extra.display)
    urls = entities.setdefault("urls", [])
    if extra.media_keys:
        urls += [{**span, **entity, "media_key": key} for key in extra.media_keys]
    else:
        urls.append({**span, **entity})
    return text


def _link(short: str, address: str, display: str) -> dict[str, object]:
    return {"url": short, "expanded_url": address, "display_url": display}


def _ends_by(entity: dict[str, object], end: int) -> bool:
    stop = entity["end"]
    return isinstance(stop, int) and stop <= end
