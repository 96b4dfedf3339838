"""What the commits of the ledger's branch say of themselves, as git keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from mergecast.ledger.git_commit import WHO
from mergecast.ledger.git_objects import Objects
from mergecast.ledger.store import Commit


def walk(objects: Objects, commit: str, most: int | None) -> list[Commit]:
    """A commit and its first parents as far as they are here, the newest first."""
    found: list[Commit] = []
    wanted: str | None = commit
    while wanted and (most is None or len(found) < most):
        looked = objects.look(wanted)
        if looked is None:
            break
        found.append(read_commit(looked.oid, looked.content))
        wanted = found[-1].parent
    return found


def is_cut(found: Sequence[Commit], most: int | None) -> bool:
    """Whether more was asked for than is here."""
    full = most is not None and len(found) >= most
    return not full and bool(found) and found[-1].parent is not None


def read_commit(oid: str, content: bytes) -> Commit:
    """Read a commit object: its headers, an empty line, its message."""
    headers, _, message = content.decode("utf-8", "replace").partition("\n\n")
    parent, who, second = None, "", 0
    for line in headers.split("\n"):
        name, _, value = line.partition(" ")
        if name == "parent":
            parent = parent or value
        elif name == "committer":
            who, told, _ = value.rsplit(" ", 2)
            second = int(told)
    return Commit(oid, parent, message.strip(), second, ours=who == WHO)
