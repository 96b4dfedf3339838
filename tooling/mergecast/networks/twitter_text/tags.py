"""Finds mentions, hashtags and cashtags the way X does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mergecast.networks.base import Mention, Tag, Url
from mergecast.networks.twitter_text.characters import ACCENTED, PUNCTUATION, SPACES
from mergecast.networks.twitter_text.urls import extract_urls

MENTION = re.compile(
    r"(?:\A|[^a-zA-Z0-9_!#$%&*@＠]|(?:\A|[^a-zA-Z0-9_+~.\-])[Rr][Tt]:?)"
    r"(?P<sign>[@＠])(?P<handle>[a-zA-Z0-9_]{1,20})"
    r"(?P<list>/[a-zA-Z][a-zA-Z0-9_\-]{0,24})?"
)
"""What may stand before it keeps mail addresses out; ``RT`` may."""

NO_MENTION_BEFORE = re.compile(rf"[@＠{ACCENTED}]|://")

NO_HASHTAG_BEFORE = re.compile(r"[#＃]|://")

CASHTAG = re.compile(
    rf"(?:\A|[{SPACES}])(?P<sign>\$)(?P<text>[A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?)"
    # White space as JavaScript has it, a little other than SPACES.
    r"(?=\Z|[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    rf"{PUNCTUATION}])"
)


HASH = re.compile(r"[#＃](?![\ufe0f\u20e3])")
"""A hash sign that is not the beginning of a keycap emoji."""

SELECTORS = "\ufe0e\ufe0f"
"""They are marks, and so in the table of letters, but what they end is an emoji."""


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A run of what a hashtag may hold, and what it needs one of."""
    path = Path(__file__).with_name("data") / "letters.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    letters, others = _class_of(table["letters"]), _class_of(table["others"])
    return re.compile(f"[{letters}{others}]+"), re.compile(f"[{letters}]")


def _class_of(ranges: list[str]) -> str:
    """The inside of a regex class, from ``41-5a 5f`` and the like."""
    bounds = (part.partition("-") for part in " ".join(ranges).split())
    return "".join(
        f"{chr(int(low, 16))}-{chr(int(high or low, 16))}" for low, _, high in bounds
    )


def extract_mentions(text: str) -> tuple[Mention, ...]:
    """Everybody named with an at sign, and lists of theirs."""
    if "@" not in text and "＠" not in text:
        return ()
    return tuple(
        Mention(found["handle"], found.start("sign"), found.end(), found["list"] or "")
        for found in MENTION.finditer(text)
        if not NO_MENTION_BEFORE.match(text, found.end())
    )


def extract_hashtags(text: str) -> tuple[Tag, ...]:
    """Every hashtag that is not a part of a link."""
    if "#" not in text and "＃" not in text:
        return ()
    tags = tuple(_hashtags(text))
    return _clear_of_links(tags, extract_urls(text)) if tags else ()


def _hashtags(text: str) -> Iterator[Tag]:
    run, letter = _words()
    free = 0  # where the last one ended: the next needs a character before it
    for sign in HASH.finditer(text):
        start, end = sign.span()
        before = text[start - 1 : start]
        if start and (
            start == free
            or before == "&"
            or (before not in SELECTORS and run.match(before))
        ):
            continue
        word = run.match(text, end)
        if word is None or letter.search(text, end, word.end()) is None:
            continue
        free = word.end()
        if not NO_HASHTAG_BEFORE.match(text, free):
            yield Tag(word[0], start, free)


def _clear_of_links(tags: tuple[Tag, ...], links: tuple[Url, ...]) -> tuple[Tag, ...]:
    """Of two that overlap the earlier one counts."""
    kept: list[Tag] = []
    end = 0
    entities: list[Tag | Url] = [*tags, *links]
    for entity in sorted(entities, key=lambda entity: entity.start):
        if entity.start < end:
            continue
        end = entity.end
        if isinstance(entity, Tag):
            kept.append(entity)
    return tuple(kept)


def extract_cashtags(text: str) -> tuple[Tag, ...]:
    """Every stock symbol with a dollar sign."""
    if "$" not in text:
        return ()
    return tuple(
        Tag(found["text"], found.start("sign"), found.end())
        for found in CASHTAG.finditer(text)
    )
