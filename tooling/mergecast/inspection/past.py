"""What the ledger says of posts, as checks of a branch want it: used, live, as what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from mergecast.model.key import Key
from mergecast.model.ledger_state import FILE_GONE, KeyState, PartState
from mergecast.model.post import Post

if TYPE_CHECKING:
    from mergecast.inspection.crowding import Rival


@dataclass(frozen=True, slots=True)
class Past:
    """What is on record of one post.

    ``used`` is whether its id can be no other post's any more. ``live`` is where its
    posts are, by account; ``sent`` are the digests of the parts that are live there.
    """

    used: bool = False
    live: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)


Pasts: TypeAlias = Callable[[Iterable[Post]], Mapping[str, Past]]
"""The past of each of some posts that has one, by id."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Who knows what of a branch that its files do not say; asked only if needed.

    ``pasts`` is what the ledger says of posts, ``rivals`` what others propose.
    """

    pasts: Pasts
    rivals: Callable[[], tuple[Rival, ...]] = tuple


Known: TypeAlias = Mapping[str, KeyState | None]
"""The parts that are on record, by key; None where more than that is not at hand."""


def parts(posts: Iterable[Post]) -> Iterator[Key]:
    """Every part that the posts could have on record."""
    for post in posts:
        longest = max(len(post.parts), *(len(one.parts) for one in post.variants), 1)
        for account in post.accounts:
            for part in range(1, longest + 1):
                yield Key(post.id, post.date, account, part)


def pasts(known: Known) -> dict[str, Past]:
    """The past of every post that has one."""
    by_post: dict[str, dict[Key, KeyState | None]] = {}
    for text, state in known.items():
        key = Key.parse(text)
        by_post.setdefault(key.post, {})[key] = state
    return {name: _past(states) for name, states in by_post.items()}


def _past(states: Mapping[Key, KeyState | None]) -> Past:
    live: dict[str, str] = {}
    sent: dict[str, tuple[str | None, ...]] = {}
    for key, state in sorted(states.items(), key=_in_order):
        if state is not None and state.state is PartState.POSTED:
            account = key.account or ""
            live.setdefault(account, state.url or state.key)
            sent[account] = (*sent.get(account, ()), state.payload)
    return Past(any(map(_is_used, states.values())), live, sent)


def _in_order(each: tuple[Key, KeyState | None]) -> tuple[str, int]:
    return each[0].account or "", each[0].part or 0


def _is_used(state: KeyState | None) -> bool:
    """A post that was cancelled because its file was gone may come back."""
    gone = state is not None and state.code == FILE_GONE
    return state is None or not (gone and state.state is PartState.CANCELLED)
