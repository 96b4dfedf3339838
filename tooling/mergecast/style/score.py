"""How good and how consistent posts are, from what was found and published anyway."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from mergecast.findings import Finding, Severity

COST: Final[Mapping[Severity, int]] = {
    Severity.ERROR: 20,
    Severity.WARNING: 5,
    Severity.INFO: 1,
}
"""What a finding takes from 100. A post that nothing was found in has 100."""

_OF_THE_GUIDE = (
    *("name-", "audience-", "voice-", "rating-", "branding-", "asset-", "credit-"),
)
"""How ids of checks of the style guide begin; ids of rules have a point in them."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A post with what was found in it; ``ignored`` is what its author left out."""

    id: str
    path: str
    author: str
    month: str
    findings: tuple[Finding, ...] = ()
    ignored: int = 0

    @property
    def quality(self) -> int:
        """100, less what all findings cost."""
        return _score(self.findings)

    @property
    def consistency(self) -> int:
        """100, less what findings of the style guide cost."""
        return _score(each for each in self.findings if is_of_guide(each.id))


def is_of_guide(name: str) -> bool:
    """Whether an id is of a rule, or of a check of the style guide.

    >>> [is_of_guide(name) for name in ("House.Fillers", "voice-emoji", "text-empty")]
    [True, True, False]
    """
    return "." in name or name.startswith(_OF_THE_GUIDE)


def means(posts: Sequence[Scored], of: str) -> dict[str, dict[str, float]]:
    """The means of all posts of each ``author`` or ``month``, by name."""
    groups: dict[str, list[Scored]] = {}
    for post in posts:
        groups.setdefault(getattr(post, of), []).append(post)
    return {
        name: {
            "posts": len(own),
            "quality": round(fmean(each.quality for each in own), 1),
            "consistency": round(fmean(each.consistency for each in own), 1),
        }
        for name, own in sorted(groups.items())
    }


def _score(findings: Iterable[Finding]) -> int:
    return max(100 - sum(COST[each.severity] for each in findings), 0)
