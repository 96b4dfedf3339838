"""What JSON Schema calls a number: true and false are none, 3.0 is an integer."""

from __future__ import annotations

from typing import TypeGuard


def is_integer(v: object) -> TypeGuard[float]:
    """Whether ``v`` is a whole number."""
    if isinstance(v, int):
        return not isinstance(v, bool)
    return isinstance(v, float) and v.is_integer()


def is_number(v: object) -> TypeGuard[float]:
    """Whether ``v`` is a number."""
    return isinstance(v, (int, float)) and not isinstance(v, bool)
