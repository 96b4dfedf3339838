"""Contents out of git: of many files by their ids, or of single ones by their paths.

``git ls-tree`` tells the mode of a file and not its content, and ``git cat-file`` its
content and not its mode. Asked for the folder as well, the latter tells both, so that
a single file takes one process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mergecast.errors import WorkspaceError
from mergecast.repository.git import Git


class Found(NamedTuple):
    """What stands at a path: git's mode and id, and its content where that is here."""

    mode: str
    oid: str
    content: bytes | None


class _Object(NamedTuple):
    oid: str
    kind: bytes
    content: bytes


def contents(
    git: Git, wanted: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """The path and content of each blob, of which path and id are given.

    Raises:
        WorkspaceError: git has lost one.
    """
    answers = _asked(git, [oid for _, oid in wanted]) if wanted else iter(())
    for (path, _), found in zip(wanted, answers, strict=True):
        if found is None:
            raise WorkspaceError(
                f"git has no content for '{path}'",
                hint="fetch the whole repository, or run `git fsck`",
            )
        yield path, found.content


def look(git: Git, commit: str, paths: Sequence[str]) -> dict[str, Found | None]:
    """What stands at each path, None where there is no such name in its folder.

    Left out are paths of which this cannot tell: those whose folder is not there, as in
    a commit that is not, and those that cannot be asked for in this way.
    """
    told = [path for path in paths if _can_be_asked(path)]
    if not told:
        return {}
    folders = [path.rpartition("/")[0] for path in told]
    pairs = zip(folders, told, strict=True)
    answers = _asked(git, [f"{commit}:{each}" for pair in pairs for each in pair])
    found: dict[str, Found | None] = {}
    for path in told:
        folder, file = next(answers), next(answers)
        if folder is not None and folder.kind == b"tree":
            found[path] = _named(path.rpartition("/")[2], folder, file)
    return found


def _can_be_asked(path: str) -> bool:
    """Whether it is a name of git's own: no break, no step upwards, no lone half."""
    if "\n" in path or "\0" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
        return False
    try:
        path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _named(name: str, folder: _Object, file: _Object | None) -> Found | None:
    """The entry of that name in a folder's tree."""
    size = len(folder.oid) // 2
    wanted = name.encode("utf-8", "surrogateescape")
    start = 0
    while start < len(folder.content):
        end = folder.content.index(b"\0", start)
        mode, _, here = folder.content[start:end].partition(b" ")
        start = end + 1 + size
        if here == wanted:
            oid = folder.content[end + 1 : start].hex()
            return Found(mode.decode().zfill(6), oid, file.content if file else None)
    return None


def _asked(git: Git, names: Sequence[str]) -> Iterator[_Object | None]:
    """Objects by any names, in one go; None for each that is not here."""
    told = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    answer = git.run("cat-file", "--batch", "--buffer", stdin=told)
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        header = answer[start:end].split(b" ")
        start = end + 1
        if not header[-1].isdigit():  # it says "missing", or "ambiguous"
            yield None
            continue
        oid, kind, size = header
        content = answer[start : start + int(size)]
        start += int(size) + 1
        yield _Object(oid.decode(), kind, content)
