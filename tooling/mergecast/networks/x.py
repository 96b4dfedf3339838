"""What X allows. Talking to X is ``publishers.x``.

Counting follows X's own open-source rules, twitter-text 3 (``networks.twitter_text``),
which are loaded at the first text that is measured and not before: a command that
counts nothing should not pay for tables of top-level domains.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from mergecast.networks.base import Limits, Measured, Mention, Once, Tag, Url
from mergecast.networks.limits import by_tier, unknown_tier

if TYPE_CHECKING:
    from mergecast.networks.charges import Charge

Count: TypeAlias = Callable[[str], tuple[int, tuple[Url, ...], bool]]

ID = "x"
NAME = "X"
ONCE: Once = "lookup"
HOSTS: tuple[str, ...] = (
    "api.x.com",
    "api.twitter.com",
    "upload.x.com",
    "upload.twitter.com",
)
DEFAULT_TIER = "self-serve"
HANDLES = "1 to 15 letters (a-z), digits and underscores"
_SCHEMES = ("http://", "https://")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")


def handle_fits(handle: str) -> bool:
    """Whether an account there can have this handle (without the ``@``)."""
    return _HANDLE.fullmatch(handle) is not None


def limits(tier: str) -> Limits:
    """What an account of this tier may send (sources: ``data/x.json``)."""
    tiers = by_tier(ID)
    if tier not in tiers:
        raise unknown_tier(NAME, tier, tiers)
    return tiers[tier]


def measure(text: str, tier: str = DEFAULT_TIER) -> Measured:
    """Count a text as X does: links are 23, most of the world's letters are 2.

    A text is valid when it is not empty, within the limit, and free of the three
    characters that X refuses (U+FEFF, U+FFFE, U+FFFF).
    """
    limit = limits(tier).text_limit
    length, links, clean = _count()(text)
    return Measured(length, limit, clean and 0 < length <= limit, links)


def charges(text: str, alt_texts: int, *, bare: bool = True) -> tuple[Charge, ...]:
    """What sending one part costs (sources: ``data/x.json``).

    Args:
        text: its words.
        alt_texts: how many images have one: each is a request of its own.
        bare: whether a domain without ``https://`` counts as a link.
    """
    from mergecast.networks.charges import (  # noqa: PLC0415 - decimal numbers, seldom
        Charge,
        prices,
    )

    listed = prices(ID)
    links = [url.text for url in _count()(text)[1]]
    linked = any(bare or url.lower().startswith(_SCHEMES) for url in links)
    what = "post with a link" if linked else "post"
    alt = [Charge("alt text", listed["alt text"], alt_texts)] if alt_texts else []
    return (Charge(what, listed[what]), *alt)


def permalink(handle: str, remote_id: str) -> str:
    """Where people can see a post."""
    return f"https://x.com/{handle.removeprefix('@')}/status/{remote_id}"


def mentions(text: str) -> tuple[Mention, ...]:
    """Who is named and would be told."""
    found: tuple[Mention, ...] = _tags().extract_mentions(text)
    return found


def hashtags(text: str) -> tuple[Tag, ...]:
    """What X would link as a hashtag."""
    found: tuple[Tag, ...] = _tags().extract_hashtags(text)
    return found


def cashtags(text: str) -> tuple[Tag, ...]:
    """What X would link as a cashtag."""
    found: tuple[Tag, ...] = _tags().extract_cashtags(text)
    return found


@cache
def _count() -> Count:
    # Imported here: compiles the rules of links, reads tables of emoji and domains.
    from mergecast.networks.twitter_text.length import (  # noqa: PLC0415 - decimal numbers, seldom
        count,
    )

    return count


@cache
def _tags() -> ModuleType:
    from mergecast.networks.twitter_text import tags  # noqa: PLC0415 - as in _count

    return tags
