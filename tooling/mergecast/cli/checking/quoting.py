"""The texts of files with findings, to quote lines of them.

Of a commit each read is two processes of git, so files are read many at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mergecast.repository.trees import REGULAR, Tree

_AT_ONCE = 500
"""Files that are read together: few enough for memory and a command line."""


def texts(tree: Tree, paths: Sequence[str]) -> Callable[[str], str | None]:
    """What says the text of a file; reads ahead in the order of ``paths``."""
    order = list(dict.fromkeys(paths))
    place = {path: number for number, path in enumerate(order)}
    known: dict[str, bytes] = {}
    read: set[str] = set()

    def text_of(path: str) -> str | None:
        if path not in read:
            start = place.get(path)
            batch = [path] if start is None else order[start : start + _AT_ONCE]
            known.clear()
            read.clear()
            read.update(batch)
            listed = tree.entries(*filter(None, batch))
            files = (each for each in listed if each.mode in REGULAR)
            known.update(tree.read_many(each for each in files if each.path in read))
        raw = known.get(path)
        return raw.decode("utf-8", "replace") if raw is not None else None

    return text_of
