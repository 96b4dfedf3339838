"""Campaigns over time: a chart, and the same in words."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from planning.calendar_posts import post, shown

from mergecast.model.workspace import Campaign
from mergecast.planning.agenda import Entry, Stage
from mergecast.renderers.calendar_gantt import Course, GanttReport, gantt_markdown

ZONE = ZoneInfo("Asia/Kuala_Lumpur")
LAUNCH = Campaign("launch", "calendar/campaigns/launch.yaml", title="Launch: 1.0")


def _course(*posts: str, campaign: Campaign = LAUNCH) -> Course:
    entries = [shown(post(each, text=f"About {each}")) for each in posts]
    starts, ends = date(2026, 11, 16), date(2026, 12, 5)
    return Course(campaign, starts, ends, "陈美玲", entries)


def _lines(*courses: Course, today: date = date(2026, 11, 22)) -> list[str]:
    return gantt_markdown(GanttReport(courses, today, ZONE)).splitlines()


def test_a_campaign_is_a_bar_over_its_days_both_inclusive() -> None:
    lines = _lines(_course("one", "two"))

    assert lines[0] == "```mermaid"
    assert "    section Launch#58; 1.0" in lines
    assert "    2 scheduled :active, c1, 2026-11-16, 20d" in lines
    assert "    About one :milestone, c1p1, 2026-11-24, 0d" in lines


def test_a_campaign_that_is_over_is_done_and_one_to_come_is_neither() -> None:
    assert any(
        ":done, c1" in line for line in _lines(_course(), today=date(2027, 1, 1))
    )
    assert any(" :c1, " in line for line in _lines(_course(), today=date(2026, 1, 1)))


def test_what_needs_a_person_is_marked() -> None:
    held = Entry(post("one"), (), Stage.HELD, shown(post("one")).at)
    course = Course(LAUNCH, date(2026, 11, 16), date(2026, 12, 5), None, [held])

    lines = _lines(course)

    assert any("1 held :crit, c1" in line for line in lines)
    assert any(":crit, milestone" in line for line in lines)


def test_readers_without_pictures_get_a_table() -> None:
    (row,) = [line for line in _lines(_course("one")) if line.startswith("| Launch")]

    assert "2026-11-16 to 2026-12-05 | 陈美玲 | 1 scheduled |" in row


def test_a_title_cannot_leave_the_chart_or_the_table() -> None:
    evil = Campaign("x", "x.yaml", title="```\n| a : b ; click c1 href\n%% x")

    lines = _lines(_course("one", campaign=evil))

    assert lines.count("```") == 1
    assert len([line for line in lines if line.startswith("|")]) == 3


def test_no_campaign_is_said() -> None:
    assert _lines() == ["There is no campaign in `calendar/campaigns/`."]


def test_many_campaigns_have_bars_alone_and_few_posts_are_named() -> None:
    many = [_course("one") for _ in range(25)]
    full = _course(*(f"post-{number}" for number in range(30)))

    assert not any("milestone" in line for line in _lines(*many))
    assert sum("milestone" in line for line in _lines(full)) == 12
