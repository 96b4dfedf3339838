"""The files of a workspace, from the work tree or from a commit.

The two are read alike, so that what CI checks in a commit is what an author checks on
disk. Links are never followed: what they show is not what a reviewer saw.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from mergecast.repository.blobs import contents, look
from mergecast.repository.git import Git

LINK = "120000"
SUBMODULE = "160000"
FILE = "100644"
_FOLDER = "040000"
OTHER = "000000"
"""A pipe, a socket or a device, which git does not know; reading may never end."""
REGULAR = frozenset({FILE, "100755"})
"""The modes of files with content of their own."""


class Entry(NamedTuple):
    """A file: path with forward slashes, git mode, and blob id where one is known."""

    path: str
    mode: str
    oid: str | None = None


class Tree(Protocol):
    """Files by path. Paths are relative to the workspace, with forward slashes."""

    def entries(self, *prefixes: str) -> list[Entry]:
        """Every file at or under the prefixes, in path order."""
        ...

    def read(self, path: str) -> bytes | None:
        """The bytes of a regular file; None where there is none."""
        ...

    def mode(self, path: str) -> str | None:
        """The git mode of what stands at ``path``, links in its way included."""
        ...

    def read_many(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        """The bytes of many regular files; those gone meanwhile are left out."""
        ...

    def ahead(self, *paths: str) -> None:
        """Say what will be read next, where it is quicker to have that in one go."""
        ...


@dataclass(frozen=True, slots=True)
class WorkTree:
    """The files as they are on disk."""

    root: Path

    def entries(self, *prefixes: str) -> list[Entry]:
        """Every file at or under the prefixes, in path order."""
        found: list[Entry] = []
        base = os.fspath(self.root)
        for prefix in prefixes:
            mode = self.mode(prefix)
            if mode == _FOLDER:
                _walk(os.path.join(base, prefix), prefix, found)  # noqa: PTH118 - hot
            elif mode is not None:
                found.append(Entry(prefix, mode))
        return sorted(found)

    def mode(self, path: str) -> str | None:
        """The git mode of what stands at ``path``, links in its way included."""
        here = self.root
        mode = None
        for name in path.split("/"):
            here /= name
            try:
                found = here.lstat().st_mode
            except (OSError, ValueError):
                return None
            mode = _git_mode(found)
            if mode == LINK:
                return LINK
        return mode

    def read(self, path: str) -> bytes | None:
        """The bytes of a regular file; None where there is none."""
        if self.mode(path) not in REGULAR:
            return None
        return _read(os.fspath(self.root / path))

    def read_many(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        """The bytes of many regular files; those gone meanwhile are left out."""
        base = os.fspath(self.root) + "/"
        for entry in entries:
            raw = _read(base + entry.path)
            if raw is not None:
                yield entry.path, raw

    def ahead(self, *paths: str) -> None:
        """Nothing: to open a file is quick."""


def _walk(folder: str, prefix: str, found: list[Entry]) -> None:
    with os.scandir(folder) as listing:
        for item in listing:
            path = f"{prefix}/{item.name}"
            if item.is_symlink():
                found.append(Entry(path, LINK))
            elif item.is_dir(follow_symlinks=False):
                _walk(item.path, path, found)
            else:
                regular = item.is_file(follow_symlinks=False)
                found.append(Entry(path, FILE if regular else OTHER))


def _git_mode(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_ISDIR(mode):
        return _FOLDER
    return FILE if stat.S_ISREG(mode) else OTHER


_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
"""Not blocking: opening a pipe waits for its other end, for ever."""

_MOST = 1 << 26
"""Bytes of a file that are read: far more than any limit, far less than memory."""


def _read(path: str) -> bytes | None:
    # os.open and os.read cost a third of open().read() on small files (measured).
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return None
        size = min(found.st_size, _MOST)
        raw = os.read(handle, size + 1)
        while len(raw) < size and (more := os.read(handle, size - len(raw))):
            raw += more
    except OSError:
        return None
    finally:
        os.close(handle)
    return raw


@dataclass(frozen=True, slots=True)
class CommitTree:
    """The files of one commit, read from git's objects and never from disk."""

    git: Git
    commit: str
    _listed: dict[str, Entry | None] = field(
        default_factory=dict, repr=False, compare=False
    )
    _ahead: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def entries(self, *prefixes: str) -> list[Entry]:
        """Every file at or under the prefixes, in path order."""
        listing = self.git.run(
            "ls-tree", "-r", "-z", "--full-tree", self.commit, "--", *prefixes
        )
        found = []
        for line in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            meta, _, path = line.partition("\t")
            mode, _, oid = meta.split(" ")
            found.append(Entry(path, mode, oid))
        self._listed.update(dict.fromkeys(prefixes))
        self._listed.update((entry.path, entry) for entry in found)
        return found

    def mode(self, path: str) -> str | None:
        """The git mode of what stands at ``path``, links in its way included."""
        entry = self._entry(path)
        return entry.mode if entry else None

    def read(self, path: str) -> bytes | None:
        """The bytes of a regular file; None where there is none."""
        if path not in self._listed:
            self.ahead(path)
        if path in self._ahead:
            return self._ahead.pop(path)
        entry = self._entry(path)
        if entry is None or entry.mode in {LINK, SUBMODULE}:
            return None
        return next((raw for _, raw in self.read_many([entry])), None)

    def ahead(self, *paths: str) -> None:
        """Read files in one go; each is kept until it is asked for."""
        unknown = [path for path in paths if path not in self._listed]
        for path, found in look(self.git, self.commit, unknown).items():
            if found is None or found.mode == _FOLDER:
                self._listed[path] = None
                continue
            self._listed[path] = Entry(path, found.mode, found.oid)
            if found.mode in REGULAR and found.content is not None:
                self._ahead[path] = found.content

    def read_many(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        """The bytes of many regular files; those gone meanwhile are left out."""
        wanted = [(each.path, each.oid) for each in entries if each.oid is not None]
        return contents(self.git, wanted)

    def _entry(self, path: str) -> Entry | None:
        if path not in self._listed:
            self.entries(path)
        return self._listed.get(path)


def folders_of(git: Git, commit: str, prefix: str) -> dict[str, str]:
    """Git's id of every folder under ``prefix`` in a commit, by its path."""
    listing = git.run(
        "ls-tree", "-r", "-d", "-t", "-z", "--full-tree", commit, "--", prefix
    )
    found = {}
    for line in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        meta, _, path = line.partition("\t")
        found[path] = meta.rpartition(" ")[2]
    return found


def modes(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Mode by path, for many look-ups."""
    return {entry.path: entry.mode for entry in entries}
