"""The head of a calendar's page: where it is, the way on, and what to sift by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.planning.agenda import Entry

Step = tuple[str, str] | None
"""A page and its name, None where there is none."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where a page of the calendar is: ``view`` is ``month`` or ``week``.

    ``week`` is the Monday of the week that is to be shown beside a month, ``month`` the
    page of the month beside a week.
    """

    title: str
    view: str
    earlier: Step
    later: Step
    week: date | None = None
    month: str = "index.html"


def heading(site: Site, around: Around, entries: Sequence[Entry]) -> Markup:
    """Title, steps, the other view, and filters; said aloud if there is nothing."""
    return fill(
        "heading",
        title=around.title,
        label=site.say("Months" if around.view == "month" else "Weeks"),
        earlier=_step(site, "earlier", around.earlier),
        now=fill("step-now", address=_home(site, around), words=site.say("Today")),
        later=_step(site, "later", around.later),
        views=_views(site, around),
        filters=_filters(site, entries),
        count=site.say("posts: {count}"),
        empty="" if entries else site.say("Nothing is planned here"),
    )


def _home(site: Site, around: Around) -> str:
    if around.view == "month":
        return "index.html#today"
    return f"{iso_week(site.today)}.html#today"


def iso_week(day: date) -> str:
    """A week as ISO 8601 writes it: ``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _step(site: Site, way: str, step: Step) -> Markup:
    words = site.say(way.capitalize())
    if step is None:
        return fill(f"no-{way}")
    address, name = step
    return fill(way, address=address, name=f"{words}: {name}")


def _views(site: Site, around: Around) -> Markup:
    month = (around.month, "Month", around.view == "month")
    to_week = f"{iso_week(around.week)}.html" if around.week else ""
    week = (to_week, "Week", around.view == "week")
    return fill(
        "views",
        label=site.say("View"),
        choices=join(
            fill(
                "view",
                address=address,
                words=site.say(words),
                current=fill("current") if here else NOTHING,
            )
            for address, words, here in (month, week)
            if address
        ),
    )


def _filters(site: Site, entries: Sequence[Entry]) -> Markup:
    posts = [each.post for each in entries]
    choices = {
        "account": {each: each for post in posts for each in post.accounts},
        "bucket": {
            each: site.say(each) for post in posts if (each := post.text("bucket"))
        },
        "owner": {
            each: site.named(each)
            for post in posts
            if site.team and (each := post.text("owner"))
        },
    }
    words = {"account": "Account", "bucket": "Bucket", "owner": "Who"}
    return join(
        fill(
            "filter",
            name=name,
            words=site.say(words[name]),
            all=site.say("All"),
            options=join(_options(found)),
        )
        for name, found in choices.items()
        if len(found) > 1
    )


def _options(found: dict[str, str]) -> Iterator[Markup]:
    for value, shown in sorted(found.items()):
        yield fill("choice", value=value, shown=shown)
