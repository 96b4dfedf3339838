"""What people agree to when they thaw something: that very freeze, and no later one."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.model.approval import ANYONE, Need, Roles
from mergecast.model.freeze import Freeze
from mergecast.payload import digest

TWO = (Need(count=2),)
"""Any two people: what it takes where no matrix says more."""


def thaw_digest(ledger: str, freeze: Freeze) -> str:
    """What a yes to a thaw is bound to: the ledger, the scope, the freeze's event."""
    return digest(
        {"thaw": 1, "ledger": ledger, "scope": freeze.scope, "seq": freeze.seq}
    )


def needs(places: tuple[Roles, Roles] | None) -> tuple[Need, ...]:
    """Ways to fill the places of a thaw; one of them is enough.

    Args:
        places: the roles of the one, and those of the other, as the matrix has them.
    """
    roles, other = places or (ANYONE, ANYONE)
    if not roles or other:
        return TWO
    return tuple(Need((role,), count=2) for role in roles)


def of_scope(freezes: Iterable[Freeze], scope: str) -> Freeze | None:
    """The last freeze of a scope, so that a yes knew them all; None where it is not."""
    return max(
        (one for one in freezes if one.scope == scope),
        key=lambda one: one.seq,
        default=None,
    )
