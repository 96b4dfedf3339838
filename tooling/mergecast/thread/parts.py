"""Part a text into the posts of a thread: as few and as whole as can be.

Of all ways to part it, the best is found exactly (dynamic programming over the places
where it may be parted), not the first that fits. Words are never changed: what the
parts say, spaces at their ends apart, is what the text says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from mergecast.thread.breaks import (
    Hurt,
    Span,
    Whole,
    breaks,
    separated,
    trimmed,
)
from mergecast.thread.numbering import Number

Share: TypeAlias = Callable[[str], float]
Things: TypeAlias = Callable[[str], Sequence[Span]]

_EACH = 12.0
"""What one more part costs: a part less is worth a broken clause, not a broken word."""
_RAGGED = 6.0
"""What an empty part would cost; a full one costs nothing."""
_MANY = 60
"""So many places can all be weighed against each other."""
_STRETCH = 1 / 8
"""How much of a part's room is looked at together, where there are more."""


class UnsplittableError(ValueError):
    """A single thing in the text does not fit into a part."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Rules:
    """What a part may be.

    ``share`` is how much of a part's room some words take: 1 is full, more is too much;
    ``whole`` names the stretches of a text that are one thing to the network, in order;
    ``number`` writes the number into a part.
    """

    share: Share
    whole: Things
    number: Number

    def fits(self, part: str) -> bool:
        """Whether the network takes a part."""
        return self.share(part) <= 1


def parts(text: str, rules: Rules) -> list[str]:
    """The parts of a text, each with its number; the text itself where it fits.

    Lines of ``---`` alone say where parts begin; these are parted further only where
    they do not fit.

    Raises:
        UnsplittableError: a link or another single thing is longer than a part.
    """
    stretches = separated(text)
    if len(stretches) == 1 and rules.fits(stretches[0]):
        return stretches
    digits = 1
    while True:
        room = _with_room(rules, 10**digits - 1)
        found = [part for each in stretches for part in _parted(each, room)]
        if len(found) < 10**digits:
            total = len(found)
            return [rules.number(part, at, total) for at, part in enumerate(found, 1)]
        digits += 1


def _with_room(rules: Rules, most: int) -> Rules:
    """The same rules where the number takes the most room that it can."""
    return Rules(
        lambda part: rules.share(rules.number(part, most, most)),
        rules.whole,
        rules.number,
    )


def _parted(text: str, rules: Rules) -> list[str]:
    if rules.fits(text):
        return [text]
    places = _thinned(text, _places(text, rules), rules.share)
    return _best(text, places, rules.share)


def _places(text: str, rules: Rules) -> Mapping[int, Hurt]:
    """Where the text may be parted: as coarse as will do for each stretch of it."""
    whole = Whole(rules.whole(text))
    found: dict[int, Hurt] = {}
    for kind in Hurt:
        tight = _tight(text, found, rules)
        if not tight:
            return found
        for stretch in tight:
            for place in breaks(text, stretch, kind, whole):
                found.setdefault(place, kind)
    for start, end in _tight(text, found, rules):
        raise UnsplittableError(trimmed(text[start:end]))
    return found


def _tight(text: str, places: Iterable[int], rules: Rules) -> list[Span]:
    """The stretches between two places that do not fit into a part."""
    edges = [0, *sorted(places), len(text)]
    return [
        (start, end)
        for start, end in pairwise(edges)
        if (piece := trimmed(text[start:end])) and not rules.fits(piece)
    ]


def _thinned(text: str, places: Mapping[int, Hurt], share: Share) -> Mapping[int, Hurt]:
    """A few places in each part's length, the best ones, where there are very many.

    Between any two letters of Chinese or Thai there may be one: to weigh each against
    each would take minutes. The last of a stretch stays, so that what is between two
    places still fits.
    """
    if len(places) <= _MANY:
        return places
    kept: dict[int, Hurt] = {}
    begun, near = 0, list[int]()
    for place in [*sorted(places), len(text)]:
        if near and share(trimmed(text[begun:place])) > _STRETCH:
            best = min(near, key=lambda each: (places[each], -each))
            kept |= {each: places[each] for each in (best, near[-1])}
            begun, near = near[-1], []
        near.append(place)
    return kept | {each: places[each] for each in near if each in places}


def _best(text: str, places: Mapping[int, Hurt], share: Share) -> list[str]:
    """The cheapest way to choose among the places."""
    edges = [0, *sorted(places), len(text)]
    cost = [0.0] + [float("inf")] * (len(edges) - 1)
    back = [0] * len(edges)
    for end in range(1, len(edges)):
        hurt = float(places.get(edges[end], 0))
        for start in range(end - 1, -1, -1):
            used = share(trimmed(text[edges[start] : edges[end]]))
            if used > 1:
                break
            total = cost[start] + hurt + _EACH + _RAGGED * (1 - used) ** 2
            if total < cost[end]:
                cost[end], back[end] = total, start
    chosen, at = [], len(edges) - 1
    while at:
        chosen.append(trimmed(text[edges[back[at]] : edges[at]]))
        at = back[at]
    return [each for each in reversed(chosen) if each]
