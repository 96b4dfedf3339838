"""The inside of a workflow command: ``::error PROPERTY=VALUE,...::MESSAGE``."""

from __future__ import annotations

from mergecast.renderers.encoders.log import without_old_commands
from mergecast.renderers.encoders.visible import many_lines, one_line


def encode_annotation(message: str) -> str:
    """The message of a command; its line breaks stay, as ``%0A``.

    The runner prints the message to the log once more, so that the older form of a
    command must not stand in it either.
    """
    lines = without_old_commands(many_lines(message))
    return lines.replace("%", "%25").replace("\n", "%0A")


def encode_annotation_property(value: str) -> str:
    """The value of a property of a command, such as a file name."""
    line = without_old_commands(one_line(value))
    return line.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
