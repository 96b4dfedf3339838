"""A wheel at hand: whether it is this very release, before a job may install it.

A name says nothing of what is in a file, so the file's own word is asked for as well.
That is no proof of who made it: the person who names it vouches, and the hash keeps it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from email.parser import HeaderParser
from hashlib import sha256
from pathlib import Path

from mergecast import __version__
from mergecast.errors import UsageError

FOLDER = ".github/mergecast"
"""Where a workspace has its copy."""

_NAME = re.compile(r"mergecast-([0-9][0-9A-Za-z.!+_]*)-py3-none-any\.whl")
_LARGEST = 20_000_000
_LARGEST_HEAD = 1_000_000
_INSIDE = "mergecast/__init__.py"


def place() -> str:
    """The path of the copy in a workspace."""
    return f"{FOLDER}/mergecast-{__version__}-py3-none-any.whl"


def read(wheel: Path) -> bytes:
    """The bytes of a wheel of this release.

    Raises:
        UsageError: it cannot be read, is no wheel of mergecast, or of another release.
    """
    found = _NAME.fullmatch(wheel.name)
    if found is None or found[1] != __version__:
        raise _refused(f"'{wheel.name}' is no wheel of mergecast {__version__}")
    try:
        with wheel.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise _refused(f"'{wheel}' cannot be read: {error.strerror or error}") from None
    if len(raw) > _LARGEST:
        raise _refused(f"'{wheel.name}' has more than {_LARGEST:,} bytes")
    said = _said(raw)
    if said != ("mergecast", __version__):
        inside = " ".join(said) or "no wheel"
        raise _refused(
            f"'{wheel.name}' is no wheel of mergecast {__version__}: "
            f"by what is in it, it is {inside}"
        )
    return raw


def digest(raw: bytes) -> str:
    """As pip wants it."""
    return sha256(raw).hexdigest()


def _said(raw: bytes) -> tuple[str, ...]:
    """The name and the version in its metadata; empty where it is no wheel."""
    head = f"mergecast-{__version__}.dist-info"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as inside:
            for name in (f"{head}/WHEEL", f"{head}/RECORD", _INSIDE):
                inside.getinfo(name)
            metadata = inside.getinfo(f"{head}/METADATA")
            if metadata.file_size > _LARGEST_HEAD:
                return ()
            text = inside.read(metadata).decode("utf-8", "replace")
    # What a damaged archive may be: cut short, locked, or packed in an unknown way.
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError):
        return ()
    except (NotImplementedError, RuntimeError, zlib.error):
        return ()
    told = HeaderParser().parsestr(text)
    return tuple(
        " ".join(str(told.get(name, "")).split()) for name in ("Name", "Version")
    )


def _refused(message: str) -> UsageError:
    return UsageError(
        message,
        hint="give the wheel of the release that runs here: in a clone of mergecast, "
        "`make wheel` builds it",
        not_done="nothing was written",
    )
