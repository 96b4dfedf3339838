"""What is known of a media file: read by ``loading``, judged by checks as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaState(StrEnum):
    """Whether a name leads to bytes that may be published."""

    FILE = "file"
    MISSING = "missing"
    OUTSIDE = "outside"
    """The path leaves ``calendar/`` (``..``, absolute, or through a link)."""
    LINK = "link"
    """A symbolic link or submodule: what it shows is not what was reviewed."""
    POINTER = "pointer"
    """A Git LFS pointer whose content is not here."""


@dataclass(frozen=True, slots=True)
class MediaFact:
    """One file as its bytes say it is.

    ``type`` is the MIME type by content, None where it is none that we know. Pixels
    and frames come from headers; the image is never decoded.
    """

    state: MediaState
    size: int = 0
    type: str | None = None
    width: int = 0
    height: int = 0
    frames: int = 1
    sha256: str | None = None
    near: tuple[str, ...] = ()
    """For a missing file: names in ``calendar/media`` that look like it."""
