"""How long something takes, as people say it."""

from __future__ import annotations

from datetime import timedelta

_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def spoken_span(span: timedelta) -> str:
    """A length of time in its largest whole unit.

    >>> spoken_span(timedelta(minutes=90)), spoken_span(timedelta(hours=48))
    ('90 min', '2 d')
    """
    seconds = int(span.total_seconds())
    for size, unit in _UNITS:
        if seconds and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
