"""What a network is to the rest of mergecast: facts, no talking.

A network is a module that satisfies ``Network``; ``networks.NETWORKS`` lists them.
What talks to the network lives in ``publishers`` under the same id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from mergecast.networks.charges import Charge

Once: TypeAlias = Literal["native", "lookup", "none"]
"""How a send that may have happened is told from one that did not.

``native``: the network itself refuses a second send of the same key; ``lookup``: our
own timeline can be read and compared; ``none``: only a person can tell.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one part of a post may hold, for an account of one tier."""

    text_limit: int
    """Weighted length, as ``measure`` counts it."""
    thread_parts: int
    images_per_part: int
    gifs_per_part: int
    videos_per_part: int
    media_types: tuple[str, ...]
    """MIME types, as told by the content of a file and not by its name."""
    image_bytes: int
    gif_bytes: int
    gif_size: tuple[int, int]
    """Width and height in pixels."""
    gif_frames: int
    gif_pixels: int
    """Width times height times frames."""
    alt_text_max: int
    """Plain characters (code points), not weighted."""
    poll_options: tuple[int, int]
    """The least and the most options; both are allowed."""
    poll_option_chars: int
    poll_minutes: tuple[int, int]
    """The shortest and the longest poll; both are allowed."""
    cashtags_max: int | None
    """None where the network says nothing."""
    quotes: bool
    """Whether a post may quote another."""
    replies: Literal["any", "invited"]
    """Whose posts may be answered: anybody's, or those of who named the account."""


@dataclass(frozen=True, slots=True)
class Url:
    """A link in a text: what the network would turn into one.

    ``[start, end)`` counts code points. ``text`` is what gets linked; in odd texts (a
    link glued to letters of another script) it can be shorter than the stretch.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag or cashtag: its ``text`` without the sign, ``[start, end)`` with it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A person (or a person's list) named in a text; ``[start, end)`` has the sign."""

    handle: str
    start: int
    end: int
    list_slug: str = ""
    """``/name`` where a list of that person is meant."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How long a text is to the network, and whether the network would take it."""

    weighted_length: int
    limit: int
    valid: bool
    urls: tuple[Url, ...]


class Network(Protocol):
    """A service that posts can go to. Everything here is pure and needs no secret."""

    ID: str
    """As in settings: ``x``."""
    NAME: str
    """As people write it: ``X``."""
    ONCE: Once
    HOSTS: tuple[str, ...]
    """The hosts that signed requests may go to; nothing else but loopback."""
    DEFAULT_TIER: str
    HANDLES: str
    """What a handle is made of, in words."""

    def handle_fits(self, handle: str, /) -> bool:
        """Whether an account there can have this handle (without the ``@``)."""
        ...

    def limits(self, tier: str, /) -> Limits:
        """What an account of this tier may send; ValueError names the known tiers."""
        ...

    def measure(self, text: str, tier: str = ..., /) -> Measured:
        """Count a text as the network does."""
        ...

    def charges(
        self, text: str, alt_texts: int, /, *, bare: bool
    ) -> tuple[Charge, ...]:
        """What sending one part costs.

        ``bare``: whether a domain without ``https://`` counts as a link.
        """
        ...

    def permalink(self, handle: str, remote_id: str, /) -> str:
        """Where people can see a post."""
        ...

    def mentions(self, text: str, /) -> tuple[Mention, ...]:
        """Who is named and would be told."""
        ...

    def hashtags(self, text: str, /) -> tuple[Tag, ...]:
        """What would be linked as a hashtag."""
        ...

    def cashtags(self, text: str, /) -> tuple[Tag, ...]:
        """What would be linked as a cashtag."""
        ...
