"""What checks of the style guide walk over: wordings, their devices and their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from mergecast.checks.base import Context
from mergecast.model.guide import Devices, For, Voice
from mergecast.model.languages import reads
from mergecast.model.post import Part, Post
from mergecast.source import Place, Route
from mergecast.style.pattern import OverBudgetError, Pattern
from mergecast.style.scripts import language_of
from mergecast.style.text import Text
from mergecast.style.texts import Wording
from mergecast.style.texts import wordings as wordings_on

Texts: TypeAlias = Iterable[tuple[Route, Text]]
"""Texts of a wording with their routes."""

_SHOWN = 40


def wordings(post: Post, context: Context) -> list[Wording]:
    """What the accounts of a post get, each wording once."""
    accounts = context.workspace.settings.accounts
    return wordings_on(post, {key: own.network for key, own in accounts.items()})


def devices(post: Post, context: Context) -> Iterator[tuple[Devices, Wording]]:
    """What each wording may do; accounts that may do the same are taken together."""
    voice = context.workspace.guide.voice
    if voice is None:
        return
    for wording in wordings(post, context):
        locale = wording.locale or _language(wording.parts, context)
        known: list[Devices] = []
        for account in wording.accounts:
            own = devices_of(voice, locale, account)
            if own not in known:
                known.append(own)
                yield own, wording


def devices_of(voice: Voice, locale: str, account: str) -> Devices:
    """The devices in a language on an account, which wins."""
    own = voice.usual
    for key, more in voice.locales.items():
        if reads((key,), locale):
            own = own.under(more)
    return own.under(voice.accounts[account]) if account in voice.accounts else own


def is_for(narrowed: For, wording: Wording, context: Context) -> bool:
    """Whether an entry of the guide is for a wording."""
    accounts = narrowed.accounts
    if accounts and not set(accounts).intersection(wording.accounts):
        return False
    locale = wording.locale or _language(wording.parts, context)
    return not narrowed.locales or reads(narrowed.locales, locale)


def texts_of(wording: Wording) -> Iterator[tuple[Route, Text]]:
    """The text of each part, and of each description and answer."""
    for part in wording.parts:
        if part.text:
            yield part.route, Text(part.text, veiled=True)
        for media in part.media:
            if media.alt:
                yield (*media.route, "alt"), Text(media.alt, veiled=True)
        if part.poll:
            for number, option in enumerate(part.poll.options):
                yield (*part.poll.route, "options", number), Text(option, veiled=True)


def bodies(wording: Wording) -> list[tuple[Route, Text]]:
    """The text of each part."""
    return [(part.route, Text(part.text, veiled=True)) for part in wording.parts]


def place(post: Post, route: Route, start: int, end: int) -> Place:
    """The place of some words."""
    return Place(post.path, route, within=(start, end))


def shown(words: str) -> str:
    """Some words for a message: on one line, and not too many."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


@lru_cache(maxsize=500)
def pattern_of(words: tuple[str, ...], *, ignorecase: bool = False) -> Pattern:
    """A pattern of words as they stand, each bounded where it is one."""
    forms = sorted(words, key=len, reverse=True)
    joined = "|".join(_bounded(each, re.escape(each)) for each in forms)
    return Pattern(f"{'(?i)' if ignorecase else ''}(?:{joined})")


def found(pattern: Pattern, text: Text) -> Iterable[tuple[int, int]]:
    """Where a pattern of words is in a text."""
    try:
        return [groups[0] for groups in pattern.matches(text)]
    except OverBudgetError:
        return []


def _bounded(word: str, escaped: str) -> str:
    before = r"\b" if _is_letter(word[0]) else ""
    after = r"\b" if _is_letter(word[-1]) else ""
    return f"{before}{escaped}{after}"


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _language(parts: Iterable[Part], context: Context) -> str:
    """The language of words of which nobody says one."""
    text = "\n".join(part.text for part in parts)
    return language_of(text) or context.workspace.settings.language
