"""Add to somebody's JSON settings without taking anything away."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_INDENT = re.compile(r"^([ \t]+)\S", re.MULTILINE)


def merged(text: str | None, added: Mapping[str, object]) -> str | None:
    """The settings with what they lack of ``added``; None where that cannot be.

    What is set already stays. Settings with comments, which JSON does not have, are
    left to their owner.
    """
    try:
        settings = json.loads(text) if text and text.strip() else {}
    except ValueError:
        return None
    if not isinstance(settings, dict):
        return None
    both = _with(settings, added)
    if text is not None and both == settings:
        return text
    found = _INDENT.search(text or "")
    indent: str | int = found[1] if found else 2
    made = json.dumps(both, indent=indent, ensure_ascii=False) + "\n"
    return made.replace("\n", "\r\n") if text and "\r\n" in text else made


def _with(
    settings: dict[str, object], added: Mapping[str, object]
) -> dict[str, object]:
    both = dict(settings)
    for name, value in added.items():
        own = both.get(name)
        if isinstance(own, dict) and isinstance(value, Mapping):
            both[name] = _with(own, value)
        else:
            both.setdefault(name, value)
    return both
