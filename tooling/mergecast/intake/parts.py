"""The parts of a post: their words, exactly as written, and their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mergecast.intake.pictures import Picture, alone

MOST = 50
"""More parts than this are no thread, but a file that was pasted."""
_BETWEEN = "---"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the post names it; ``alt`` is empty where nobody described it."""

    file: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its words and pictures."""

    text: str
    media: tuple[Shown, ...] = ()
    asked: tuple[Picture, ...] = field(default=(), compare=False)
    """Pictures that stood among the words, on lines of their own."""


def parts(words: str) -> tuple[Part, ...]:
    r"""The parts of some words: a line with only ``---`` is between two.

    >>> [part.text for part in parts("One\\n---\\nTwo")]
    ['One', 'Two']
    """
    groups: list[list[str]] = [[]]
    for line in words.split("\n"):
        if line.strip() == _BETWEEN:
            groups.append([])
        else:
            groups[-1].append(line)
    many = len(groups) > 1
    found = [_part(group, trimmed=many) for group in groups]
    return tuple(each for each in found if each.text.strip() or each.asked)


def _part(lines: Sequence[str], *, trimmed: bool) -> Part:
    asked = [picture for line in lines for picture in alone(line)]
    own = [line for line in lines if not alone(line)]
    if trimmed or asked:  # people leave empty lines around what is between
        while own and not own[0].strip():
            own = own[1:]
        while own and not own[-1].strip():
            own = own[:-1]
    return Part("\n".join(own), asked=tuple(asked))


def of_post(data: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts of a post's file."""
    if "thread" not in data:
        return (Part(str(data.get("text", "")).rstrip("\n"), _media(data)),)
    return tuple(
        Part(each.rstrip("\n"))
        if isinstance(each, str)
        else Part(str(each.get("text", "")).rstrip("\n"), _media(each))
        for each in data["thread"]
    )


def _media(data: Mapping[str, Any]) -> tuple[Shown, ...]:
    return tuple(
        Shown(one["file"], one.get("alt", "")) for one in data.get("media", ())
    )


def fields(found: Sequence[Part]) -> dict[str, Any]:
    """The fields of a post's file that have its parts."""
    if len(found) == 1:
        return {"text": found[0].text, **_listed(found[0])}
    return {"thread": [{"text": each.text, **_listed(each)} for each in found]}


def _listed(part: Part) -> dict[str, Any]:
    if not part.media:
        return {}
    listed = [
        {"file": each.file, **({"alt": each.alt} if each.alt else {})}
        for each in part.media
    ]
    return {"media": listed}


def with_alts(found: Sequence[Part], alts: Mapping[int, str]) -> tuple[Part, ...]:
    """The parts with descriptions of pictures, by number from 1 over all parts."""
    made: list[Part] = []
    number = 0
    for part in found:
        media = []
        for shown in part.media:
            number += 1
            media.append(replace(shown, alt=alts.get(number, shown.alt)))
        made.append(replace(part, media=tuple(media)))
    return tuple(made)


def count(found: Iterable[Part]) -> int:
    """How many pictures there are."""
    return sum(len(part.media) for part in found)
