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


class Tells(StrEnum):
    """What a file may tell besides its picture, in words for people."""

    PLACE = "where it was taken"
    TOWN = "the name of a place"
    PERSON = "who made it"
    CAMERA = "which camera took it"
    COMPUTER = "on which computer it was made"
    PROMPT = "the prompt that it was made from"
    THUMBNAIL = "a small copy of what it once showed"
    COMMENT = "a comment"
    REST = "more behind its end"


@dataclass(frozen=True, slots=True)
class MediaFact:
    """One file as its bytes say it is.

    ``type`` is the MIME type by content, None where it is no image of a kind that we
    can measure; then ``seems`` may say what it is instead. Pixels and frames come from
    headers; the image is never decoded. ``whole`` is false where it breaks off.
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
    tells: tuple[Tells, ...] = ()
    seems: str | None = None
    whole: bool = True
