"""Look at the bytes of an upload: what kind of image it is, and whether it plays."""

from __future__ import annotations

import io

from mergecast.sandbox.files import Picture

MIMES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}


def picture(content: bytes) -> Picture | None:
    """What kind of image the bytes are, from their header alone; None if none."""
    from PIL import Image  # noqa: PLC0415 - slow to import; only for uploads

    try:
        with Image.open(io.BytesIO(content), formats=list(MIMES)) as image:
            return Picture(MIMES[str(image.format)], image.width, image.height)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None


def plays(content: bytes) -> bool:
    """Whether every frame can be shown. Its size was judged before."""
    from PIL import Image, ImageSequence  # noqa: PLC0415 - slow to import; only for GIFs

    try:
        with Image.open(io.BytesIO(content), formats=["GIF"]) as image:
            for frame in ImageSequence.Iterator(image):
                frame.load()
    except (
        *(OSError, ValueError, SyntaxError, EOFError),
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return False
    return True
