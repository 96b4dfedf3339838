"""Campaigns as a chart over time, and the same in words, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from mergecast.model.workspace import Campaign
from mergecast.planning.agenda import Entry, Stage
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown, fence
from mergecast.renderers.encoders.mermaid import encode_mermaid
from mergecast.renderers.encoders.visible import shorten

_POSTS = 12
"""Posts of a campaign that the chart names; more would be a carpet."""
_COURSES = 20
"""Campaigns beyond which the chart has bars alone: Mermaid draws 50,000 characters."""
_TITLE = 60
_NEEDED = frozenset({Stage.HELD, Stage.MISSED})


@dataclass(frozen=True, slots=True)
class Course:
    """A campaign on its days, both inclusive; ``owner`` is a name."""

    campaign: Campaign
    starts: date
    ends: date
    owner: str | None
    entries: Sequence[Entry]

    @property
    def title(self) -> str:
        """What people call it."""
        return self.campaign.title or self.campaign.id


@dataclass(frozen=True, slots=True)
class GanttReport:
    """The campaigns, the soonest first, on a day and clock."""

    courses: Sequence[Course]
    today: date
    zone: ZoneInfo


def gantt_markdown(report: GanttReport) -> str:
    """A chart and a table; a line that says so where there are no campaigns."""
    if not report.courses:
        return "There is no campaign in `calendar/campaigns/`.\n"
    chart = fence("\n".join(_chart(report)), "mermaid")
    return "\n".join([chart, "", *_table(report), ""])


def _chart(report: GanttReport) -> Iterator[str]:
    yield "gantt"
    yield "    title Campaigns"
    yield "    dateFormat YYYY-MM-DD"
    yield "    axisFormat %Y-%m-%d"
    for number, course in enumerate(report.courses, 1):
        days = (course.ends - course.starts).days + 1
        yield f"    section {encode_mermaid(shorten(course.title, _TITLE))}"
        told = encode_mermaid(_told(course) or "no posts yet")
        yield f"    {told} :{_tag(course, report)}c{number}, {course.starts}, {days}d"
        if len(report.courses) <= _COURSES:
            yield from _milestones(number, course, report)


def _milestones(number: int, course: Course, report: GanttReport) -> Iterator[str]:
    timed = [each for each in course.entries if each.at is not None]
    for place, each in enumerate(timed[:_POSTS], 1):
        if each.at is None:
            continue
        day = each.at.astimezone(report.zone).date()
        crit = "crit, " if each.stage in _NEEDED else ""
        title = encode_mermaid(shorten(each.title, _TITLE))
        yield f"    {title} :{crit}milestone, c{number}p{place}, {day}, 0d"


def _tag(course: Course, report: GanttReport) -> str:
    if any(each.stage in _NEEDED for each in course.entries):
        return "crit, "
    if course.ends < report.today:
        return "done, "
    return "active, " if course.starts <= report.today else ""


def _told(course: Course) -> str:
    """How its posts stand: ``3 live, 1 held, 12 scheduled``."""
    count = Counter(each.stage for each in course.entries)
    return ", ".join(f"{count[stage]} {stage}" for stage in Stage if count[stage])


def _table(report: GanttReport) -> Iterator[str]:
    yield "| campaign | days | who leads it | posts |"
    yield "|---|---|---|---|"
    for course in report.courses:
        name = f"{encode_markdown(course.title)} ({encode_code(course.campaign.id)})"
        owner = encode_markdown(course.owner) if course.owner else "nobody"
        told = _told(course) or "none yet"
        yield f"| {name} | {course.starts} to {course.ends} | {owner} | {told} |"
