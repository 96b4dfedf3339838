"""How old our word on a network is: limits and prices change without a notice."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

STALE_AFTER = timedelta(days=90)
"""After so long somebody looks the network's own pages up again."""


@cache
def checked(network: str) -> date:
    """The day on which limits and prices were compared with the network's pages."""
    path = Path(__file__).with_name("data") / f"{network}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return date.fromisoformat(data["checked"])


def stale(network: str, today: date) -> int | None:
    """For how many days nobody has looked, where that is too long."""
    age = today - checked(network)
    return age.days if age > STALE_AFTER else None
