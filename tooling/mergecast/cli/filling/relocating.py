"""Put many files at their new places, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from mergecast.editing.files import staged, write_new
from mergecast.errors import WorkspaceError


@dataclass(frozen=True, slots=True)
class File:
    """A file that gets another text and another place, where nothing lies yet."""

    path: str
    to: str
    text: str


def relocate(root: Path, files: Sequence[File]) -> None:
    """Move files; where one cannot be moved, all are as they were.

    Raises:
        WorkspaceError: one cannot be written, or its old place not be left.
    """
    made: list[Path] = []
    gone: list[tuple[Path, bytes]] = []
    each = None
    try:
        with ExitStack() as stack:
            # What can fail is done first: the new files, under names of their own.
            put = [
                stack.enter_context(staged(root / each.to, each.text)) for each in files
            ]
            for each, put_in_place in zip(files, put, strict=True):
                _refuse_existing(root / each.to)
                put_in_place()
                made.append(root / each.to)
            for each in files:
                old = root / each.path
                raw = old.read_bytes()
                old.unlink()
                gone.append((old, raw))
    except OSError as error:
        _undo(made, gone)
        where = f"'{each.path}' cannot be moved to '{each.to}'" if each else "no move"
        raise WorkspaceError(
            f"{where}: {error.strerror or error}", not_done="nothing was changed"
        ) from None
    except BaseException:
        _undo(made, gone)
        raise


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise FileExistsError(17, "there is a file of that name")


def _undo(made: Sequence[Path], gone: Sequence[tuple[Path, bytes]]) -> None:
    with suppress(OSError):
        for old, raw in gone:
            write_new(old, raw)
        for new in made:
            new.unlink(missing_ok=True)
