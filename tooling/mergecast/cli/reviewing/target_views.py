"""What each account would get, part by part, as reviewers see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from mergecast.cli.reviewing.series_view import comparable, placed
from mergecast.model.post import Part
from mergecast.model.settings import Account, Publishing
from mergecast.networks import NETWORKS
from mergecast.networks.by_hand import left_to_a_person
from mergecast.networks.charges import total
from mergecast.review.cutoff import cut
from mergecast.review.difference import Difference, Kind, Side
from mergecast.review.report import PartView, TargetView

_SHOWN_AT_ONCE = 280
"""Weighted characters of a long post that X's timelines show before "Show more"."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How a post is shown: what people post by hand, and where pictures are seen.

    ``pictures`` is an address that paths follow, where there is one.
    """

    publishing: Publishing
    pictures: str | None = None


def targets(
    before: Side | None, after: Side, difference: Difference, told: Showing
) -> Iterator[TargetView]:
    """What each account gets, those that get the same shown once."""
    shown: dict[tuple[object, ...], str] = {}
    publishing = told.publishing
    for account in after.accounts:
        name = NETWORKS[account.network].NAME
        parts = after.post.parts_for(account.key, account.network)
        by_hand = left_to_a_person(after.post, account, publishing)
        alike = (account.network, account.tier, parts, by_hand is None)
        if alike in shown:
            yield TargetView(account, name, (), shown[alike])
            continue
        shown[alike] = account.key
        old = None
        known = before and account in before.accounts and comparable(before, after)
        if difference.readers and before and known:
            old = before.post.parts_for(account.key, account.network)
        views = (
            _part(
                part,
                account,
                old[number].text if old and number < len(old) else None,
                told.pictures if difference.kind is not Kind.DELETED else None,
            )
            for number, part in enumerate(parts)
        )
        shown_parts = tuple(
            replace(one, cost=0) if by_hand else one
            for one in placed(views, after.series)
        )
        yield TargetView(account, name, shown_parts, by_hand=by_hand)


def _part(
    part: Part, account: Account, before: str | None, pictures: str | None
) -> PartView:
    measured = NETWORKS[account.network].measure(part.text, account.tier)
    network = NETWORKS[account.network]

    def count(text: str) -> int:
        return network.measure(text, account.tier).weighted_length

    # Where nothing longer is allowed, nothing is cut.
    long = measured.limit > _SHOWN_AT_ONCE
    return PartView(
        part,
        measured.weighted_length,
        measured.limit,
        measured.valid,
        tuple(url.text for url in measured.urls),
        cut(part.text, _SHOWN_AT_ONCE, count) if long else None,
        before,
        tuple(f"{pictures}{quote(one.file)}" for one in part.media) if pictures else (),
        total(
            network.charges(
                part.text,
                sum(bool(one.alt) for one in part.media),
                bare=account.bare_domains,
            )
        ),
    )
