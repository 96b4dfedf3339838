"""Did you mean: what to suggest where a name is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_SHOWN = 8


def suggest(name: str, known: Iterable[str], none: str) -> str:
    """A hint: the known name closest to ``name``, else the names there are.

    ``none`` is the hint where nothing is known at all.
    """
    names = tuple(known)
    near = nearest(name, names)
    if near is not None:
        return f"did you mean '{near}'?"
    if not names:
        return none
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"use one of: {', '.join(names[:_SHOWN])}{more}"


# One typo in a template is soon in a thousand posts; each look costs milliseconds.
@lru_cache(maxsize=1024)
def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """The known name closest to ``name``, None where none is close."""
    found = get_close_matches(name, known, n=1)
    return found[0] if found else None
