"""Other departments' calendars are read with care, whatever is in them."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.loading.departments import MISSING, departments
from mergecast.loading.ics_blocks import blocks
from mergecast.loading.ics_events import Reader, TooMuchError
from mergecast.model.departments import DepartmentCalendar, Departments
from mergecast.repository.trees import WorkTree

FILE = "calendar/departments/events.ics"
EVENTS = DepartmentCalendar("events", FILE)
START = datetime(2026, 11, 22, tzinfo=UTC)
END = START + timedelta(weeks=4)


def event(*lines: str, start: str = "DTSTART:20261124T100000Z") -> str:
    return "\r\n".join(["BEGIN:VEVENT", "UID:a", "SUMMARY:Fair", start, *lines, ""])


def calendar(*events: str, head: str = "") -> str:
    each = "".join(f"{one}END:VEVENT\r\n" for one in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{each}END:VCALENDAR\r\n"


def read(tmp_path: Path, text: str, own: DepartmentCalendar = EVENTS) -> Departments:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return departments(WorkTree(tmp_path), [own], START, END)


def starts(found: Departments) -> list[str]:
    return [f"{each.start:%m-%d %H:%M}" for each in found.events]


def test_an_event_is_from_then_to_then(tmp_path: Path) -> None:
    found = read(tmp_path, calendar(event("DTEND:20261124T120000Z")))

    (only,) = found.events
    assert (only.title, only.start, only.end - only.start) == (
        "Fair",
        datetime(2026, 11, 24, 10, tzinfo=UTC),
        timedelta(hours=2),
    )
    assert not found.unread


def test_zones_go_by_name_windows_names_and_by_what_the_file_describes(
    tmp_path: Path,
) -> None:
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    names = ("Asia/Kuala_Lumpur", "Singapore Standard Time", "Ours")
    text = calendar(
        *(event(start=f"DTSTART;TZID={name}:20261124T180000") for name in names),
        head=own,
    )

    found = read(tmp_path, text)

    assert {each.start.astimezone(UTC) for each in found.events} == {
        datetime(2026, 11, 24, 10, tzinfo=UTC)
    }
    assert len(found.events) == 3


def test_a_floating_time_is_of_the_calendar_s_zone_or_of_none(tmp_path: Path) -> None:
    text = calendar(event(start="DTSTART:20261124T100000"))
    own = DepartmentCalendar("events", FILE, timezone="Europe/London")

    assert read(tmp_path, text).events[0].start.tzinfo is None
    assert read(tmp_path, text, own).events[0].start == datetime(
        2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/London")
    )
    told = calendar(
        event(start="DTSTART:20261124T100000"), head="X-WR-TIMEZONE:Asia/Tokyo\r\n"
    )
    assert read(tmp_path, told).events[0].start == datetime(2026, 11, 24, 1, tzinfo=UTC)


def test_a_whole_day_is_one_and_its_end_is_not_of_it(tmp_path: Path) -> None:
    text = calendar(
        event(start="DTSTART;VALUE=DATE:20261124"),
        event("DTEND;VALUE=DATE:20261128", start="DTSTART;VALUE=DATE:20261126"),
    )

    lengths = [each.end - each.start for each in read(tmp_path, text).events]

    assert lengths == [timedelta(days=1), timedelta(days=2)]


def test_it_comes_again_but_for_days_that_are_out_or_moved(tmp_path: Path) -> None:
    again = event(
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215T100000Z",
        "EXDATE:20261201T100000Z",
        "RDATE:20261203T100000Z",
    )
    moved = event("RECURRENCE-ID:20261208T100000Z", start="DTSTART:20261209T150000Z")

    assert sorted(starts(read(tmp_path, calendar(again, moved)))) == [
        *("11-24 10:00", "12-03 10:00", "12-09 15:00", "12-15 10:00"),
    ]


def test_a_rule_of_last_century_is_followed_by_its_own_clocks(tmp_path: Path) -> None:
    text = calendar(
        event("RRULE:FREQ=DAILY", start="DTSTART;TZID=Europe/London:19980601T090000")
    )

    found = read(tmp_path, text)

    assert {f"{each.start:%H:%M}" for each in found.events} == {"09:00"}
    assert len(found.events) == 28


def test_a_count_counts_from_the_beginning(tmp_path: Path) -> None:
    text = calendar(event("RRULE:FREQ=DAILY;COUNT=5", start="DTSTART:20261120T100000Z"))

    assert starts(read(tmp_path, text)) == ["11-22 10:00", "11-23 10:00", "11-24 10:00"]


def test_what_is_cancelled_or_leaves_people_free_keeps_nothing_free(
    tmp_path: Path,
) -> None:
    text = calendar(event("STATUS:CANCELLED"), event("TRANSP:TRANSPARENT"))

    assert read(tmp_path, text) == Departments()


def test_a_day_of_a_rule_that_is_cancelled_does_not_come(tmp_path: Path) -> None:
    again = event("RRULE:FREQ=DAILY;COUNT=3")
    gone = event(
        "RECURRENCE-ID:20261125T100000Z",
        "STATUS:CANCELLED",
        start="DTSTART:20261125T100000Z",
    )

    found = read(tmp_path, calendar(again, gone))

    assert starts(found) == ["11-24 10:00", "11-26 10:00"]


def test_marked_events_alone_count_where_a_calendar_says_so(tmp_path: Path) -> None:
    own = DepartmentCalendar("events", FILE, marked=frozenset({"press"}))
    text = calendar(event("CATEGORIES:Work,PRESS"), event("CATEGORIES:Work"))

    assert len(read(tmp_path, text, own).events) == 1


def test_without_the_library_or_the_file_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = departments(WorkTree(tmp_path), [EVENTS], START, END)
    assert gone.unread == {"events": f"there is no file '{FILE}'"}
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert read(tmp_path, calendar(event())).unread == {"events": MISSING}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.ics"
    outside.write_text(calendar(event()))
    folder = tmp_path / "space/calendar/departments"
    folder.mkdir(parents=True)
    (folder / "events.ics").symlink_to(outside)

    found = departments(WorkTree(tmp_path / "space"), [EVENTS], START, END)

    assert "events" in found.unread
    assert not found.events


BOMBS = {
    "every second": event("RRULE:FREQ=SECONDLY"),
    "every minute of some hours": event("RRULE:FREQ=DAILY;BYMINUTE=1,2,3;BYHOUR=1"),
    "a day that never comes": event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "a count of billions": event("RRULE:FREQ=DAILY;COUNT=99999999999"),
    "before time": event("RRULE:FREQ=DAILY;COUNT=9", start="DTSTART:00010101T000000Z"),
    "the end of time": event("RRULE:FREQ=YEARLY", start="DTSTART:99991231T235900Z"),
    "no rule": event("RRULE:FREQ=;;;=,"),
    "no start": event(start="X-NOTHING:1"),
    "no date": event(start="DTSTART:20269999T999999"),
    "a length of ages": event("DURATION:P999999999D"),
    "nested without end": "BEGIN:VEVENT\r\n" + "BEGIN:VALARM\r\n" * 5_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_no_time_and_hides_no_other_event(
    tmp_path: Path, name: str
) -> None:
    began = time.process_time()

    found = read(tmp_path, calendar(event(), BOMBS[name]))

    assert time.process_time() - began < 5
    assert "11-24 10:00" in starts(found) or name == "nested without end"


def test_a_time_zone_that_changes_every_second_is_not_worked_out(
    tmp_path: Path,
) -> None:
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0900\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    began = time.process_time()

    read(tmp_path, calendar(event(start="DTSTART;TZID=Ours:20261124T100000"), head=own))

    assert time.process_time() - began < 5


def test_there_is_an_end_to_events_to_their_days_and_to_the_size_of_a_file(
    tmp_path: Path,
) -> None:
    found = blocks(calendar(*[event("RRULE:FREQ=DAILY;COUNT=9999")] * 12_000))
    assert (len(found.events), found.cut) == (10_000, True)
    reader = Reader(replace(found, events=found.events[:500]), START, END, _looks=2_000)
    with pytest.raises(TooMuchError):
        list(reader.happenings())
    large = "BEGIN:VCALENDAR\r\n" + "X" * 4_000_000
    assert read(tmp_path, large).unread == {"events": "its file is larger than 4 MB"}


def test_a_title_is_one_line_of_some_length(tmp_path: Path) -> None:
    text = calendar(event().replace("Fair", "a\\n\\nb" + "x" * 500))

    (only,) = read(tmp_path, text).events

    assert "\n" not in only.title
    assert len(only.title) <= 80


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.sampled_from(["DTSTART", "RRULE", "EXDATE", "RDATE"]))
def test_no_value_makes_it_fail(value: str, name: str) -> None:
    text = calendar(event(), event(f"{name}:{value}"), f"BEGIN:VEVENT\r\n{value}\r\n")

    list(Reader(blocks(text), START, END).happenings())
