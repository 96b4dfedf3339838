"""A post's text, cut into what is plain and what can be tapped on.

The API's ``text`` and ``entities`` are made of these tokens, and so is the page.
What counts as a link, a mention or a tag is the network's business.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from mergecast.networks import NETWORKS

X = NETWORKS["x"]
SHORT_POST = 280
"""What is longer by weight is cut in ``text`` and whole in ``note_tweet``."""
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DISPLAYED = 26


class TokenKind(StrEnum):
    """What a stretch of text is."""

    PLAIN = "plain"
    LINK = "link"
    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text; the stretches together are the text.

    ``target`` is what it leads to: a link's address as written, a handle, a tag.
    """

    kind: TokenKind
    text: str
    target: str = ""


def tokens(text: str, tier: str) -> list[Token]:
    """Cut a text; of two stretches that overlap the earlier one counts."""
    found = []
    at = 0
    for start, end, kind, target in _tappable(text, tier):
        if start < at:
            continue
        if start > at:
            found.append(Token(TokenKind.PLAIN, text[at:start]))
        found.append(Token(kind, text[start:end], target))
        at = end
    if at < len(text):
        found.append(Token(TokenKind.PLAIN, text[at:]))
    return found


def _tappable(text: str, tier: str) -> list[tuple[int, int, TokenKind, str]]:
    return sorted(
        [
            *(
                (url.start, url.end, TokenKind.LINK, url.text)
                for url in X.measure(text, tier).urls
            ),
            *(
                (who.start, who.end, TokenKind.MENTION, who.handle)
                for who in X.mentions(text)
            ),
            *(
                (tag.start, tag.end, TokenKind.HASHTAG, tag.text)
                for tag in X.hashtags(text)
            ),
            *(
                (tag.start, tag.end, TokenKind.CASHTAG, tag.text)
                for tag in X.cashtags(text)
            ),
        ]
    )


def expanded(link: str) -> str:
    """A link as a browser opens it: a bare domain gets ``http://``."""
    has_scheme = re.match(r"https?://", link, re.IGNORECASE)
    return link if has_scheme else f"http://{link}"


def displayed(link: str) -> str:
    """A link as people read it: no scheme, no ``www.``, not too long."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link, flags=re.IGNORECASE)
    return bare if len(bare) <= _DISPLAYED else f"{bare[:_DISPLAYED]}…"


def short_url(post_id: int, number: int) -> str:
    """The t.co address of a post's nth link; the same each time it is asked for."""
    digest = hashlib.sha256(f"{post_id}/{number}".encode()).digest()
    return "https://t.co/" + "".join(_ALPHABET[byte % 62] for byte in digest[:10])
