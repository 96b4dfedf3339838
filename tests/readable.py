"""Wait for something to read, whatever the number of the descriptor.

``select.select`` takes none from 1,024 on, and a long run of tests may have as many.
"""

from __future__ import annotations

import select


def readable(descriptor: int, seconds: float | None) -> bool:
    """Whether there is something to read, or the end, within so long; None: wait."""
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else seconds * 1000))
