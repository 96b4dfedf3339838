"""What a week lacks, each with who sees to it: days, slots, themes, texts, people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from mergecast.model.moments import UnknownZoneError
from mergecast.model.settings import Account
from mergecast.model.team import Leave
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.blackouts import closed
from mergecast.planning.mix import Drift
from mergecast.planning.timetable import Pace, Timetable
from mergecast.planning.tracing import asking, is_free, is_traced
from mergecast.planning.weekly import GONE, Ground, Week


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing. ``kind`` is for programs; ``owner`` may be empty."""

    kind: str
    message: str
    owner: str
    path: str | None = None
    theme: str | None = None


def gaps(ground: Ground, week: Week) -> list[Gap]:
    """Everything that the week lacks, in an order that stays."""
    found = [*_themes(week), *_empty(ground, week), *_drifts(week)]
    told: set[str] = set()
    for entries in week.days.values():
        for each in entries:
            if each.stage is Stage.SCHEDULED and each.post.path not in told:
                told.add(each.post.path)
                found += _post(ground, week, each)
    return [*found, *_tasks(ground, week)]


def _themes(week: Week) -> Iterator[Gap]:
    for topic in week.topics:
        if topic.posts == 0:
            title = topic.theme.title if topic.theme else topic.id
            owner = (topic.theme.owner if topic.theme else None) or week.keeper
            message = f"no post is about '{title}'"
            yield Gap("theme", message, owner, theme=topic.id)


def _empty(ground: Ground, week: Week) -> Iterator[Gap]:
    """Slots that nothing has taken; for an account without slots, working days."""
    for account in ground.space.settings.accounts.values():
        table = Timetable(account, Pace.of(ground.space.settings, ground.now))
        try:
            yield from _of_account(ground, week, account, table)
        except UnknownZoneError:
            continue


def _of_account(
    ground: Ground, week: Week, account: Account, table: Timetable
) -> Iterator[Gap]:
    own = [
        each
        for each in ground.entries
        if account in each.accounts and each.at and each.stage not in GONE
    ]
    for each in own:
        if each.at is not None:
            table.take(each.at, each.post.id)
    if table.has_slots:
        free = _slots(ground, week, table)
        what = "slot" if len(free) == 1 else "slots"
        message = f"'{account.key}' has {len(free)} free {what}: {_listed(free)}"
    else:
        free = _days(ground, week, table)
        message = f"nothing goes out on '{account.key}' on {_listed(free)}"
    if free:
        yield Gap("empty", message, week.keeper)


def _slots(ground: Ground, week: Week, table: Timetable) -> list[str]:
    return [
        f"{opening.day:%a} {opening.slot.label}"
        for day in week.days
        for opening in table.on(day)
        if table.why_not(opening.at, planned=True) is None
        and not _closed(ground, table.account, opening.at)
    ]


def _days(ground: Ground, week: Week, table: Timetable) -> list[str]:
    """Working days that are not over, on which nothing goes out."""
    today, place = table.day(ground.now), table.place
    return [
        f"{day:%a}"
        for day in list(week.days)[:5]
        if day >= today
        and day not in table.by_day
        and not _closed(ground, table.account, datetime.combine(day, _NOON, place))
    ]


def _closed(ground: Ground, account: Account, at: datetime) -> bool:
    """Whether a day of silence or quiet hours keep it free: nothing is missing."""
    space = ground.space
    return closed(space.settings, space.blackouts, account, at) is not None


_NOON = time(12)
_LISTED = 10


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _drifts(week: Week) -> Iterator[Gap]:
    for mix in week.mixes:
        for share in mix.judged:
            if share.drift is not Drift.FINE:
                word = "more" if share.drift is Drift.LESS else "fewer"
                yield Gap(
                    "mix",
                    f"'{mix.account}': {share.name} {share.percent:.0f} %, agreed "
                    f"{share.agreed.least}-{share.agreed.most} %: "
                    f"{abs(share.posts)} {word}",
                    week.keeper,
                )


def _post(ground: Ground, week: Week, each: Entry) -> Iterator[Gap]:
    """What one scheduled post lacks."""
    post, space = each.post, ground.space
    owner = post.text("owner")
    sees_to = owner or week.keeper
    if owner is None:
        yield Gap("owner", f"nobody looks after '{post.id}'", sees_to, post.path)
    without = sum(
        not media.alt.strip() for part in post.wordings for media in part.media
    )
    if without:
        images = "an image" if without == 1 else f"{without} images"
        message = f"'{post.id}' has {images} without alt text"
        yield Gap("alt", message, sees_to, post.path)
    day = each.at.astimezone(ground.place).date() if each.at else None
    asked = asking(space.plans, day) if day else []
    if asked and not is_free(post) and not is_traced(post, space.campaigns, asked):
        message = f"'{post.id}' belongs to no theme and to no campaign"
        yield Gap("trace", message, sees_to, post.path)
    leave = _leave(ground, owner, each.at)
    if leave is not None:
        message = f"'{post.id}' goes out while '{owner}' is away, until {leave.last}"
        yield Gap("away", message, leave.stand_in or week.keeper, post.path)


def _leave(ground: Ground, who: str | None, at: datetime | None) -> Leave | None:
    if who is None or at is None:
        return None
    return _on(ground, who, at.astimezone(ground.place).date())


def _on(ground: Ground, who: str, day: date) -> Leave | None:
    own = (each for each in ground.space.team.leaves if each.member == who)
    at = day.isoformat()
    return next((each for each in own if each.first <= at <= each.last), None)


def _tasks(ground: Ground, week: Week) -> Iterator[Gap]:
    """Assignments that nothing has come of, or to people who are not on the team."""
    members = ground.space.team.members
    for task in week.tasks:
        each = task.assignment
        if task.state == "not in this week":
            message = f"'{each.post}' is assigned, and not in the calendar of the week"
            yield Gap("task", message, each.who)
        if members and each.who not in members:
            message = f"'{each.who}' has an assignment, and is not on the team"
            yield Gap("person", message, week.keeper)
