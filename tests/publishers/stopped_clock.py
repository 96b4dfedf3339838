"""A clock that only moves when somebody waits on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mergecast.publishers.x_media import Pace


@dataclass(slots=True)
class StoppedClock:
    """Seconds since its start, and every wait."""

    seconds: float = 0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.waits.append(seconds)
        self.seconds += seconds

    def pace(self, seconds: float = 240) -> Pace:
        """Uploads by this clock."""
        return Pace(self.sleep, lambda: self.seconds, seconds)
