"""The pictures beside the pages: what posts name, as a tree has it."""

from __future__ import annotations

from collections.abc import Sequence

from mergecast.loading.media import where
from mergecast.loading.post_media import MediaReader
from mergecast.model.media import MediaFact, MediaState
from mergecast.pages.desk import Picture
from mergecast.planning.agenda import Entry
from mergecast.repository.trees import Tree

_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
"""The kinds of pictures that a page shows, told by their content."""


def pictures_of(
    tree: Tree, entries: Sequence[Entry]
) -> tuple[dict[str, Picture], dict[str, bytes]]:
    """Where the pages have each picture, and what is there, by its address."""
    reader = MediaReader(tree)
    pictures: dict[str, Picture] = {}
    content: dict[str, bytes] = {}
    for each in entries:
        for name, fact in reader.facts(each.post).items():
            path, address = where(name), _address(fact)
            if name in pictures or path is None or address is None:
                continue
            raw = _bare(tree.read(path), fact)
            if raw is not None:
                pictures[name] = Picture(address, fact.width, fact.height)
                content[address] = raw
    return pictures, content


def _bare(raw: bytes | None, fact: MediaFact) -> bytes | None:
    """A picture without what else its file tells; None where that cannot be taken out.

    Networks take it out of what they show; who reads a page has the file itself.
    """
    if raw is None or not fact.tells:
        return raw
    from mergecast.editing.stripping import stripped  # noqa: PLC0415 - only for photos

    return stripped(raw)


def _address(fact: MediaFact) -> str | None:
    ending = _ENDINGS.get(fact.type or "")
    if fact.state is not MediaState.FILE or ending is None or fact.sha256 is None:
        return None
    return f"media/{fact.sha256[:20]}.{ending}"
