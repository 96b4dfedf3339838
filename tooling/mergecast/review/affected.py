"""Who is to hear of a change of the calendar: whoever looks after a post, nobody else.

Pure. A change that only the team's own notes are about is no news; that a post has
another owner is, for both of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mergecast.review.difference import Difference, Kind, Side, compare


@dataclass(frozen=True, slots=True)
class News:
    """What happened to one post; ``owners`` are members, before and after."""

    id: str
    owners: tuple[str, ...]
    side: Side
    difference: Difference


def news(
    sides: Mapping[str, tuple[Side | None, Side | None]], samples: Iterable[str] = ()
) -> list[News]:
    """What somebody has to hear of, the soonest first; nothing of sample accounts."""
    left_out = frozenset(samples)
    found = []
    for name, (before, after) in sides.items():
        side = after or before
        if side is None or left_out.issuperset(side.post.accounts):
            continue
        difference = compare(before, after)
        owners = tuple(
            dict.fromkeys(
                owner
                for each in (before, after)
                if each is not None and (owner := each.post.text("owner"))
            )
        )
        if difference.kind is not Kind.QUIET or len(owners) > 1:
            found.append(News(name, owners, side, difference))
    return sorted(found, key=_soonest)


def by_owner(found: Sequence[News]) -> dict[str, list[News]]:
    """What each owner has to hear, in the order of what comes first."""
    told: dict[str, list[News]] = {}
    for each in found:
        for owner in each.owners:
            told.setdefault(owner, []).append(each)
    return told


def _soonest(each: News) -> tuple[bool, str, str]:
    at = each.side.schedule.at or each.side.schedule.until
    return at is None, at.isoformat() if at else "", each.id
