"""Makes texts in which the corners of X's rules meet each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeAlias

Maker: TypeAlias = Callable[[Random], str]

WORDS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("words.json").read_text(encoding="utf-8")
)
SCRIPTS = ("ascii", "cjk", "rtl", "latin", "cyrillic", "loose")
BLOCKS = (
    *((0x20, 0x7F), (0x80, 0x3100), (0x3100, 0xD800), (0xE000, 0x10000)),
    *((0x1F000, 0x1FB00), (0x10000, 0x30000)),
)


def made(seed: int, count: int) -> list[str]:
    """So many texts; the same seed makes the same ones."""
    chance = Random(seed)  # noqa: S311 - for variety, not for secrets
    return [_anywhere(chance) if n % 8 == 7 else _text(chance) for n in range(count)]


def _text(chance: Random) -> str:
    makers = chance.choice(MIXTURES)
    count = chance.choice([1, 2, 3, 4, 6, 8, 12])
    between = chance.choice(["", "", "", " "])
    text = between.join(chance.choice(makers)(chance) for _ in range(count))
    return text * chance.randint(2, 12) if chance.random() < 0.04 else text


def _word(kind: str) -> Maker:
    return lambda chance: chance.choice(WORDS[kind])


def _emoji(chance: Random) -> str:
    base, selector = (
        chance.choice(WORDS["base"]),
        chance.choice(["", "\ufe0f", "\ufe0e"]),
    )
    match chance.randrange(6):
        case 0:
            return chance.choice(WORDS["joined"])
        case 1:
            return chance.choice("#*019a") + selector + "\u20e3"
        case 2:
            return "".join(chr(0x1F1E6 + chance.randrange(26)) for _ in range(2))
        case 3:
            part = chance.choice(["gbeng", "gbsct", "gbwls", "usca"])
            return "🏴" + "".join(chr(0xE0000 + ord(c)) for c in part) + "\U000e007f"
        case 4:
            return base + chance.choice("🏻🏿")
        case _:
            return base + selector


def _host(chance: Random) -> str:
    labels = []
    for _ in range(chance.choice([1, 1, 1, 2, 2, 3])):
        script = chance.choice(["ascii"] * 6 + [*SCRIPTS, "joined"])
        label = chance.choice(WORDS[script])
        if chance.random() < 0.25:
            label += chance.choice(["-", "_", "-x", "_y"]) + chance.choice(["", "z9"])
        if chance.random() < 0.05:
            label *= chance.randint(5, 30)
        labels.append("xn--" * (chance.random() < 0.03) + label)
    return ".".join([*labels, chance.choice(WORDS["domain"])])


def _link(chance: Random) -> str:
    host = chance.choice(WORDS["host"]) if chance.random() < 0.3 else _host(chance)
    link = chance.choice(WORDS["scheme"]) + host
    if host.lower() == "t.co" and chance.random() < 0.7:
        slug = ("aZ0" * 14)[: chance.choice([1, 10, 39, 40, 41])]
        end = chance.choice(["", "-", "?a=1", "?", "/x", "é", ".", "'s"])
        return f"{link}/{slug}{end}"
    if chance.random() < 0.2:
        link += chance.choice([":80", ":8080", ":", ":a"])
    if chance.random() < 0.6:
        link += "/" + "".join(chance.choices(WORDS["path"], k=chance.randint(0, 6)))
    if chance.random() < 0.35:
        link += "?" + "".join(chance.choices(WORDS["query"], k=chance.randint(0, 5)))
    return link


def _tag(chance: Random) -> str:
    scripts = chance.choices([*SCRIPTS, "joined"], k=chance.choice([1, 1, 2]))
    words = "".join(chance.choice(WORDS[script]) for script in scripts)
    return chance.choice(WORDS["tag"]) + words + chance.choice(WORDS["tag_end"])


def _anywhere(chance: Random) -> str:
    """Characters from all over Unicode, and what makes links and tags of them."""
    text = ""
    for _ in range(chance.randint(1, 12)):
        text += chr(chance.randrange(*chance.choice(BLOCKS)))
        if chance.random() < 0.2:
            text += chance.choice([".com", ".", "http://", "@", "#", "$", " ", ".中国"])
    return text


_SPACE, _SIGN, _DOMAIN = _word("space"), _word("sign"), _word("domain")
_ASCII, _CJK, _RTL, _LOOSE = map(_word, ("ascii", "cjk", "rtl", "loose"))
MIXTURES: tuple[list[Maker], ...] = (
    [*map(_word, SCRIPTS), _SPACE, _SPACE, _SIGN, _SIGN, _emoji, _link, _tag, _DOMAIN],
    [_emoji, _LOOSE, _SPACE, _link],
    [_link, _CJK, _RTL, _SIGN, _ASCII, _emoji],
    [_link, _SPACE],
    [_ASCII, _SIGN, _SPACE, _DOMAIN],
    [_tag, _SPACE, _SIGN, _link, _CJK, _emoji],
)
