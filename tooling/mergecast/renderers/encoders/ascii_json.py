"""JSON that may be printed anywhere: on a terminal, in a log, through any code page."""

from __future__ import annotations

import json
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def encode_json(value: object) -> str:
    """``value`` on one line of ASCII.

    Nothing is lost but lone surrogates, which strict readers refuse (they become
    U+FFFD). ``##[``, which a runner takes for a command, is written as an escape.
    """
    text = json.dumps(value)
    if "\\ud" in text:
        # Perhaps only halves of an emoji; the detour tells them from lone ones.
        clean = _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))
        text = json.dumps(json.loads(clean))
    return text.replace("\x7f", "\\u007f").replace("##[", "#\\u0023[")
