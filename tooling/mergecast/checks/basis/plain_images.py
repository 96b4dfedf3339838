"""Which images need no second look: most do, and eight checks would ask each the same.

What is plain here is fine by every one of them, on every network; what is not may still
be fine. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.model.media import MediaFact, MediaState

PLAIN_BYTES = 1_000_000
PLAIN_SIDE = 3_000
"""Pixels: far within the limits of any network, and most pictures are."""
PLAIN_ENDINGS: Mapping[str | None, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}


def doubtful(media: Mapping[str, MediaFact]) -> bool:
    """Whether any of the files that a post names needs a look by its checks."""
    for name, fact in media.items():
        if (
            fact.state is not MediaState.FILE
            or fact.tells
            or fact.size > PLAIN_BYTES
            or fact.width > PLAIN_SIDE
            or fact.height > PLAIN_SIDE
            or fact.frames != 1
            or not name.endswith(PLAIN_ENDINGS.get(fact.type, ()))
        ):
            return True
    return False
