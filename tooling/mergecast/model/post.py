"""A post: one idea in one file, as its author wrote it.

Values here are loaded and valid by the post schema. Each piece of text or media
remembers its route in the file, so that a check can point at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mergecast.source import Place, Route

ASAP = "asap"
"""``publish_at: asap``: at the first tick after approval and merge."""


@dataclass(frozen=True, slots=True)
class Media:
    """An image or GIF that a part shows.

    ``file`` is relative to ``calendar/``; ``sha256`` (hex) is what loading read, and
    None where the file was not read or does not exist.
    """

    route: Route
    file: str
    alt: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll: two to four options, open for ``minutes``."""

    route: Route
    options: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Part:
    """What goes out in one piece: a post has one, a thread several.

    ``route`` points at the text (or, for a text-less part, at where it would stand).
    """

    route: Route
    text: str
    media: tuple[Media, ...] = ()
    poll: Poll | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A target's own words. ``key`` is an account or a network; the account wins."""

    key: str
    parts: tuple[Part, ...]
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post file.

    ``publish_at`` is the wall clock as written (``YYYY-MM-DD HH:MM[:SS]``), ``asap``,
    or None for a draft. ``data`` is the whole loaded mapping, for the fields that few
    readers need. ``date`` is the local day of an occurrence of a series, whose file
    and id it then has.
    """

    path: str
    id: str
    accounts: tuple[str, ...]
    parts: tuple[Part, ...]
    publish_at: str | None = None
    timezone: str | None = None
    variants: tuple[Variant, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)
    date: str | None = None

    @property
    def name(self) -> str:
        """What people call it: its id, with the day of an occurrence."""
        return self.id if self.date is None else f"{self.id}~{self.date}"

    def span(self, *route: str | int) -> Place:
        """The place of a value of this post, for a remark."""
        return Place(self.path, route)

    def text(self, name: str) -> str | None:
        """An optional string field by its name in the file."""
        value = self.data.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool:
        """An optional true/false field; absent is false."""
        return self.data.get(name) is True

    def parts_for(self, account: str, network: str) -> tuple[Part, ...]:
        """The parts that ``account`` on ``network`` gets, variants applied."""
        if not self.variants:
            return self.parts
        by_key = {variant.key: variant.parts for variant in self.variants}
        return by_key.get(account) or by_key.get(network) or self.parts

    @property
    def wordings(self) -> tuple[Part, ...]:
        """Every part as written, base and variants, each once."""
        if not self.variants:
            return self.parts
        seen = dict.fromkeys(self.parts)
        for variant in self.variants:
            seen.update(dict.fromkeys(variant.parts))
        return tuple(seen)
