"""Which sequences of characters are one emoji, and so count once.

Single characters need no table: an emoji of one character has the same weight as any
other character outside the light ranges.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

SELECTOR = "\ufe0f"
JOINER = "\u200d"
KEYCAP = "\u20e3"
SKIN = "[\U0001f3fb-\U0001f3ff]"
REGIONAL_A = 0x1F1E6
TAG, TAG_END = 0xE0000, "\U000e007f"

COMBINING = (SELECTOR, JOINER, KEYCAP, TAG_END)
REGIONAL_OR_SKIN = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")

MAY_BEGIN = r"[#*0-9\xa9\xae\u203c-\u3299\U0001f004-\U0001faff]"
"""A wide look ahead, so that the many alternatives are tried on few characters."""


def may_have_sequences(text: str) -> bool:
    """Whether there is a character that every sequence has at least one of."""
    return (
        any(map(text.__contains__, COMBINING))
        or REGIONAL_OR_SKIN.search(text) is not None
    )


@cache
def sequences() -> re.Pattern[str]:
    """Matches one emoji of two or more characters."""
    path = Path(__file__).with_name("data") / "emoji.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    alternatives = (
        *_joined(table),
        f"[#*0-9]{SELECTOR}?{KEYCAP}",
        f"[{table['text_style_modifier_bases']}](?:{SELECTOR}{SKIN}?|{SKIN})",
        f"[{''.join(table['text_style'])}]{SELECTOR}",
        f"[{''.join(table['modifier_bases'])}]{SKIN}",
        *_flags(table),
    )
    return re.compile(f"(?={MAY_BEGIN})(?:{'|'.join(alternatives)})")


def _joined(table: dict[str, Any]) -> tuple[str, ...]:
    """Sequences with joiners, the longest first where one begins another."""
    sign = f"{JOINER}[♀♂]{SELECTOR}"
    plain_trait = f"[{table['professions']}{table['hair']}]"
    trait = f"(?:{plain_trait}|[{table['professions_text_style']}]{SELECTOR})"
    families = " ".join(table["families"]).split()
    return (
        f"[👨👩]{SKIN}?{JOINER}{trait}",
        f"[{table['gendered_text_style']}](?:{SKIN}|{SELECTOR}){sign}",
        f"[{''.join(table['gendered'])}]{SKIN}?{sign}",
        f"[{table['gendered_without_skin_tone']}]{sign}",
        *(JOINER.join(_members(family)) for family in families),
        *(JOINER.join(pair.split()) for pair in table["other_joined"]),
    )


def _members(family: str) -> list[str]:
    """The people in a family; a heart keeps its selector."""
    return re.findall(f".{SELECTOR}?", family)


def _flags(table: dict[str, Any]) -> tuple[str, ...]:
    seconds: dict[str, str] = {}
    for region in " ".join(table["flags"]).split():
        seconds[region[0]] = seconds.get(region[0], "") + _regional(region[1])
    parts = "|".join(
        "".join(chr(TAG + ord(letter)) for letter in part)
        for part in table["subdivisions"]
    )
    return (
        f"🏴(?:{parts}){TAG_END}",
        *(f"{_regional(first)}[{rest}]" for first, rest in seconds.items()),
    )


def _regional(letter: str) -> str:
    return chr(REGIONAL_A + ord(letter) - ord("A"))
