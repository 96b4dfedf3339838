"""The feed, read back by a program that is not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from planning.calendar_posts import post, shown

from mergecast.model.post import Post
from mergecast.planning.agenda import Stage
from mergecast.renderers.calendar_ics import Feed, calendar_ics

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _feed(*posts: Post, changed: dict[str, datetime] | None = None) -> str:
    entries = [shown(each) for each in posts]
    return calendar_ics(Feed("Posts", "acme.social", entries, NOW, changed or {}))


def _events(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_post_is_one_event_at_its_instant() -> None:
    each = post(
        "launch", text="已经发布 🎉\nsemua orang", bucket="evergreen", owner="mei"
    )

    (event,) = _events(_feed(each))

    assert event["UID"] == "launch@acme.social"
    assert event.decoded("DTSTART") == datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert event.decoded("DURATION") == timedelta(minutes=15)
    assert event["SUMMARY"] == "已经发布 🎉 [acme]"
    assert "semua orang" in event["DESCRIPTION"]
    assert "owner: mei" in event["DESCRIPTION"]
    assert event["STATUS"] == "CONFIRMED"
    assert list(event["CATEGORIES"].cats) == ["evergreen"]


def test_what_has_no_time_is_left_out() -> None:
    assert _events(_feed(post("later", None))) == []


def test_a_moved_post_is_the_same_event_with_a_higher_sequence() -> None:
    before, after = post("launch"), post("launch", "2026-12-01 10:00")
    then = {before.path: NOW - timedelta(days=2)}
    later = {after.path: NOW - timedelta(hours=1)}

    (old,), (new,) = (
        _events(_feed(before, changed=then)),
        _events(_feed(after, changed=later)),
    )

    assert old["UID"] == new["UID"]
    assert old["SEQUENCE"] < new["SEQUENCE"] < 2**31


def test_the_same_state_gives_the_same_bytes() -> None:
    each = post("launch")
    changed = {each.path: NOW}

    assert _feed(each, changed=changed) == _feed(post("launch"), changed=changed)


def test_clocks_that_change_keep_the_id_and_move_the_instant() -> None:
    uk = {"accounts": ["acme-uk"]}
    winter = post("tea", "2026-03-28 09:00", **uk)
    summer = post("tea", "2026-03-29 09:00", **uk)

    (one,), (other,) = _events(_feed(winter)), _events(_feed(summer))

    assert one["UID"] == other["UID"]
    assert other.decoded("DTSTART") - one.decoded("DTSTART") == timedelta(hours=23)


def test_what_happened_on_record_is_a_change_of_the_event_too() -> None:
    each = post("launch")
    edited = {each.path: NOW - timedelta(days=2)}
    live = replace(shown(each), stage=Stage.LIVE, since=NOW)

    (before,) = _events(_feed(each, changed=edited))
    (after,) = _events(calendar_ics(Feed("Posts", "acme.social", [live], NOW, edited)))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") == NOW


def test_each_day_of_a_series_is_an_event_of_its_own_that_stays_the_same() -> None:
    tips = post("tips", "2026-03-28 09:00", accounts=["acme-uk"])
    days = ["2026-03-28", "2026-03-29"]
    each = [replace(tips, date=day, publish_at=f"{day} 09:00") for day in days]

    one, other = _events(_feed(*each))

    assert one["UID"] == "tips~2026-03-28@acme.social"
    assert other["UID"] == "tips~2026-03-29@acme.social"
    assert other.decoded("DTSTART") - one.decoded("DTSTART") == timedelta(hours=23)
    later = replace(each[1], publish_at="2026-03-29 11:00")
    (moved,) = _events(_feed(later))
    assert moved["UID"] == other["UID"]


def test_a_feed_written_again_by_another_program_says_the_same() -> None:
    text = _feed(post("launch", text="a, b; c\\ \n已经 🎉", bucket="evergreen"))

    again = Calendar.from_ical(Calendar.from_ical(text).to_ical())

    assert again == Calendar.from_ical(text)
    assert str(again["NAME"]) == "Posts"
    (event,) = again.walk("VEVENT")
    assert "a, b; c\\" in str(event["DESCRIPTION"])


HOSTILE = st.text(
    st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=200
) | st.sampled_from(
    [
        "a\r\nBEGIN:VEVENT\r\nSUMMARY:extra",
        "END:VEVENT\nEND:VCALENDAR",
        "\\n\\;\\,",
        "x" * 10_000,
        "\u202egnirts\u2066",
        "👨‍👩‍👧‍👦" * 300,
        "a\x85b\u2028c\u2029d\x0be",
    ]
)


@settings(max_examples=80)
@given(HOSTILE)
def test_no_text_becomes_anything_but_text(text: str) -> None:
    about = {"owner": text, "campaign": text, "bucket": text}
    other = dict.fromkeys(about, "x")
    feed = _feed(post("launch", text=text, **about), post("next-one", **other))

    events = _events(feed)

    assert [event["UID"] for event in events] == [
        "launch@acme.social",
        "next-one@acme.social",
    ]
    assert set(events[0]) == set(events[1])
    lines = feed.encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
