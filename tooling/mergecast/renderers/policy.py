"""What a change of policy changes, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from mergecast.renderers.encoders.terminal import encode_terminal

_ABSENT = object()


def policy_text(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Every value that differs: what it was, and what it would be."""
    lines = ["from the policy in force to this one:", ""]
    for path, old, new in _differences("", before, after):
        lines.append(encode_terminal(path))
        if old is not _ABSENT:
            lines.append(f"  - {encode_terminal(_shown(old))}")
        if new is not _ABSENT:
            lines.append(f"  + {encode_terminal(_shown(new))}")
    return "\n".join(lines) + "\n"


def _differences(
    path: str, old: object, new: object
) -> Iterator[tuple[str, object, object]]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted(old.keys() | new.keys()):
            under = f"{path}.{key}" if path else str(key)
            yield from _differences(under, old.get(key, _ABSENT), new.get(key, _ABSENT))
    elif old != new:
        yield path, old, new


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
