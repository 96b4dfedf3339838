"""What people go by who have no machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation.schedule import Simulation


@dataclass(slots=True)
class Wrist:
    """A person's watch."""

    simulation: Simulation

    def now(self) -> datetime:
        return self.simulation.at

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.simulation.at += timedelta(seconds=seconds)
