"""When nothing should go out, as instants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.model.blackout import (
    UNREAD,
    Blackout,
    Blackouts,
    Force,
    HolidayRule,
    Reach,
)
from mergecast.model.moments import zone
from mergecast.model.post import Part, Post
from mergecast.model.settings import (
    Account,
    Audience,
    Publishing,
    QuietHours,
    Settings,
)
from mergecast.planning.blackouts import closed, holidays_of_post, stops, stretch

KL = Account("acme", "x", "acme_hq", timezone="Asia/Kuala_Lumpur")
NO_RULES = Settings()
FUNERAL = Blackout("State funeral", Force.MOURNING, "2026-11-26", "2026-11-27")


def at(text: str, place: str = "Asia/Kuala_Lumpur") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(place))


def post(name: str = "launch", **data: object) -> Post:
    return Post("calendar/2026/11/26-a.yaml", name, ("acme",), (), data=data)


def test_a_day_is_one_where_the_account_is_and_its_last_belongs_to_it() -> None:
    found = stretch(FUNERAL, KL)
    assert (found.start, found.end) == (at("2026-11-26"), at("2026-11-28"))
    assert found.reason == "blackout 'State funeral' (mourning)"


def test_a_blackout_is_as_long_as_its_days_last_for_any_of_the_readers() -> None:
    zones = ("Asia/Kuala_Lumpur", "Europe/London")
    both = Account("acme", "x", "acme_hq", audience=Audience(zones))
    found = stretch(FUNERAL, both)
    assert found.start == at("2026-11-26")
    assert found.end == at("2026-11-28", "Europe/London")


def test_its_own_zone_counts_for_all() -> None:
    own = Blackout("a", Force.CLOSED, "2026-11-26", "2026-11-26", timezone="UTC")
    assert stretch(own, KL).start == datetime(2026, 11, 26, tzinfo=UTC)


def test_a_moment_ends_it_to_the_minute() -> None:
    own = Blackout("a", Force.CLOSED, "2026-11-26 12:00", "2026-11-26 12:02")
    assert closed(NO_RULES, Blackouts((own,)), KL, at("2026-11-26 11:59")) is None
    assert closed(NO_RULES, Blackouts((own,)), KL, at("2026-11-26 12:00"))
    assert closed(NO_RULES, Blackouts((own,)), KL, at("2026-11-26 12:02")) is None


def test_clocks_that_are_set_back_end_it_with_the_second_of_both() -> None:
    own = Blackout(
        *("a", Force.CLOSED, "2026-10-25 01:15", "2026-10-25 01:30"),
        timezone="Europe/London",
    )
    found = stretch(own, KL)
    assert found.end - found.start == timedelta(hours=1, minutes=15)


def test_a_zone_that_nobody_knows_makes_it_longer_not_shorter() -> None:
    lost = Account("acme", "x", "acme_hq", timezone="Mars/Olympus")
    found = stretch(FUNERAL, lost)
    assert found.start == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert found.end == datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("regions", "audience", "meant"),
    [
        ((), ("GB",), True),
        (("MY",), (), True),
        (("MY",), ("MY-14",), True),
        (("MY-14",), ("MY",), False),
        (("MY",), ("GB", "MY"), True),
        (("MY",), ("GB",), False),
        (("M",), ("MY",), False),
    ],
)
def test_a_region_means_its_parts_and_readers_may_be_anywhere_unless_said(
    regions: tuple[str, ...], audience: tuple[str, ...], *, meant: bool
) -> None:
    account = Account("acme", "x", "acme_hq", audience=Audience((), audience))
    own = Blackout("a", Force.MOURNING, "2026-11-26", "2026-11-26", Reach(regions))
    assert bool(stops(Blackouts((own,)), account, post())) is meant


def test_networks_accounts_and_buckets_narrow_it() -> None:
    for reach in (
        Reach(networks=frozenset({"bluesky"})),
        Reach(accounts=frozenset({"other"})),
        Reach(buckets=frozenset({"reactive"})),
    ):
        own = Blackout("a", Force.CLOSED, "2026-11-26", "2026-11-26", reach)
        assert not stops(Blackouts((own,)), KL, post(bucket="evergreen"))
    own = Blackout(
        *("a", Force.CLOSED, "2026-11-26", "2026-11-26"),
        Reach(buckets=frozenset({"evergreen"})),
    )
    assert stops(Blackouts((own,)), KL, post(bucket="evergreen"))
    assert not stops(Blackouts((own,)), KL, post())
    noon = at("2026-11-26 12:00")
    assert closed(NO_RULES, Blackouts((own,)), KL, noon) is None
    assert closed(NO_RULES, Blackouts((own,)), KL, noon, "evergreen")


def test_an_exception_is_of_one_post_and_a_day_to_avoid_stops_none() -> None:
    own = Blackout(
        *("a", Force.MOURNING, "2026-11-26", "2026-11-26"),
        spared=frozenset({"condolence"}),
    )
    assert not stops(Blackouts((own,)), KL, post("condolence"))
    assert stops(Blackouts((own,)), KL, post())
    mild = Blackout("a", Force.AVOID, "2026-11-26", "2026-11-26")
    assert not stops(Blackouts((mild,)), KL, post())
    told = closed(NO_RULES, Blackouts((mild,)), KL, at("2026-11-26 09:00"))
    assert told == "'a' is a day to avoid"


def test_public_holidays_count_where_they_were_looked_up() -> None:
    rule = HolidayRule("MY-14", open=frozenset({"2026-12-25"}))
    days = {"2026-11-08": "Deepavali", "2026-12-25": "Christmas Day"}
    known = Blackouts(holidays=(rule,), public={"MY-14": days})
    told = closed(NO_RULES, known, KL, at("2026-11-08 23:59"))
    assert told == "'Deepavali (MY-14)' is a day to avoid"
    assert closed(NO_RULES, known, KL, at("2026-11-09")) is None
    assert closed(NO_RULES, known, KL, at("2026-12-25 09:00")) is None
    unknown = Blackouts(holidays=(rule,))
    assert closed(NO_RULES, unknown, KL, at("2026-11-08 12:00")) is None
    found = list(holidays_of_post(known, KL, post(), at("2026-11-08 12:00")))
    assert [each.name for each, _ in found] == ["Deepavali (MY-14)"]


def test_quiet_hours_are_those_of_the_readers_and_an_account_may_have_its_own() -> None:
    night = Settings(publishing=Publishing(quiet_hours=QuietHours(22 * 60, 7 * 60)))
    assert closed(night, Blackouts(), KL, at("2026-11-26 06:59")) == (
        "06:59 in Asia/Kuala_Lumpur is in the quiet hours (22:00-07:00)"
    )
    assert closed(night, Blackouts(), KL, at("2026-11-26 07:00")) is None
    zones = Audience(("Asia/Kuala_Lumpur", "Europe/London"))
    both = Account("acme", "x", "acme_hq", audience=zones)
    assert closed(night, Blackouts(), both, at("2026-11-26 09:00")) == (
        "01:00 in Europe/London is in the quiet hours (22:00-07:00)"
    )
    awake = Account("acme", "x", "acme_hq", quiet_hours=QuietHours(0, 0))
    assert closed(night, Blackouts(), awake, at("2026-11-26 03:00")) is None
    there = Settings(publishing=Publishing(quiet_hours=QuietHours(0, 60, "UTC")))
    assert closed(there, Blackouts(), KL, at("2026-11-26 08:30"))


DAYS = st.dates(datetime(2026, 1, 1).date(), datetime(2028, 12, 31).date())  # noqa: DTZ001 - days alone
ZONES = st.sampled_from(
    ["Asia/Kuala_Lumpur", "Europe/London", "America/Havana", "Pacific/Apia", "UTC"]
)


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(0, 5), ZONES, st.integers(-90, 9 * 24 * 60))
def test_an_instant_is_inside_just_if_its_day_there_is(
    first: datetime, more: int, place: str, minutes: int
) -> None:
    last = first + timedelta(days=more)
    account = Account("acme", "x", "acme_hq", timezone=place)
    own = Blackout("a", Force.CLOSED, first.isoformat(), last.isoformat())
    start = stretch(own, account).start
    instant = start + timedelta(minutes=minutes)
    there = instant.astimezone(zone(place)).date()
    inside = closed(NO_RULES, Blackouts((own,)), account, instant) is not None
    # Clocks that go back over midnight show a day's first hour twice.
    assert inside is (first <= there <= last) or _twice(instant, place)


def _twice(instant: datetime, place: str) -> bool:
    near = instant.astimezone(zone(place)).replace(tzinfo=None)
    found = {near.replace(tzinfo=zone(place), fold=fold).utcoffset() for fold in (0, 1)}
    return len(found) > 1


def test_a_post_of_some_parts_has_no_more_blackouts() -> None:
    several = Post("p", "launch", ("acme",), (Part((), "a"), Part((), "b")), data={})
    assert len(stops(Blackouts((FUNERAL,)), KL, several)) == 1


def test_what_nobody_can_read_closes_every_day() -> None:
    why = closed(NO_RULES, UNREAD, KL, at("2026-11-26"))
    assert why == "calendar/blackouts.yaml cannot be read, so any day may be closed"
    (found,) = stops(UNREAD, KL, post())
    assert found.holds(at("1970-01-01"))
    assert found.holds(at("2999-12-31"))
