"""What something costs, in a line for people."""

from __future__ import annotations

from collections.abc import Sequence

from mergecast.networks.charges import Charge, decimal, dollars, total


def costs(charges: Sequence[Charge]) -> str:
    """What something costs, and what for.

    >>> costs([Charge("post with a link", 200_000), Charge("alt text", 5_000, 2)])
    'costs $0.21: post with a link $0.20, 2 x alt text $0.01'
    """
    lines = (
        f"{f'{each.count} x ' if each.count > 1 else ''}{each.what} "
        f"{dollars(each.total)}"
        for each in charges
    )
    return f"costs {dollars(total(charges))}: {', '.join(lines)}"


def charges_json(charges: Sequence[Charge]) -> list[dict[str, object]]:
    """The lines for programs."""
    return [
        {
            "what": each.what,
            "count": each.count,
            "each_usd": decimal(each.each),
            "total_usd": decimal(each.total),
        }
        for each in charges
    ]
