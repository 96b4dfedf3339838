"""A week as it was planned, beside what is scheduled in it, and what it lacks.

Pure: plans, people and the posts of the week come in; the same always gives the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mergecast.model.periods import Period, Span
from mergecast.model.plan import Assignment, Plan, Plans, Theme
from mergecast.model.post import Post
from mergecast.model.workspace import Workspace
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.days import Days
from mergecast.planning.measuring import measured
from mergecast.planning.mix import Mix, is_agreed

GONE = frozenset({Stage.CANCELLED, Stage.RETRACTED, Stage.MISSED})
"""What is in the calendar, and does not go out."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a week is looked at by.

    ``entries`` are the posts in it and close around it, ``ideas`` the drafts without a
    time, ``place`` whose clock and days count.
    """

    space: Workspace
    period: Period
    entries: Sequence[Entry]
    ideas: Sequence[Post]
    place: ZoneInfo
    now: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment, and what has come of it, in words."""

    assignment: Assignment
    state: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme in focus, and how many posts of the week are about it."""

    id: str
    theme: Theme | None
    posts: int


@dataclass(frozen=True, slots=True)
class Week:
    """All that is told of a week. ``plan`` is None where there is no file of it."""

    period: Period
    place: ZoneInfo
    plan: Plan | None
    above: tuple[Plan, ...]
    keeper: str
    goals: tuple[str, ...]
    topics: tuple[Topic, ...]
    days: Mapping[date, list[Entry]]
    tasks: tuple[Task, ...]
    mixes: tuple[Mix, ...]


def week(ground: Ground) -> Week:
    """The week as it stands."""
    plans, period = ground.space.plans, ground.period
    plan = plans.by_name.get(period.name)
    stand_in = plan or Plan(f"calendar/plan/{period.name}.yaml", period, period.name)
    above = tuple(plans.above(stand_in))
    days = _days(ground)
    here = [each for own in days.values() for each in own if each.stage not in GONE]
    return Week(
        period,
        ground.place,
        plan,
        above,
        plans.keeper(stand_in),
        plan.goals if plan else goals_above(plans, period),
        _topics(plans, stand_in, here),
        days,
        tuple(_task(each, ground) for each in stand_in.assignments),
        _mixes(ground),
    )


def goals_above(plans: Plans, period: Period) -> tuple[str, ...]:
    """The goals of the month that most of the week lies in, else of the quarter."""
    # ISO 8601 gives a week to the year of its Thursday; so do we with months.
    thursday = date.fromordinal(period.first.toordinal() + 3)
    for plan in reversed(plans.on(thursday, Span.YEAR, Span.QUARTER, Span.MONTH)):
        if plan.goals:
            return plan.goals
    return ()


def focus_of(plans: Plans, plan: Plan) -> tuple[str, ...]:
    """The themes that a week is about: its own focus, else that of the plans above.

    Where no plan has a focus, the themes of the nearest that has any.
    """
    near = [plan, *plans.above(plan)]
    for each in near:
        if each.focus:
            return each.focus
        if each.themes:
            return tuple(dict.fromkeys(theme.id for theme in each.themes))
    return ()


def _topics(plans: Plans, plan: Plan, here: Sequence[Entry]) -> tuple[Topic, ...]:
    near = {
        theme.id: theme
        for each in reversed([plan, *plans.above(plan)])
        for theme in each.themes
    }
    counts = [each.post.text("theme") for each in here]
    return tuple(
        Topic(name, near.get(name), counts.count(name))
        for name in focus_of(plans, plan)
    )


def _days(ground: Ground) -> Mapping[date, list[Entry]]:
    found: dict[date, list[Entry]] = {
        day: [] for day in Days(ground.period.first, ground.period.last)
    }
    for each in ground.entries:
        if each.at is not None:
            day = each.at.astimezone(ground.place).date()
            if day in found:
                found[day].append(each)
    return found


def _task(assignment: Assignment, ground: Ground) -> Task:
    name = assignment.post
    if name is None:
        return Task(assignment, "idea")
    own = [each for each in ground.entries if each.post.id == name]
    if assignment.day is not None:
        own = [each for each in own if _day(each, ground) == assignment.day] or own
    if own:
        return Task(assignment, own[0].stage.value, own[0].at)
    if any(post.id == name for post in ground.ideas):
        return Task(assignment, "in the queue")
    return Task(assignment, "not in this week")


def _day(each: Entry, ground: Ground) -> str | None:
    return each.at.astimezone(ground.place).date().isoformat() if each.at else None


def _mixes(ground: Ground) -> tuple[Mix, ...]:
    settings = ground.space.settings
    if not is_agreed(settings):
        return ()
    days = Days(ground.period.first, ground.period.last)
    found = measured(ground.entries, days, settings, ground.now)
    return tuple(each.mix for each in found)


def assigned(here: Mapping[date, list[Entry]]) -> Iterator[Assignment]:
    """The posts of a week as assignments of those who look after them."""
    for day, entries in here.items():
        for each in entries:
            owner = each.post.text("owner")
            if owner is not None and each.stage not in GONE:
                yield Assignment(
                    (),
                    owner,
                    post=each.post.id,
                    theme=each.post.text("theme"),
                    campaign=each.post.text("campaign"),
                    day=day.isoformat(),
                )
