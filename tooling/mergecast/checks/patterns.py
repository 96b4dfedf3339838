"""Regular expressions that are compiled when a text first needs them.

A class of letters from all over Unicode takes up to three milliseconds to compile, and
most runs meet no text that needs it.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled ``pattern``."""
    return re.compile(pattern)
