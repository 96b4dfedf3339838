"""Find and count what a voice has limits for: emoji, marks, hashtags, links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from mergecast.checks.basis import guided
from mergecast.findings import Remark
from mergecast.model.post import Post
from mergecast.source import Place, Route
from mergecast.style import text as texts
from mergecast.style.emoji import emoji as emoji_in
from mergecast.style.texts import Wording

_EXCLAMATION = re.compile(r"[!！‼⁉¡]+")
_QUESTION = re.compile(r"[?？⁇؟¿]+")
_SIGNATURE = re.compile(r"(?<!\S)\^[^\W\d_]{1,3}(?!\S)")
_CAPITALS = re.compile(r"(?<![\w#＃@])[^\W\d_]{4,}(?!\w)")
_LONGEST_WORD = 12
"""A hashtag of so many small letters may be one word; a longer one is several."""
_PRESENTATION = "\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Device:
    """Something that was found: where, and its words."""

    route: Route
    start: int
    end: int
    words: str

    def place(self, post: Post) -> Place:
        """Where it stands."""
        return guided.place(post, self.route, self.start, self.end)


def too_many(
    post: Post, found: Sequence[Device], most: int | None, what: str
) -> Iterator[Remark]:
    """A remark at the first one too many, where there are too many."""
    if most is None or len(found) <= most:
        return
    yield Remark(
        found[most].place(post),
        f"there are {len(found)} {what} here, and {most or 'no'} are fine"
        if most != 1
        else f"there are {len(found)} {what} here, and one is fine",
        hint="leave some out" if most else "leave them out",
    )


def emoji(wording: Wording) -> list[Device]:
    """Each emoji, as readers see them."""
    return _of(wording, "", emoji_in)


def bare(one: str) -> str:
    """An emoji without the sign that only says how it is drawn."""
    return one.strip(_PRESENTATION) if len(one) > 1 else one


def exclamations(wording: Wording) -> list[Device]:
    """Exclamation marks; several in a row count each."""
    return _each(wording, _EXCLAMATION, "!！")


def questions(wording: Wording) -> list[Device]:
    """Question marks; several in a row count each."""
    return _each(wording, _QUESTION, "?？؟")


def capitals(wording: Wording, exempt: Collection[str]) -> list[Device]:
    """Words in capitals, without those that are written so."""
    return [
        each
        for each in _found(wording, _CAPITALS)
        if each.words.isupper() and each.words not in exempt
    ]


def mentions(wording: Wording) -> list[Device]:
    """People and accounts by their handles."""
    return _of(wording, "@＠", texts.names)


def hashtags(wording: Wording) -> list[Device]:
    """Hashtags with their signs."""
    return _of(wording, "#＃", texts.hashtags)


def links(wording: Wording) -> list[Device]:
    """Links."""
    return _of(wording, ".", texts.links)


def signatures(wording: Wording) -> list[Device]:
    """``^AB``, standing alone."""
    return _found(wording, _SIGNATURE)


def at_end(device: Device, wording: Wording) -> bool:
    """Whether only hashtags, links and a signature follow in its part."""
    text = next(part.text for part in wording.parts if part.route == device.route)
    rest = text[device.end :]
    for start, end in (*texts.hashtags(rest), *texts.links(rest)):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return not _SIGNATURE.sub("", rest).strip(" \t\n.。🧵👇")


def can_be_read(tag: str) -> bool:
    """Whether a screen reader can tell the words of a hashtag.

    >>> [can_be_read(tag) for tag in ("#PostAsCode", "#yaml", "#post_as_code", "#发布")]
    [True, True, False, True]
    """
    words = tag[1:]
    if "_" in words.strip("_"):
        spoken = [each[0] for each in words.split("_") if each[:1].isalpha()]
        return all(each.isupper() for each in spoken)
    return len(words) <= _LONGEST_WORD or words != words.lower() or not words.isascii()


def _each(wording: Wording, runs: re.Pattern[str], counted: str) -> list[Device]:
    return [
        Device(run.route, run.start + at, run.start + at + 1, sign)
        for run in _found(wording, runs)
        for at, sign in enumerate(run.words)
        if sign in counted or sign in "‼⁉⁇"
    ]


def _found(wording: Wording, pattern: re.Pattern[str]) -> list[Device]:
    return [
        Device(route, *match.span(), match[0])
        for route, text in guided.bodies(wording)
        for match in pattern.finditer(text.value)
        if not text.hides(*match.span())
    ]


def _of(wording: Wording, signs: str, finder: texts.Finder) -> list[Device]:
    return [
        Device(route, start, end, text.value[start:end])
        for route, text in guided.bodies(wording)
        if not signs or any(sign in text.value for sign in signs)
        for start, end in finder(text.value)
    ]
