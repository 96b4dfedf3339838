"""Ways in which a ledger's branch goes bad, as commits on the remote."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mergecast.ledger.canonical import canonical, digest
from mergecast.ledger.record import record_path

if TYPE_CHECKING:
    from team_repository import TeamRepository

Files: TypeAlias = dict[str, bytes]
Spoil: TypeAlias = Callable[[Files], None]
BRANCH = "mergecast-ledger"


@dataclass(frozen=True)
class Branch:
    """The ledger's branch in a bare repository, changed by whoever may push there."""

    remote: Path

    def git(self, *args: str, stdin: bytes = b"") -> bytes:
        """Run git there."""
        who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org"}
        who |= {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org"}
        return subprocess.run(
            ["git", "-C", str(self.remote), *args],
            input=stdin,
            env={"PATH": os.environ["PATH"], **who, "GIT_INDEX_FILE": "spoiled.index"},
            capture_output=True,
            check=True,
        ).stdout

    def tip(self) -> str:
        """Its newest commit."""
        return self.git("rev-parse", BRANCH).decode().strip()

    def files(self) -> Files:
        """All files of its tip."""
        names = self.git("ls-tree", "-rz", "--name-only", BRANCH).decode()
        asked = names.rstrip("\0").split("\0")
        return {
            name: self.git("cat-file", "blob", f"{BRANCH}:{name}") for name in asked
        }

    def spoil(self, change: Spoil, *, rewrite: bool = False) -> None:
        """Commit a change on top, or in place of all history."""
        before, after = self.files(), self.files()
        change(after)
        assert before != after
        entries = [f"0 {'0' * 40}\t{name}" for name in before.keys() - after.keys()]
        for name, raw in after.items():
            if before.get(name) != raw:
                oid = self.git("hash-object", "-w", "--stdin", stdin=raw).decode()
                entries.append(f"100644 {oid.strip()}\t{name}")
        self.git("read-tree", BRANCH)
        told = "".join(f"{entry}\n" for entry in entries)
        self.git("update-index", "--index-info", stdin=told.encode())
        tree = self.git("write-tree").decode().strip()
        parent = () if rewrite else ("-p", self.tip())
        made = self.git("commit-tree", tree, *parent, "-m", "by hand").decode().strip()
        self.git("update-ref", f"refs/heads/{BRANCH}", made)


def branch_of(team: TeamRepository) -> Branch:
    """The branch that a team shares."""
    assert team.remote is not None
    return Branch(team.remote)


def last_day(files: Files) -> str:
    """The newest events file."""
    return max(name for name in files if name.startswith("events/"))


def first_day(files: Files) -> str:
    """The oldest events file."""
    return min(name for name in files if name.startswith("events/"))


def lines(
    change: Callable[[list[bytes]], list[bytes]], day: Callable[[Files], str] = last_day
) -> Spoil:
    """Spoil the lines of a day."""

    def spoil(files: Files) -> None:
        path = day(files)
        files[path] = b"".join(change(files[path].splitlines(keepends=True)))

    return spoil


def line(
    number: int, day: Callable[[Files], str] = last_day, **fields: object
) -> Spoil:
    """Spoil fields of one line, canonically."""

    def change(before: list[bytes]) -> list[bytes]:
        value = json.loads(before[number]) | fields
        before[number] = canonical(value) + b"\n"
        return before

    return lines(change, day)


def in_json(path: str, **fields: object) -> Spoil:
    """Spoil fields of a file that is one object."""

    def spoil(files: Files) -> None:
        files[path] = canonical(json.loads(files[path]) | fields) + b"\n"

    return spoil


def without(path: str) -> Spoil:
    """Take a file away."""

    def spoil(files: Files) -> None:
        del files[path]

    return spoil


def put(path: str, raw: bytes) -> Spoil:
    """Put a file there."""

    def spoil(files: Files) -> None:
        files[path] = raw

    return spoil


def nonce_again(before: list[bytes]) -> list[bytes]:
    """The last event under the nonce of the first."""
    first, last = json.loads(before[0]), json.loads(before[-1])
    return [*before[:-1], canonical(last | {"nonce": first["nonce"]}) + b"\n"]


def unsigned_lines(before: list[bytes]) -> list[bytes]:
    """Without their signatures."""
    return [canonical(_plain(json.loads(raw))) + b"\n" for raw in before]


def downgraded(files: Files) -> None:
    """All of it as if there never was a key: whole, but for the missing signatures."""
    hashes: dict[str, str] = {}
    before: str | None = None
    for path in sorted(name for name in files if name.startswith("events/")):
        made = []
        for raw in files[path].splitlines():
            value = _plain(json.loads(raw))
            if value["kind"] == "rotate":
                value |= {"kind": "policy", "key": "!policy"}
                empty = digest(canonical({}))
                body = {"accepted": True, "commit": "c0ffee", "value": {}}
                value["body"] = body | {"digest": empty}
            made.append(canonical(value | {"prev": before}))
            hashes[digest(raw)] = before = digest(made[-1])
        files[path] = b"".join(one + b"\n" for one in made)
    del files[record_path("!rotate")]
    for path in [name for name in files if name.startswith("keys/")]:
        value = _plain(json.loads(files[path]))
        files[path] = canonical(value | {"event": hashes[value["event"]]}) + b"\n"
    head = json.loads(files["head.json"])
    files["head.json"] = canonical(head | {"event": before}) + b"\n"


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name not in {"mac", "key_id"}}
