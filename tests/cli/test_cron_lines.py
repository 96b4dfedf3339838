"""Lines of cron: before each slot in any zone and season, odd, and few."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.cli.starting.cron_lines import (
    Slot,
    cron_lines,
    cron_of,
    runs_a_week,
    slots,
    with_cron,
)
from mergecast.cli.starting.starter import workflows

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WAIT = timedelta(minutes=15)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def starts(lines: list[str], day: datetime) -> set[datetime]:
    """All the instants at which lines of cron start something on a UTC day."""
    found = set()
    for line in lines:
        minutes, hours, _, _, on = line.split()
        if on != "*" and str((day.weekday() + 1) % 7) not in on.split(","):
            continue
        found |= {
            day.replace(hour=int(hour), minute=int(minute))
            for hour in hours.split(",")
            for minute in minutes.split(",")
        }
    return found


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ([Slot(time(9), "Asia/Kuala_Lumpur")], ["47 0 * * *"]),
        ([Slot(time(9), "Europe/London")], ["47 7,8 * * *"]),
        ([Slot(time(9), "Asia/Kathmandu")], ["1 3 * * *"]),
        (
            [Slot(time(0, 5), "Asia/Kuala_Lumpur", ("mon",))],
            ["51 15 * * 0"],
        ),
        ([], []),
    ],
)
def test_a_slot_has_a_line_for_each_offset_of_its_zone(
    listed: list[Slot], lines: list[str]
) -> None:
    assert cron_lines(listed, WAIT, NOW) == lines


def test_slots_that_start_together_share_a_line() -> None:
    both = [Slot(time(9), zone) for zone in ("Asia/Kuala_Lumpur", "Asia/Manila")]

    assert cron_lines(both, WAIT, NOW) == ["47 0 * * *"]


@settings(deadline=None, max_examples=60)
@given(
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    zone=st.sampled_from(
        [
            "Asia/Kuala_Lumpur",
            "Europe/London",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Asia/Kathmandu",
        ]
    ),
    days=st.sets(st.sampled_from(DAYS)),
    ahead=st.integers(0, 360),
)
def test_every_slot_of_the_year_has_a_run_that_waits_for_it(
    hour: int, minute: int, zone: str, days: set[str], ahead: int
) -> None:
    slot = Slot(time(hour, minute), zone, tuple(days))
    lines = cron_lines([slot], WAIT, NOW)
    local = (NOW + timedelta(days=ahead)).astimezone(ZoneInfo(zone))
    due = local.replace(hour=hour, minute=minute, fold=0)
    if days and DAYS[due.weekday()] not in days:
        return
    at = due.astimezone(UTC)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    near = starts(lines, midnight) | starts(lines, midnight - timedelta(days=1))
    early = {at - each for each in near}

    assert any(timedelta(minutes=10) < each <= WAIT for each in early), lines
    minutes = [int(line.partition(" ")[0]) for line in lines]
    assert all(each % 2 and each % 5 for each in minutes)


def test_runs_are_counted() -> None:
    assert runs_a_week(["47 0 * * *", "17 10,18 * * 1,4"]) == 7 + 4
    assert runs_a_week(["7,37 * * * *", "*/15 8-18/5 * * 1-5"]) == 336 + 4 * 3 * 5


def test_slots_are_read_as_the_settings_have_them() -> None:
    account = {
        "timezone": "Asia/Manila",
        "slots": ["09:00", {"at": "18:30", "days": ["mon"]}],
    }

    assert list(slots(account)) == [
        Slot(time(9), "Asia/Manila"),
        Slot(time(18, 30), "Asia/Manila", ("mon",)),
    ]
    assert list(slots({"timezone": "UTC"})) == []


def test_nothing_but_the_lines_of_a_workflow_changes() -> None:
    publish = workflows()["publish.yml"]
    made = with_cron(publish, ["1 2 * * *", "3 4 * * 1"])
    before, after = publish.splitlines(), made.splitlines()

    assert cron_of(made) == ["1 2 * * *", "3 4 * * 1"]
    assert [line for line in after if "cron:" not in line] == [
        line for line in before if "cron:" not in line
    ]
    assert with_cron(publish, []) == publish
    assert with_cron(made, cron_of(publish)) == publish
