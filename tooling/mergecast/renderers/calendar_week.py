"""A week with its plan, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from mergecast.planning.agenda import Entry
from mergecast.planning.gaps import Gap
from mergecast.planning.weekly import Task, Topic, Week
from mergecast.renderers.cells import width
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.encoders.visible import shorten

_TITLE = 48
_MOST = 60
"""Lines of what there is to see to: a longer list is read by nobody."""


@dataclass(frozen=True, slots=True)
class WeekReport:
    """A week, what it lacks, and the names of people by their keys.

    ``broken`` are plans that cannot be read, with why; ``wrote`` is the file that was
    just written.
    """

    week: Week
    gaps: list[Gap]
    people: dict[str, str]
    broken: Sequence[tuple[str, str]] = ()
    wrote: str | None = None


def week_text(report: WeekReport, *, colour: bool) -> str:
    """The plan, the days, who does what, and what there is to see to."""
    week = report.week
    lines = [f"wrote {report.wrote}"] if report.wrote else []
    head = f"{week.period.name}  {week.period.first} to {week.period.last}"
    lines.append(f"{head}  ({week.place.key})")
    lines += [
        f"! {encode_terminal(path)} cannot be read: {encode_terminal(why)}"
        for path, why in report.broken
    ]
    lines += _plan(report)
    lines += _days(report)
    lines += _tasks(report)
    lines += _gaps(report, colour=colour)
    return "\n".join(lines) + "\n"


def _plan(report: WeekReport) -> Iterator[str]:
    week = report.week
    if week.plan is None:
        command = f"mergecast calendar week --draft --week {week.period.name}"
        yield f"no plan yet: `{command}` writes one"
    else:
        kept = f", kept by {_name(report.people, week.keeper)}" if week.keeper else ""
        yield f"plan   {week.plan.path}{kept}"
    yield from (f"goal   {encode_terminal(each)}" for each in week.goals)
    yield from (f"focus  {_topic(each)}" for each in week.topics)


def _topic(topic: Topic) -> str:
    title = encode_terminal(topic.theme.title) if topic.theme else topic.id
    posts = "1 post" if topic.posts == 1 else f"{topic.posts or 'no'} posts"
    return f"{title} ({topic.id}): {posts}"


def _days(report: WeekReport) -> Iterator[str]:
    week = report.week
    for day, entries in week.days.items():
        yield ""
        yield f"{day:%a %d %b}" + ("" if entries else "  -")
        yield from (f"  {_entry(each, report)}" for each in entries)


def _entry(each: Entry, report: WeekReport) -> str:
    at = each.at.astimezone(report.week.place) if each.at else None
    clock = "by " * each.asap + (f"{at:%H:%M}" if at else "")
    post = each.post
    told = [
        ", ".join(post.accounts),
        _name(report.people, post.text("owner") or ""),
        post.text("theme") or post.text("campaign") or "",
        each.stage.value,
    ]
    words = encode_terminal(shorten(each.title, _TITLE))
    rest = "  ".join(encode_terminal(one) for one in told if one)
    return f"{clock}  {post.name}  {rest}\n         {words}"


def _tasks(report: WeekReport) -> Iterator[str]:
    tasks = report.week.tasks
    if not tasks:
        return
    names = [_name(report.people, each.assignment.who) for each in tasks]
    wide = max(map(width, names))
    yield ""
    yield "Who does what"
    for name, task in zip(names, tasks, strict=True):
        pad = " " * (wide - width(name))
        yield f"  {name}{pad}  {_task(task, report.week.place)}"


def _task(task: Task, place: ZoneInfo) -> str:
    each = task.assignment
    what = encode_terminal(shorten(each.post or each.idea or "", _TITLE))
    about = each.theme or each.campaign
    when = _when(task.at, place) or each.day or ""
    told = [what, f"({about})" if about else "", when, task.state]
    return "  ".join(one for one in told if one)


def _when(at: datetime | None, place: ZoneInfo) -> str:
    return f"{at.astimezone(place):%a %d %b %H:%M}" if at else ""


def _gaps(report: WeekReport, *, colour: bool) -> Iterator[str]:
    yield ""
    if not report.gaps:
        yield "Nothing is missing"
        return
    yield "To see to"
    names = [_name(report.people, each.owner) or "nobody" for each in report.gaps]
    wide = max(map(width, names))
    for name, gap in list(zip(names, report.gaps, strict=True))[:_MOST]:
        pad = " " * (wide - width(name))
        shown = f"\033[33m{name}\033[0m" if colour else name
        yield f"  {shown}{pad}  {encode_terminal(shorten(gap.message, 200))}"
    if len(report.gaps) > _MOST:
        yield f"  and {len(report.gaps) - _MOST} more: --format json has all"


def _name(people: Mapping[str, str], key: str) -> str:
    return encode_terminal(people.get(key, key))


def week_json(report: WeekReport) -> str:
    """The same for programs, with keys in the place of names."""
    week = report.week
    return encode_document(
        week=week.period.name,
        first=week.period.first.isoformat(),
        last=week.period.last.isoformat(),
        zone=week.place.key,
        plan=week.plan.path if week.plan else None,
        wrote=report.wrote,
        keeper=week.keeper or None,
        goals=list(week.goals),
        focus=[
            {
                "theme": each.id,
                "title": each.theme.title if each.theme else None,
                "posts": each.posts,
            }
            for each in week.topics
        ],
        posts=[_post(each) for own in week.days.values() for each in own],
        assignments=[_assignment(each) for each in week.tasks],
        gaps=[
            {
                "kind": gap.kind,
                "message": gap.message,
                "owner": gap.owner or None,
                "path": gap.path,
                "theme": gap.theme,
            }
            for gap in report.gaps
        ],
        broken=[{"path": path, "message": why} for path, why in report.broken],
    )


def _post(each: Entry) -> dict[str, object]:
    return {
        "id": each.post.name,
        "path": each.post.path,
        "at": each.at.isoformat() if each.at else None,
        "accounts": list(each.post.accounts),
        "owner": each.post.text("owner"),
        "theme": each.post.text("theme"),
        "campaign": each.post.text("campaign"),
        "bucket": each.post.text("bucket"),
        "stage": each.stage.value,
    }


def _assignment(task: Task) -> dict[str, object]:
    each = task.assignment
    return {
        "who": each.who,
        "post": each.post,
        "idea": each.idea,
        "theme": each.theme,
        "campaign": each.campaign,
        "day": each.day,
        "state": task.state,
        "at": task.at.isoformat() if task.at else None,
    }
