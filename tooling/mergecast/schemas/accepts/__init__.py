"""Yes or no to loaded data, in a few microseconds; see ``schemas.accept``.

The modules here are generated. One is imported when the first file of its kind is
looked at: each compiles its patterns at import, which the others need not pay.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from mergecast.schemas import KINDS


@cache
def acceptor(kind: str) -> Callable[[object], bool]:
    """The function that says whether data has the form of ``kind``.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    accept: Callable[[object], bool] = import_module(f"{__name__}.{kind}").accept
    return accept
