"""The week to come: what is in it, which slots are free, and the mix of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from planning.calendar_posts import SETTINGS, post, shown

from mergecast.model.settings import Account, Settings
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.ahead import Gap, WeekAhead, week_ahead
from mergecast.planning.measuring import measured

ZONE = ZoneInfo("Asia/Kuala_Lumpur")
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_HOUR = timedelta(hours=1)


def _slots(*slots: object) -> Settings:
    acme = SETTINGS.accounts["acme"]
    return replace(SETTINGS, accounts={"acme": replace(acme, data={"slots": [*slots]})})


def _week(
    *entries: Entry, settings: Settings = SETTINGS, now: datetime = MONDAY
) -> WeekAhead:
    return week_ahead(entries, settings, now, ZONE)


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=ZONE)


@pytest.mark.parametrize(("day", "hour"), [(21, 0), (22, 23), (23, 0), (27, 23)])
def test_it_is_the_week_that_it_is_there_and_on_a_weekend_the_next(
    day: int, hour: int
) -> None:
    week = _week(shown(post("launch")), now=_at(day, hour))

    assert (week.shown.first, week.shown.last) == (
        date(2026, 11, 23),
        date(2026, 11, 29),
    )
    assert [each.post.id for each in week.days[date(2026, 11, 24)]] == ["launch"]


def test_slots_with_nothing_in_them_are_gaps_and_what_has_passed_is_none() -> None:
    settings = _slots({"at": "09:00", "days": ["mon", "tue", "wed"]})

    week = _week(shown(post("launch")), settings=settings, now=_at(23, 10))

    assert week.gaps == (Gap("acme", _at(25, 9)),)


def test_a_slot_that_is_kept_free_is_told_apart() -> None:
    settings = _slots({"at": "18:00", "days": ["tue"], "reserved": True})

    assert _week(settings=settings).gaps == (Gap("acme", _at(24, 18), kept=True),)


def test_a_slot_in_which_nothing_may_go_out_is_no_gap() -> None:
    settings = _slots({"at": "09:00", "days": ["tue", "wed"]})

    def shut(_account: Account, at: datetime, _bucket: str | None) -> str | None:
        return "silence" if at == _at(24, 9) else None

    week = week_ahead([], settings, MONDAY, ZONE, shut)

    assert week.gaps == (Gap("acme", _at(25, 9)),)


def test_what_was_dropped_leaves_its_slot_empty() -> None:
    settings = _slots({"at": "09:00", "days": ["tue"]})
    dropped = replace(shown(post("launch")), stage=Stage.CANCELLED)

    assert _week(dropped, settings=settings).gaps == (Gap("acme", _at(24, 9)),)


def test_an_account_without_slots_has_a_gap_only_if_nothing_goes_out_all_week() -> None:
    week = _week(shown(post("launch")))

    assert week.gaps == (Gap("acme-uk"),)


def test_the_mix_is_that_of_the_week_alone() -> None:
    this = shown(post("launch", bucket="evergreen"))
    other = shown(post("later", "2026-12-24 09:00", bucket="industry"))

    (mix,) = _week(this, other).mixes

    assert {share.name: share.count for share in mix.buckets}["evergreen"] == 1
    assert mix.planned.of == 1


def test_a_slot_that_is_kept_free_counts_in_the_mix_as_it_does_in_calendar_mix() -> (
    None
):
    settings = _slots({"at": "18:00", "days": ["wed"], "reserved": True})
    entries = [shown(post("launch", bucket="evergreen"))]

    week = _week(*entries, settings=settings)

    (mix,) = week.mixes
    assert (mix.room, mix.planned.count, mix.planned.of) == (1, 1, 2)
    beside = measured(entries, week.shown, settings, MONDAY)
    assert week.mixes == tuple(each.mix for each in beside)


def test_a_post_of_the_sunday_before_fills_no_week_and_takes_the_slot_beside_it() -> (
    None
):
    before = shown(post("launch", "2026-11-22 23:50"))
    slots = _slots({"at": "00:05", "days": ["mon"]})
    settings = replace(slots, publishing=replace(slots.publishing, spacing=_HOUR))
    early = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)

    taken = week_ahead([before], settings, early, ZONE)
    without = week_ahead([before], _slots(), early, ZONE)

    assert (taken.gaps, taken.mixes) == ((), ())
    assert without.gaps == (Gap("acme"),)
