"""The days of a series in a review comment: which words go out when, and what changes.

Every day that differs is named, up to a bound; many are folded.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.networks.charges import dollars
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten
from mergecast.review.report import SeriesView
from mergecast.review.series import DayChange, DayKind, counted

_MOST = 150
_OPEN = 8
"""So many days stand there at once; more of them unfold."""

_ICONS = {
    DayKind.NEW: "🆕",
    DayKind.MOVED: "↪️",
    DayKind.DROPPED: "🗑️",
    DayKind.WORDS: "✏️",
    DayKind.TIME: "🕒",
}


def series_markdown(series: SeriesView) -> str:
    """The rule, how often it still comes and for how much, and the days that differ."""
    coming = f"{series.coming} {'day' if series.coming == 1 else 'days'} to come"
    cost = f", {dollars(series.cost)} in all" if series.cost else ""
    lines = [
        f"🔁 a series: {encode_code(shorten(series.rule, 1_000))}",
        f"**{coming}{cost}**; an approval is for all of them, up to the last",
    ]
    if not series.days:
        return "\n\n".join(lines)
    days = "\n".join(_days(series.days))
    head = f"**What changes**: {encode_markdown(counted(series.days))}"
    if len(series.days) <= _OPEN:
        return "\n\n".join([*lines, head, days])
    fold = f"<details><summary>day by day</summary>\n\n{days}\n\n</details>"
    return "\n\n".join([*lines, head, fold])


def _days(days: tuple[DayChange, ...]) -> Iterator[str]:
    for each in days[:_MOST]:
        told = f"{each.day:%a} {each.day.day} {each.day:%b %Y} {each.clock}"
        words = "" if each.text is None else f" · text {each.text}"
        yield f"- {_ICONS[each.kind]} {encode_markdown(told + words + _was(each))}"
    if len(days) > _MOST:
        yield f"- and {len(days) - _MOST} more, the last on {days[-1].day.isoformat()}"


def _was(each: DayChange) -> str:
    if each.kind is DayKind.DROPPED:
        return " · nothing goes out any more"
    return f" · was {each.was}" if each.was else ""
