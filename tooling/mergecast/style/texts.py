"""The texts of a post that rules look at: whole, and cut as scopes want them.

Each knows where in the file it comes from, so that a hit in a sentence of the second
part of a variant is shown at its very words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from mergecast.model.post import Part, Post
from mergecast.source import Place, Route
from mergecast.style.scripts import language_of
from mergecast.style.sentences import paragraphs, sentences
from mergecast.style.text import Text, hashtags, links

_NOTHING: Final[frozenset[str]] = frozenset()
_BETWEEN = "\n\n"


class Piece(NamedTuple):
    """A stretch of a block: where in it, and where in the file's value it begins."""

    start: int
    end: int
    route: Route
    offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """A text that rules of some scopes look at.

    ``kinds`` is what it is, ``within`` what it is a part of. ``locale`` is None where
    nobody says which language it is in.
    """

    text: Text
    pieces: tuple[Piece, ...]
    kinds: frozenset[str]
    within: frozenset[str] = _NOTHING
    locale: str | None = None

    def place(self, path: str, start: int, end: int) -> Place:
        """The place of a stretch; of one over several values, its beginning."""
        piece = next(
            (each for each in self.pieces if start < each.end), self.pieces[-1]
        )
        shift = piece.offset - piece.start
        start = max(start, piece.start)
        stop = max(min(end, piece.end), start)
        return Place(path, piece.route, within=(start + shift, stop + shift))


@dataclass(frozen=True, slots=True)
class Wording:
    """What some accounts get: their keys, the parts, and the language."""

    accounts: tuple[str, ...]
    parts: tuple[Part, ...]
    locale: str | None


def wordings(post: Post, networks: Mapping[str, str]) -> list[Wording]:
    """The wordings of a post, each once; ``networks`` are those of the accounts."""
    found: dict[str, list[str]] = {}
    variants = {variant.key: variant for variant in post.variants}
    for account in post.accounts:
        network = networks.get(account, "")
        key = next((key for key in (account, network) if key in variants), "")
        found.setdefault(key, []).append(account)
    own = post.text("locale")
    return [
        Wording(tuple(keys), variants[key].parts, variants[key].locale or own)
        if key
        else Wording(tuple(keys), post.parts, own)
        for key, keys in found.items()
    ]


def blocks(wording: Wording, wanted: frozenset[str]) -> Iterator[Block]:
    """The blocks of a wording that somebody asks for, by their scopes."""
    bodies = []
    for part in wording.parts:
        if part.text:
            body = _block(part.text, part.route, "text", "part", wording.locale)
            bodies.append(body)
            yield from _with_cuts(body, wanted)
        yield from _beside(part, wording.locale, wanted)
    if bodies and wanted & {"body", "summary"}:
        yield _together(bodies)


def _beside(part: Part, locale: str | None, wanted: frozenset[str]) -> Iterator[Block]:
    """What a part has besides its text: descriptions and answers."""
    for media in part.media:
        if media.alt:
            route = (*media.route, "alt")
            block = _block(media.alt, route, "text", "alt", locale)
            yield from _with_cuts(block, wanted)
    options = part.poll.options if part.poll else ()
    for number, option in enumerate(options):
        route = (*part.poll.route, "options", number) if part.poll else ()
        yield _block(option, route, "text", "poll", locale)


def _block(text: str, route: Route, kind: str, other: str, locale: str | None) -> Block:
    kinds = frozenset((kind, other))
    language = locale or language_of(text)
    piece = Piece(0, len(text), route, 0)
    return Block(Text(text, veiled=True), (piece,), kinds, locale=language)


def _with_cuts(block: Block, wanted: frozenset[str]) -> Iterator[Block]:
    """A block, and the smaller ones in it that are asked for."""
    yield block
    value = block.text.value
    if "raw" in wanted and "part" in block.kinds:
        yield _cut(block, (0, len(value)), "raw", veiled=False)
    if "sentence" in wanted:
        yield from (_cut(block, each, "sentence") for each in sentences(value))
    if "paragraph" in wanted:
        yield from (_cut(block, each, "paragraph") for each in paragraphs(value))
    if "hashtag" in wanted and ("#" in value or "＃" in value):
        tags = hashtags(value)
        yield from (_cut(block, each, "hashtag", veiled=False) for each in tags)
    if "link" in wanted and "." in value:
        addresses = links(value)
        yield from (_cut(block, each, "link", veiled=False) for each in addresses)


def _cut(
    block: Block, stretch: tuple[int, int], kind: str, *, veiled: bool = True
) -> Block:
    start, end = stretch
    (piece,) = block.pieces
    own = Piece(0, end - start, piece.route, piece.offset + start)
    text = Text(block.text.value[start:end], veiled=veiled)
    return Block(text, (own,), frozenset((kind,)), block.kinds, block.locale)


def _together(bodies: Iterable[Block]) -> Block:
    """All parts as one text: for what holds for a thread as a whole."""
    pieces: list[Piece] = []
    texts: list[str] = []
    at = 0
    for block in bodies:
        value = block.text.value
        pieces.append(Piece(at, at + len(value), block.pieces[0].route, 0))
        texts.append(value)
        at += len(value) + len(_BETWEEN)
    text = Text(_BETWEEN.join(texts), veiled=True)
    kinds = frozenset(("body", "summary"))
    return Block(text, tuple(pieces), kinds, locale=block.locale)
