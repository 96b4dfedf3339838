"""Whether a team's files can be put into a folder, before the first of them is.

What stands in the way is for a person to move: a file of their own under one of our
names would be started, and looked at, as if it were ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from mergecast.cli.starting import release_wheel, shipped, team_files
from mergecast.cli.starting.starter import EDITOR_SETTINGS
from mergecast.errors import MergecastError, WorkspaceError
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import usable
from mergecast.model.codeowners import PATH as CODEOWNERS
from mergecast.repository.trees import LINK, REGULAR, Tree, WorkTree

_NOTHING = "nothing was written"
_FOLDER = "040000"


def ensure_room(folder: Path, *, settings: bool = True) -> None:
    """Stop where a team's files could not be written, or would be taken for others.

    Args:
        folder: the workspace.
        settings: whether those that are there are to stay, and so must be readable.

    Raises:
        WorkspaceError: something stands in the way.
    """
    tree = WorkTree(folder)
    for path, wanted in _places():
        _ensure_kind(path, tree.mode(path), wanted)
    _ensure_ours(tree, shipped.workflows())
    if not settings or tree.mode(SETTINGS) is None:
        return
    try:
        usable(tree)
    except MergecastError as error:
        raise WorkspaceError(
            error.message,
            hint=error.hint or "run `mergecast check`, and mend what it finds",
            not_done=_NOTHING,
        ) from None


def _places() -> Iterator[tuple[str, frozenset[str]]]:
    """What may stand where, folders before what is in them."""
    files = {*shipped.files(), *team_files.OWN, shipped.PINS, release_wheel.place()}
    files |= {CODEOWNERS, EDITOR_SETTINGS}
    above = {
        parent.as_posix()
        for path in files
        for parent in PurePosixPath(path).parents
        if parent.name
    }
    yield from ((path, frozenset({_FOLDER})) for path in sorted(above))
    yield from ((path, REGULAR) for path in sorted(files))


def _ensure_kind(path: str, mode: str | None, wanted: frozenset[str]) -> None:
    if mode is None or mode in wanted:
        return
    kind = "a file" if wanted is REGULAR else "a folder"
    there = {LINK: "a symbolic link", _FOLDER: "a folder"}.get(mode, "something else")
    raise WorkspaceError(
        f"'{path}' is {'a file' if mode in REGULAR else there}, and has to be {kind}",
        hint="move it away, then try again",
        not_done=_NOTHING,
    )


def _ensure_ours(tree: Tree, names: Iterable[str]) -> None:
    for name in names:
        path = f".github/workflows/{name}"
        raw = tree.read(path)
        if raw is None or shipped.is_ours(name, raw.decode("utf-8", "replace")):
            continue
        raise WorkspaceError(
            f"'{path}' is a workflow of your own, and mergecast's has this name: "
            "orders, triggers and `doctor` would take it for mergecast's",
            hint=f"give it another name: git mv {path} .github/workflows/own-{name}",
            not_done=_NOTHING,
        )
