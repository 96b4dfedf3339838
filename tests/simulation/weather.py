"""How often what goes wrong: committed, so that a seed always means the same.

A *place* is where something can go wrong, and a chance is asked each time that a run
passes it. One step of the protocol (look; prepare; claim; announce and send; record;
look up) passes two to four places, so that in a storm each kind of fault strikes 3 to
6 % of the steps, and in calm a twelfth of that. Of the send's outcomes each has a rate
of its own; those that stop a whole account for hours are rarer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]
Table: TypeAlias = tuple[float, tuple[tuple[float, str], ...]]
"""The chance that anything strikes, and up to where in it which fault does."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What strikes where, and how often.

    Args:
        name: ``calm``, ``storm`` or ``hostile``.
        rates: by place, the chance of each fault there; at most one strikes at a time.
        twins: how many ticks have a second run at the same time.
        filters: whether the network refuses words that are live already.
        alike: how many of the posts that are no thread say the same.
    """

    name: str
    rates: Mapping[str, Rates]
    twins: float
    filters: bool = True
    alike: float = 0.3
    tables: Mapping[str, Table] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        tables = {place: _table(rates) for place, rates in self.rates.items()}
        object.__setattr__(self, "tables", tables)

    def scaled(self, name: str, by: float, twins: float) -> Weather:
        """The same weather, ``by`` times as bad."""
        rates = {
            place: {fault: chance * by for fault, chance in here.items()}
            for place, here in self.rates.items()
        }
        return Weather(name, rates, twins, self.filters)


def _table(rates: Rates) -> Table:
    limits = tuple(zip(accumulate(rates.values()), rates, strict=True))
    return limits[-1][0], limits


STORM = Weather(
    "storm",
    MappingProxyType(
        {
            # Before each call that leaves the process.
            "moment": {
                "crash": 0.01,
                "sigterm": 0.01,
                "pause": 0.006,
                "set back": 0.01,
                "freeze": 0.0005,
            },
            # Between the last look and the request: only death, or it is in flight.
            "request": {"crash": 0.01},
            # At each reading of the clock in the last look.
            "clock": {
                "pause": 0.005,
                "set back": 0.008,
                "freeze": 0.001,
                "edited just then": 0.0015,
            },
            "main": {"main fails": 0.03, "main stale": 0.03},
            "tip": {"fetch fails": 0.03, "fetch stale": 0.03, "ref gone": 0.02},
            "push": {
                "push refused": 0.03,
                "push answer lost": 0.03,
                "push not applied": 0.03,
                "disk full": 0.03,
            },
            "forge": {"forge down": 0.03},
            "upload": {"upload fails": 0.05, "keys missing": 0.003},
            "send": {
                "unreachable": 0.04,
                "limited": 0.01,
                "limited, no reset": 0.01,
                "limited, reset past": 0.01,
                "rejected": 0.03,
                "error, made": 0.015,
                "error, made late": 0.016,
                "error, not made": 0.008,
                "error, made, and by hand": 0.0022,
                "bad keys": 0.003,
                "no credit": 0.003,
                "suspended": 0.0012,
            },
            "delete": {
                "delete unreachable": 0.06,
                "delete error, made": 0.06,
                "delete error, not made": 0.06,
                "delete rejected": 0.04,
                "deleted by hand": 0.04,
            },
            "made": {"seen late": 0.06},
            "look": {"look-up fails": 0.06, "look-up empty": 0.01},
            "ask": {"asking fails": 0.35},
            "run": {"clock fast": 0.06, "clock slow": 0.06},
            "gap": {"tick dropped": 0.06, "ticks dropped for hours": 0.0007},
        }
    ),
    twins=0.35,
)
CALM = STORM.scaled("calm", 1 / 12, twins=0.05)
HOSTILE = Weather(
    "hostile",
    {**STORM.rates, "made": {"seen late": 0.06, "hidden": 0.2}},
    twins=0.35,
    filters=False,
)

FOG = Weather(
    "fog",
    {
        **STORM.rates,
        "send": {
            "unreachable": 0.1,
            "error, made": 0.15,
            "error, made late": 0.15,
            "error, not made": 0.15,
        },
    },
    twins=0.35,
    filters=False,
    alike=1.0,
)
SWELL = Weather(
    "swell",
    {
        **STORM.rates,
        "push": {"push answer lost": 0.1, "push not applied": 0.15},
        "clock": {"pause": 0.05, "freeze": 0.05},
    },
    twins=0.35,
)
"""Hardly a push is answered, and nobody stays awake: as much for mistakes alone."""

SKIES = (CALM, STORM, HOSTILE)
"""Those that every change of the product has to weather."""

WEATHERS: Mapping[str, Weather] = {each.name: each for each in (*SKIES, FOG, SWELL)}
