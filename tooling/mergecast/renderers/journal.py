"""What happens in a publisher that stays, a line for each thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from mergecast.model.spoken import clock
from mergecast.renderers.encoders.ascii_json import encode_json
from mergecast.renderers.encoders.log import encode_log


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``about`` is a part, a post or a file, or empty."""

    at: datetime
    what: str
    about: str
    detail: str


def entry_text(entry: Entry) -> str:
    """A line of a log: it begins with the time, so no content stands at its start."""
    at = clock(entry.at, seconds=True)
    said = "  ".join(each for each in (entry.about, entry.detail) if each)
    return encode_log(f"{at}  {entry.what:<10} {said}".rstrip()) + "\n"


def entry_json(entry: Entry) -> str:
    """The same for programs: a JSON object on a line of its own."""
    return (
        encode_json(
            {
                "version": 1,
                "at": entry.at.astimezone(UTC).isoformat(),
                "what": entry.what,
                "about": entry.about or None,
                "detail": entry.detail,
            }
        )
        + "\n"
    )
