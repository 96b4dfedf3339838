"""Reads a network's limits from ``networks/data/<id>.json``.

The file names its sources and the date they were checked. ``common`` holds for every
tier; a tier says only where it differs.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mergecast.networks.base import Limits


@cache
def by_tier(network: str) -> dict[str, Limits]:
    """Every tier of a network with its limits."""
    path = Path(__file__).with_name("data") / f"{network}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        tier: _limits({**data["common"], **differences})
        for tier, differences in data["tiers"].items()
    }


def _limits(fields: dict[str, Any]) -> Limits:
    frozen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in fields.items()
    }
    return Limits(**frozen)


def unknown_tier(network_name: str, tier: str, known: dict[str, Limits]) -> ValueError:
    """The error for a tier that the network does not have."""
    names = ", ".join(f"'{name}'" for name in known)
    return ValueError(f"{network_name} has no tier '{tier}'; its tiers are {names}")
