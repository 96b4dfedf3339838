"""A text that many rules look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from mergecast.style.sentences import Stretch

Finder: TypeAlias = Callable[[str], Sequence[Stretch]]
"""Says where something is in a text."""


@dataclass(frozen=True)
class Text:
    """A text; what rules share in looking at it is worked out once.

    ``veiled``: links and names of people in it are none of a rule's business, since
    their owners chose the words in them.
    """

    value: str
    veiled: bool = False

    @cached_property
    def raw(self) -> bytes:
        """The text as RE2 reads it."""
        return self.value.encode("utf-8", "replace")

    @cached_property
    def ascii(self) -> bool:
        """Whether bytes are characters."""
        return self.value.isascii()

    @cached_property
    def hidden(self) -> tuple[Stretch, ...]:
        """Where links and names are."""
        if not self.veiled or not ("." in self.value or "@" in self.value):
            return ()
        return tuple(sorted((*links(self.value), *names(self.value))))

    @cached_property
    def plain(self) -> str:
        """The text with spaces where links and names are."""
        found = self.value
        for start, end in self.hidden:
            found = found[:start] + " " * (end - start) + found[end:]
        return found

    def hides(self, start: int, end: int) -> bool:
        """Whether a stretch is a part of a link or a name, or runs into one."""
        return any(
            start < stop and begin < end and not (start <= begin and stop <= end)
            for begin, stop in self.hidden
        ) or ((start, end) in self.hidden)

    def characters(self, offset: int) -> int:
        """How many characters the first ``offset`` bytes are."""
        if self.ascii or offset < 0:
            return offset
        return len(self.raw[:offset].decode("utf-8", "replace"))


def links(text: str) -> tuple[Stretch, ...]:
    """Where the links are."""
    # Imported here: the rules of links are tables that few texts need.
    from mergecast.networks.twitter_text.urls import (  # noqa: PLC0415 - tables that few texts need
        extract_urls,
    )

    return tuple((each.start, each.end) for each in extract_urls(text))


def names(text: str) -> tuple[Stretch, ...]:
    """Where people are named by their handles."""
    from mergecast.networks.twitter_text.tags import (  # noqa: PLC0415 - as in links
        extract_mentions,
    )

    return tuple((each.start, each.end) for each in extract_mentions(text))


def hashtags(text: str) -> tuple[Stretch, ...]:
    """Where the hashtags are, each with its sign."""
    from mergecast.networks.twitter_text.tags import (  # noqa: PLC0415 - as in links
        extract_hashtags,
    )

    return tuple((each.start, each.end) for each in extract_hashtags(text))
