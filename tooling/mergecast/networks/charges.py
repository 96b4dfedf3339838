"""What a network charges: money in whole micro-dollars, never in floating point.

Prices are in ``networks/data/<id>.json`` with their source and date. What is charged
for one thing is a ``Charge``, so that every sum can be shown line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

MICRO = 1_000_000
"""A US dollar."""


@dataclass(frozen=True, slots=True)
class Charge:
    """``count`` times the same thing. ``each`` is in micro-dollars."""

    what: str
    each: int
    count: int = 1

    @property
    def total(self) -> int:
        """In micro-dollars."""
        return self.each * self.count


@cache
def prices(network: str) -> Mapping[str, int]:
    """What each kind of thing costs there, in micro-dollars; empty where nothing does.

    Raises:
        ValueError: the file is damaged: a price finer than a micro-dollar.
    """
    path = Path(__file__).with_name("data") / f"{network}.json"
    listed = json.loads(path.read_text(encoding="utf-8")).get("prices", {})
    return {what: micro_dollars(price) for what, price in listed.items()}


def micro_dollars(dollars: str) -> int:
    """An amount as it is written, exactly.

    >>> micro_dollars("0.015")
    15000

    Raises:
        ValueError: it is finer than a micro-dollar, or no amount.
    """
    try:
        amount = Decimal(dollars) * MICRO
        whole = int(amount)
    except (ArithmeticError, ValueError):
        raise ValueError(f"'{dollars}' is no amount of money") from None
    if whole != amount:
        raise ValueError(f"'{dollars}' is finer than a micro-dollar")
    return whole


def whole_micro_dollars(dollars: str) -> int:
    """The same of an amount that may be finer: what is finer is cut off.

    >>> whole_micro_dollars("0.0000019")
    1
    """
    return int(Decimal(dollars) * MICRO)


def total(charges: Iterable[Charge]) -> int:
    """What they come to, in micro-dollars."""
    return sum(charge.total for charge in charges)


def added(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """Charges for the same thing at the same price in one line, the dearest first."""
    found: dict[tuple[str, int], int] = {}
    for charge in charges:
        kind = (charge.what, charge.each)
        found[kind] = found.get(kind, 0) + charge.count
    listed = [Charge(what, each, count) for (what, each), count in found.items()]
    return tuple(sorted(listed, key=lambda charge: (-charge.total, charge.what)))


def decimal(amount: int) -> str:
    """An amount for machines: dollars, exact, without a sign.

    >>> [decimal(amount) for amount in (215_000, 15_000, 2_000_000, 1)]
    ['0.215', '0.015', '2', '0.000001']
    """
    text = f"{Decimal(amount) / MICRO:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def dollars(amount: int) -> str:
    """An amount for people: cents at least, more where there is more.

    >>> [dollars(amount) for amount in (215_000, 15_000, 2_000_000, 1_234_500_000)]
    ['$0.215', '$0.015', '$2.00', '$1,234.50']
    """
    whole, _, rest = decimal(amount).partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}${int(whole):,}.{rest.ljust(2, '0')}"
