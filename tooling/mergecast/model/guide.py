"""The style guide beside its rules: names, voice, rating, branding, assets, conduct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from mergecast.model import file_names

NAMES: Final = file_names.NAMES
VOICE: Final = file_names.VOICE
RATING: Final = file_names.RATING
BRANDING: Final = file_names.BRANDING
CONDUCT: Final = file_names.CONDUCT

RATINGS: Final = ("G", "PG", "PG-13")
"""From what suits everyone to what is not for children."""


@dataclass(frozen=True, slots=True)
class For:
    """What an entry is for: languages and accounts, each empty for all."""

    locales: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """How a name is written, and how it never is; ``first``: where it is used first."""

    write: str
    never: tuple[str, ...] = ()
    first: str | None = None
    because: str = ""
    narrowed: For = field(default_factory=For)


@dataclass(frozen=True, slots=True)
class Names:
    """All names, and what the people we write for are called."""

    names: tuple[Name, ...] = ()
    audience: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """How many of something; ``only``, ``never`` and ``exempt`` are the words of it.

    ``place`` is ``end`` or ``anywhere``.
    """

    most: int | None = None
    only: frozenset[str] = frozenset()
    never: tuple[str, ...] = ()
    exempt: frozenset[str] = frozenset()
    place: str = "anywhere"
    camel_case: bool = False


@dataclass(frozen=True, slots=True)
class Devices:
    """What a text may do; None is not looked at.

    ``signature`` is ``posts`` or ``never``; ``longest`` counts words of a sentence.
    """

    emoji: Limit | None = None
    exclamation_marks: Limit | None = None
    questions: Limit | None = None
    capitals: Limit | None = None
    words: Limit | None = None
    hashtags: Limit | None = None
    mentions: Limit | None = None
    links: Limit | None = None
    longest: int | None = None
    signature: str | None = None

    def under(self, over: Devices) -> Devices:
        """These, with what ``over`` says instead."""
        own: dict[str, Any] = {
            each.name: getattr(over, each.name)
            if getattr(over, each.name) is not None
            else getattr(self, each.name)
            for each in fields(self)
        }
        return Devices(**own)


@dataclass(frozen=True, slots=True)
class Voice:
    """The devices everywhere, in a language (as written in the file), on an account."""

    usual: Devices = field(default_factory=Devices)
    locales: Mapping[str, Devices] = field(default_factory=dict)
    accounts: Mapping[str, Devices] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RatedWords:
    """Words that need a rating."""

    rating: str
    words: tuple[str, ...]
    because: str = ""
    narrowed: For = field(default_factory=For)


@dataclass(frozen=True, slots=True)
class Rating:
    """The highest rating of each account, and what has to state its own."""

    most: str = RATINGS[-1]
    accounts: Mapping[str, str] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()
    words: tuple[RatedWords, ...] = ()

    def of(self, account: str) -> str:
        """The highest rating that an account may use."""
        return self.accounts.get(account, self.most)


@dataclass(frozen=True, slots=True)
class ImageRules:
    """The least size of images on a network, and their ratios (width, height)."""

    width: int = 0
    height: int = 0
    ratios: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Branding:
    """How images look, and what has to be known of them."""

    images: Mapping[str, ImageRules] = field(default_factory=dict)
    kebab_case: bool = False
    assets_needed: bool = False
    mark_needed: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """What is known of one media file; ``sha256`` is empty until it is filled in."""

    path: str
    file: str
    sha256: str
    owner: str
    licence: str
    people: tuple[str, ...] = ()
    expires: str | None = None
    replaced_by: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """Rules for people, and which version each member has signed."""

    title: str
    version: int
    rules: tuple[tuple[str, str, str], ...]
    signed: Mapping[str, int] = field(default_factory=dict)
    owner: str = ""
