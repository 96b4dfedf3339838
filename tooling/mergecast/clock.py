"""The only reader of the wall clock; everything else takes ``now`` as an argument."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def monotonic() -> float:
    """Seconds on a clock that never goes backwards."""
    return time.monotonic()


def sleep(seconds: float) -> None:
    """Wait; negative waits are none."""
    time.sleep(max(0.0, seconds))
