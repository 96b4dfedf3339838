"""The sink that obeys escape sequences: a terminal."""

from __future__ import annotations

from mergecast.renderers.encoders.visible import one_line


def encode_terminal(text: str) -> str:
    """One line that a terminal prints and does not obey.

    Nothing of the C0 and C1 sets is left, so no sequence can start; nothing reorders
    the line; and it can be written in UTF-8.
    """
    return one_line(text)
