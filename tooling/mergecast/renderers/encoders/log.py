"""The sink that takes lines for orders: the log of a job on a forge.

The runner reads each line that a step prints. After leading white space, ``::`` makes
it a command; the older ``##[`` makes it one anywhere in the line.
"""

from __future__ import annotations

import re

from mergecast.renderers.encoders.visible import one_line

_COMMAND_AT_START = re.compile(r"^(\s*):(?=:)")


def encode_log(line: str) -> str:
    """One line of a log that no runner takes for a command.

    Encode the whole line, put together: two harmless halves can make a command.
    """
    shown = without_old_commands(one_line(line))
    return _COMMAND_AT_START.sub(r"\1: ", shown)


def without_old_commands(line: str) -> str:
    """``##[`` torn apart wherever it stands."""
    return line.replace("##[", "## [")
