"""JSON that may be printed anywhere: on a terminal, in a log, through any code page."""

from __future__ import annotations

import json
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def encode_json(value: object, *, indent: int | None = None) -> str:
    """``value`` in ASCII, on one line where ``indent`` is None.

    Nothing is lost but lone surrogates, which strict readers refuse (they become
    U+FFFD). ``##[``, which a runner takes for a command, is written as an escape.
    """
    text = json.dumps(value, indent=indent)
    if "\\ud" in text:
        # Perhaps only halves of an emoji; the detour tells them from lone ones.
        clean = _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))
        text = json.dumps(json.loads(clean), indent=indent)
    return text.replace("\x7f", "\\u007f").replace("##[", "#\\u0023[")


def encode_document(**fields: object) -> str:
    """What a command reports to programs: version 1; fields are only ever added."""
    return encode_json({"version": 1, **fields}, indent=2) + "\n"
