"""By which post a month, an account or a campaign goes over what it may cost.

What is planned counts, and not what was sent: the calendar alone decides, so the same
files always give the same answer. Deletions and reads are cents beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mergecast.checks.base import Context, Row
from mergecast.checks.basis.side_by_side import in_time_order
from mergecast.model.budget import Budget, Threshold, month_of
from mergecast.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Crossed:
    """The post with which a sum goes over a threshold; ``of`` is whose, for people.

    ``amount`` is what all comes to with this post, in micro-dollars; ``where`` is what
    to edit.
    """

    row: Row
    of: str
    amount: int
    threshold: Threshold
    where: str

    @property
    def monthly(self) -> bool:
        """Whether another month would have money of its own."""
        return self.where == _SETTINGS


_SETTINGS = "under `budget`"


def crossed(rows: Sequence[Row], context: Context) -> Iterator[Crossed]:
    """Each post from which on a sum is over a threshold of any kind."""
    space = context.workspace
    priced = [row for row in rows if any(row.costs)]
    if not priced or not _limited(space):
        return
    sums: dict[tuple[str, str], int] = {}
    for row in in_time_order(priced):
        for (name, of, threshold, where), amount in _limits(row, space):
            sums[name, of] = sums.get((name, of), 0) + amount
            said = [
                most for most in (threshold.warn, threshold.wait) if most is not None
            ]
            if amount and said and sums[name, of] > min(said):
                yield Crossed(row, of, sums[name, of], threshold, where)


_Limit = tuple[str, str, Threshold, str]


def _limited(space: Workspace) -> bool:
    campaigns = space.campaigns.values()
    return space.settings.budget is not None or any(
        each.budget != Threshold() for each in campaigns
    )


def _limits(row: Row, space: Workspace) -> Iterator[tuple[_Limit, int]]:
    """What a post counts for, with what it takes there."""
    budget = space.settings.budget
    if budget is not None:
        yield from _of_month(row, budget)
    campaign = space.campaigns.get(row.campaign)
    if campaign is not None:
        named = f"the campaign '{campaign.id}'"
        limit = ("campaign", named, campaign.budget, f"in {campaign.path}")
        yield limit, sum(row.costs)


def _of_month(row: Row, budget: Budget) -> Iterator[tuple[_Limit, int]]:
    at = datetime.fromtimestamp(row.at or 0, UTC)
    month, here = month_of(at, budget.timezone).name, _SETTINGS
    yield ("month", month, budget.month, here), sum(row.costs)
    own: Mapping[str, int] = dict(zip(row.accounts, row.costs, strict=True))
    for key, threshold in budget.accounts.items():
        if key in own:
            yield (key, f"'{key}' in {month}", threshold, here), own[key]
