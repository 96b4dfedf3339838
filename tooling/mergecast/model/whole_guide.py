"""The style guide beside its rules as a whole; its parts are in ``model.guide``.

Apart from its parts: most workspaces have few of them, and each plan would pay for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mergecast.model.guide import Asset, Branding, Conduct, Names, Rating, Voice


@dataclass(frozen=True, slots=True)
class Guide:
    """All of it; None for a file that is not there. ``assets`` are by media file."""

    names: Names | None = None
    voice: Voice | None = None
    rating: Rating | None = None
    branding: Branding | None = None
    conduct: Conduct | None = None
    assets: Mapping[str, Asset] = field(default_factory=dict)


NO_GUIDE: Final = Guide()
"""A workspace has none of it."""
