"""Read and write files as they are, and never half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def read_exactly(path: Path) -> str:
    """The text of a file, with its own line breaks.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    return path.read_bytes().decode("utf-8")


def write_atomically(path: Path, text: str | bytes) -> None:
    """Replace a file's content; its mode stays, a missing folder is made.

    A reader sees the old file or the new one. A symbolic link is never followed: it is
    refused, like anything else that is no regular file.

    Raises:
        OSError: it is no regular file, or cannot be written.
    """
    with staged(path, text) as put_in_place:
        put_in_place()


@contextmanager
def staged(path: Path, text: str | bytes) -> Iterator[Callable[[], None]]:
    """Write a file's new content beside it; the call that is given puts it in place.

    What can fail has failed before the block begins, so the block may do what must not
    be done in vain. Without the call the file stays as it was.

    Raises:
        OSError: as ``write_atomically``.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise OSError(f"'{path.name}' is not a regular file")
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=".mergecast-", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode() if isinstance(text, str) else text)
            out.flush()
            os.fsync(out.fileno())
        made.chmod(mode)
        yield lambda: os.replace(made, path)  # noqa: PTH105 - gives nothing back
    finally:
        made.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file that is not there yet, so that nobody ever sees half of it.

    Raises:
        FileExistsError: something of that name is there.
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".mergecast-", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode())
            out.flush()
            os.fsync(out.fileno())
        made.chmod(0o644)
        _linked(made, path, text)
    finally:
        made.unlink(missing_ok=True)


def _linked(made: Path, path: Path, text: str) -> None:
    """Give a whole file its name; unlike a renamed one, a link replaces nothing."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # some file systems have no links
        write_new(path, text)


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet; a missing folder is made.

    Raises:
        FileExistsError: something of that name is there.
        OSError: it cannot be written.
    """
    raw = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(raw)
