"""What a change of policy changes, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from mergecast.renderers.encoders.terminal import encode_terminal

ABSENT = object()
"""Stands for a value that is not there at all."""


def policy_text(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Every value that differs: what it was, and what it would be."""
    lines = ["from the policy in force to this one:", ""]
    for path, old, new in differences("", before, after):
        lines.append(encode_terminal(path))
        if old is not ABSENT:
            lines.append(f"  - {encode_terminal(shown(old))}")
        if new is not ABSENT:
            lines.append(f"  + {encode_terminal(shown(new))}")
    return "\n".join(lines) + "\n"


def differences(
    path: str, old: object, new: object
) -> Iterator[tuple[str, object, object]]:
    """Each value that differs, by the names that lead to it, with what it was."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted(old.keys() | new.keys()):
            under = f"{path}.{key}" if path else str(key)
            yield from differences(under, old.get(key, ABSENT), new.get(key, ABSENT))
    elif old != new:
        yield path, old, new


def shown(value: object) -> str:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
