"""What a job's runner does with the lines that a step prints, as far as it matters.

``::name key=value,...::data`` at the start of a line (white space aside) is a command,
and so is ``##[name key=value;...]data`` anywhere in it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Command(NamedTuple):
    """A command with its properties and data, as the runner understands them."""

    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """Every command in what a step printed, by the widest idea of a line."""
    found = (_command(line) for line in _LINE_ENDS.split(output))
    return [each for each in found if each]


def _command(line: str) -> Command | None:
    trimmed = line.lstrip()
    if trimmed.startswith("::") and "::" in trimmed[2:]:
        head, data = trimmed[2:].split("::", 1)
        name, _, rest = head.partition(" ")
        pairs = (each.partition("=") for each in rest.split(",") if each)
        properties = {key.strip(): _property(value) for key, _, value in pairs}
        return Command(name, properties, _data(data))
    if "##[" in line:
        return Command("##[", {}, line)
    return None


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _property(text: str) -> str:
    lines = text.replace("%0D", "\r").replace("%0A", "\n")
    return lines.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
