"""Read git's objects through one long-lived ``git cat-file --batch``.

A tick looks at some dozens of small files; a process for each would cost more than all
else that it does.
"""

from __future__ import annotations

import subprocess
import weakref
from collections.abc import Mapping
from typing import IO, NamedTuple

from mergecast.errors import GitError
from mergecast.repository.git import Git


class Found(NamedTuple):
    """An object."""

    oid: str
    content: bytes


class Objects:
    """A repository's objects, by any name that git understands.

    The process starts with the first look and ends with ``close``, or with this object.
    """

    def __init__(self, git: Git, env: Mapping[str, str]) -> None:
        self._git = git
        self._env = env
        self._pipes: tuple[IO[bytes], IO[bytes]] | None = None
        self._end: weakref.finalize[..., Objects] | None = None

    def look(self, name: str) -> Found | None:
        """The object of that name; None where there is none, or not here.

        Raises:
            GitError: the name cannot be asked for, or git ended.
        """
        if "\n" in name:
            raise GitError(f"git has no object {name!r}")
        asked, answers = self._pipes or self._start()
        try:
            asked.write(name.encode("utf-8", "surrogateescape") + b"\n")
            asked.flush()
            header = answers.readline().rstrip(b"\n").rsplit(b" ", 2)
            if header[-1] in {b"missing", b"ambiguous"}:
                return None
            oid, _, size = header
            content = answers.read(int(size) + 1)[:-1]
        except (OSError, ValueError) as error:
            self.close()
            cache = self._env.get("GIT_DIR")
            raise GitError(
                f"git could not read '{name}'",
                hint=f"delete '{cache}', which is only a copy, and try again"
                if cache
                else "see whether `git fsck` finds the repository damaged",
            ) from error
        return Found(oid.decode(), content)

    def close(self) -> None:
        """End the process; the next look starts another."""
        if self._end is not None:
            self._end()
        self._pipes = None

    def _start(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._git.start("cat-file", "--batch", env=self._env)
        assert process.stdin is not None  # noqa: S101 - both are pipes by `start`
        assert process.stdout is not None  # noqa: S101 - both are pipes by `start`
        self._end = weakref.finalize(self, _finish, process)
        self._pipes = process.stdin, process.stdout
        return self._pipes


def _finish(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def tree_entries(content: bytes, oid_bytes: int) -> dict[str, str]:
    """The names in a tree object and the ids they stand for."""
    entries = {}
    start = 0
    while start < len(content):
        end = content.index(b"\0", start)
        name = content[start:end].partition(b" ")[2]
        start = end + 1 + oid_bytes
        entries[name.decode("utf-8", "surrogateescape")] = content[
            end + 1 : start
        ].hex()
    return entries
