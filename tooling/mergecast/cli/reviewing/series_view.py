"""What reviewers are told of a series beside its words: its days, and their cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mergecast.checks.basis.series_days import days
from mergecast.model.series import Series, Wording
from mergecast.model.settings import Account, Publishing
from mergecast.networks import NETWORKS
from mergecast.networks.by_hand import left_to_a_person
from mergecast.networks.charges import total
from mergecast.renderers.series import rule_line
from mergecast.review.difference import Side
from mergecast.review.report import PartView, SeriesView
from mergecast.review.series import day_changes


def series_view(
    before: Side | None, after: Side, today: date, publishing: Publishing
) -> SeriesView | None:
    """The days of a series that differ, how many come, and for how much."""
    series = after.series
    if series is None:
        return None
    old = before.series if before else None
    coming = [turn for turn in days(series) if turn.day >= today]
    costs = [_cost(text, series, after.accounts, publishing) for text in series.texts]
    return SeriesView(
        rule_line(series),
        day_changes(old, series, today),
        len(coming),
        sum(costs[series.index(turn.number)] for turn in coming),
    )


def _cost(
    text: Wording, series: Series, accounts: Sequence[Account], publishing: Publishing
) -> int:
    post = series.spoken(0)
    return sum(
        total(
            NETWORKS[account.network].charges(
                part.text,
                sum(bool(one.alt) for one in part.media),
                bare=account.bare_domains,
            )
        )
        for account in accounts
        if not account.sample and left_to_a_person(post, account, publishing) is None
        for part in text
    )


def placed(views: Iterator[PartView], series: Series | None) -> Iterator[PartView]:
    """The parts, each told which text of a series it is of."""
    if series is None:
        yield from views
        return
    for view, place in zip(views, _places(series), strict=True):
        yield replace(view, place=place)


def _places(series: Series) -> Iterator[str]:
    for number, text in enumerate(series.texts, 1):
        for part in range(1, len(text) + 1):
            more = f", part {part} of {len(text)}" if len(text) > 1 else ""
            yield f"text {number} of {len(series.texts)}{more}"


def comparable(before: Side, after: Side) -> bool:
    """Whether the parts of both stand for each other, number by number."""
    if before.series is None or after.series is None:
        return before.series is after.series
    pairs = zip(before.series.texts, after.series.texts, strict=False)
    return all(len(one) == len(other) for one, other in pairs)
