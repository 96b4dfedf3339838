"""The campaigns as bars over the months: what overlaps is seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mergecast.pages.desk import Campaign
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.words import month_name_short, whole_day

_DAY = timedelta(days=1)
_MOST_MONTHS = 18
"""A wider picture than this shows nothing."""


def campaigns(site: Site) -> Markup:
    """A row for each campaign, the earliest first, and where today is."""
    found = sorted(site.desk.campaigns, key=lambda each: (each.starts, each.id))
    first, last = _frame(site, found)
    shown = [each for each in found if each.ends >= first and each.starts <= last]
    days = (last - first).days + 1
    today = NOTHING
    if first <= site.today <= last:
        at = _percent((site.today - first).days + 0.5, days)
        today = fill("gantt-today", at=at, text=site.say("Today"))
    return fill(
        "campaigns",
        title=site.say("Campaigns"),
        months=join(_months(site, first, last)),
        rows=join(_row(site, each, first, last) for each in shown),
        today=today,
        hidden=_left_out(site, len(found) - len(shown)),
    )


def _left_out(site: Site, count: int) -> Markup:
    if not count:
        return NOTHING
    told = site.say("{count} not shown: longer ago, or further off", count=str(count))
    return fill("note", text=told)


def _frame(site: Site, found: list[Campaign]) -> tuple[date, date]:
    """Whole months around today that hold what they can."""
    start = min([site.today, *(each.starts for each in found)]).replace(day=1)
    end = max([site.today, *(each.ends for each in found)])
    earliest = _month_after(site.today, -_MOST_MONTHS // 3)
    first = max(start, earliest)
    last = min(_month_after(end, 1), _month_after(first, _MOST_MONTHS)) - _DAY
    return first, last


def _month_after(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _months(site: Site, first: date, last: date) -> Iterator[Markup]:
    month, days = first, (last - first).days + 1
    narrow = days < 160
    while month <= last:
        after = _month_after(month, 1)
        year = month == first or month.month == 1
        major = narrow or month.month % 3 == first.month % 3
        yield fill(
            "gantt-month",
            at=_percent((month - first).days, days),
            name=month_name_short(site.language, month, year=year),
            kind="major" if major else "minor",
        )
        month = after


def _row(site: Site, campaign: Campaign, first: date, last: date) -> Markup:
    days = (last - first).days + 1
    start, end = max(campaign.starts, first), min(campaign.ends, last)
    over = campaign.ends < site.today
    ahead = campaign.starts > site.today
    posts = site.say("posts: {count}", count=str(campaign.posts))
    told = " · ".join(filter(None, [site.named(campaign.owner), posts]))
    state = "over" if over else "ahead" if ahead else "on"
    words = {"over": "over", "ahead": "to come", "on": "running"}[state]
    return fill(
        "gantt-row",
        title=campaign.title,
        told=told,
        state=state,
        words=site.say(words),
        left=_percent((start - first).days, days),
        width=_percent((end - start).days + 1, days),
        starts=campaign.starts.isoformat(),
        ends=campaign.ends.isoformat(),
        from_=whole_day(site.language, campaign.starts),
        to=whole_day(site.language, campaign.ends),
    )


def _percent(part: float, whole: int) -> str:
    return f"{100 * part / whole:.3f}"
