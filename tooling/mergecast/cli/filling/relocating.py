"""Put many files at their new places, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from mergecast.editing.files import staged, write_new
from mergecast.errors import WorkspaceError


@dataclass(frozen=True, slots=True)
class File:
    """A file that gets another text and another place, where nothing lies yet."""

    path: str
    to: str
    text: str


@dataclass(slots=True)
class _Done:
    """How far it came: what may be there, what may be gone, and the file at hand."""

    made: list[Path] = field(default_factory=list)
    gone: list[tuple[Path, bytes]] = field(default_factory=list)
    now: str = ""

    def undo(self) -> None:
        """Put everything back."""
        for old, raw in self.gone:
            with suppress(FileExistsError):
                write_new(old, raw)
        for new in self.made:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def relocate(root: Path, files: Sequence[File]) -> None:
    """Move files; where one cannot be moved, all are as they were.

    Raises:
        WorkspaceError: one cannot be written, or its old place not be left.
    """
    done = _Done()
    try:
        _move(root, files, done)
    except OSError as error:
        done.undo()
        raise WorkspaceError(
            f"'{done.now}' cannot be moved: {error.strerror or error}",
            not_done="nothing was changed",
        ) from None
    except BaseException:
        done.undo()
        raise


def _move(root: Path, files: Sequence[File], done: _Done) -> None:
    """What can fail is done first: the new files, under names of their own."""
    with ExitStack() as stack:
        put = []
        for each in files:
            done.now = each.path
            put.append(stack.enter_context(staged(root / each.to, each.text)))
        for each, put_in_place in zip(files, put, strict=True):
            done.now = each.path
            _refuse_existing(root / each.to)
            done.made.append(root / each.to)
            put_in_place()
        for each in files:
            done.now = each.path
            old = root / each.path
            done.gone.append((old, old.read_bytes()))
            old.unlink()


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise FileExistsError(17, "there is a file of that name")
