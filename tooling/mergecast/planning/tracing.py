"""What a post is for: the theme or the campaign that it belongs to, by the plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.periods import Period, Span
from mergecast.model.plan import Plan, Plans, Theme
from mergecast.model.post import Post
from mergecast.model.workspace import Campaign
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.mix import UNPLANNED

SOON = timedelta(days=14)
"""So long before it begins, something should be scheduled for a theme or campaign."""

REACH = timedelta(days=92)
"""So far around today posts are looked for: of a year's theme nothing else is read."""

_NOT_COMING = frozenset({Stage.IDEA, Stage.CANCELLED, Stage.RETRACTED})


class Empty(NamedTuple):
    """A theme of a plan, or a campaign, without a post; ``first`` is when it begins."""

    path: str
    route: tuple[str | int, ...]
    name: str
    title: str
    owner: str
    first: date


def day_of(each: Entry) -> date | None:
    """The day on which a post goes out, by its own clock; None without a time."""
    if each.at is None:
        return None
    try:
        return each.at.astimezone(zone(each.zone or "UTC")).date()
    except UnknownZoneError:
        return each.at.date()


def is_free(post: Post) -> bool:
    """Whether a post needs no theme: it answers the day, or belongs to an incident."""
    answers = post.text("bucket") == UNPLANNED or post.text("lane") == "realtime"
    return answers or any(name in post.data for name in ("incident", "retract"))


def asking(plans: Plans, day: date) -> list[Plan]:
    """The plans that say what posts of a day are for; a week's alone does not."""
    longer = plans.on(day, Span.YEAR, Span.QUARTER, Span.MONTH)
    return [each for each in longer if each.themes or each.campaigns]


def is_traced(post: Post, campaigns: Collection[str], asked: Iterable[Plan]) -> bool:
    """Whether a post belongs to a theme of these plans, or to a campaign."""
    if post.text("campaign") in campaigns:
        return True
    return post.text("theme") in {each.id for plan in asked for each in plan.themes}


def empty_themes(
    plans: Plans, entries: Iterable[Entry], today: date
) -> Iterator[Empty]:
    """Themes of a plan that runs, or begins soon, which no post is about."""
    days = _days(entries, "theme")
    for plan in plans:
        period = plan.period
        if not _is_near(period.first, period.last, today):
            continue
        for theme in plan.themes:
            if not any(period.holds(day) for day in days.get(theme.id, ())):
                yield _empty(plans, plan, theme)


def _empty(plans: Plans, plan: Plan, theme: Theme) -> Empty:
    owner = theme.owner or plans.keeper(plan)
    first = plan.period.first
    return Empty(plan.path, theme.route, theme.id, theme.title, owner, first)


def empty_campaigns(
    campaigns: Iterable[Campaign], entries: Iterable[Entry], today: date
) -> Iterator[Empty]:
    """Campaigns that run, or begin soon, without a post."""
    days = _days(entries, "campaign")
    for each in campaigns:
        if each.starts is None or each.ends is None or each.id in days:
            continue
        first, last = date.fromisoformat(each.starts), date.fromisoformat(each.ends)
        if _is_near(first, last, today):
            title = each.title or each.id
            yield Empty(each.path, ("id",), each.id, title, each.owner or "", first)


def since(first: date, today: date) -> str:
    """From when on posts were looked for, where that is not all of a long time."""
    reached = today - REACH
    return f" since {reached}" if first < reached else ""


def _is_near(first: date, last: date, today: date) -> bool:
    return first - SOON <= today <= last


def _days(entries: Iterable[Entry], field: str) -> dict[str, list[date]]:
    """The days of the posts that name something in a field."""
    found: dict[str, list[date]] = {}
    for each in entries:
        name, day = each.post.text(field), day_of(each)
        if name is not None and day is not None and each.stage not in _NOT_COMING:
            found.setdefault(name, []).append(day)
    return found


def reach(plans: Plans, campaigns: Iterable[Campaign], today: date) -> Period | None:
    """The days whose posts decide what is empty now; None where nothing asks."""
    spans = [(each.period.first, each.period.last) for each in plans]
    spans += [
        (date.fromisoformat(each.starts), date.fromisoformat(each.ends))
        for each in campaigns
        if each.starts and each.ends
    ]
    near = [each for each in spans if _is_near(*each, today)]
    if not near:
        return None
    first = max(min(first for first, _ in near), today - REACH)
    last = min(max(last for _, last in near), today + REACH)
    return Period("", Span.YEAR, first, last)
