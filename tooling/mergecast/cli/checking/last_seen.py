"""What the ledger knows, as it was last seen here: a plain check fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mergecast.errors import GitError, MergecastError
from mergecast.inspection.timeless import Branches
from mergecast.ledger.git_objects import Objects
from mergecast.ledger.git_place import find_place
from mergecast.ledger.record import key_state, read_record, record_path
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState
from mergecast.repository.git import Git
from mergecast.repository.refs import has_remote


def known(
    workspace: Path, branches: Branches, keys: Iterable[Key]
) -> dict[str, KeyState | None]:
    """Those of the parts of which there is a record, and what it says if it is here."""
    of_path = {record_path(str(key)): str(key) for key in keys}
    if not of_path:
        return {}
    try:
        git, ref = _place(workspace, branches)
        # Names first: the contents may not be here, and nothing is to be fetched.
        listing = git.text("ls-tree", "--name-only", "--full-tree", ref, *of_path)
        objects = Objects(git, {"GIT_NO_LAZY_FETCH": "1"})
        try:
            return {
                of_path[path]: _state(objects, f"{ref}:{path}", of_path[path])
                for path in listing.split("\n")
                if path
            }
        finally:
            objects.close()
    except GitError:
        return {}


def _state(objects: Objects, name: str, key: str) -> KeyState | None:
    try:
        found = objects.look(name)
        return key_state(read_record(found.content, key)) if found else None
    except MergecastError:
        # What cannot be read is on record all the same.
        return None


def _place(workspace: Path, branches: Branches) -> tuple[Git, str]:
    """The copy of the ledger's branch that this machine has, and its name there."""
    git = Git(workspace)
    remote = branches.remote if has_remote(git, branches.remote) else None
    place = find_place(git, remote, branches.ledger)
    return Git(place.cache) if place.cache else place.git, place.ref
