"""Times that mean nothing, contradict each other, or do not fit their place."""

from __future__ import annotations

import pytest
from checks.asking import a_post, of_post
from checks.example_workspace import context, posts
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import (
    asap_without_until,
    campaign_outside,
    embargo_broken,
    publish_at_missing,
    queue_with_time,
    time_happens_twice,
    time_not_real,
    time_skipped,
    timezone_missing,
    until_before_publish,
    which_without_need,
)
from mergecast.checks.base import PostCheck
from mergecast.checks.table import POST_CHECKS
from mergecast.findings import Edit, Severity
from mergecast.source import Place

PATH = "calendar/2026/11/24-launch.yaml"
TIMES = st.sampled_from(
    [
        *("", "2026-11-24 09:00", "2026-02-30 09:00", "2026-03-29 02:30"),
        *("2026-11-01 01:30", "2026-03-08 02:30", "2026-10-25 02:30", "soon"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["acme", "acme-my", "acme-de", "acme-us", "nobody"]),
        min_size=1,
        unique=True,
    ),
    TIMES | st.just("asap"),
    TIMES,
    TIMES,
    st.sampled_from(["", "CST", "Europe/Berlin", "America/New_York", "Nowhere/None"]),
    st.sampled_from(["", "first", "second"]),
)
def test_a_post_whose_times_mean_nothing_always_gets_an_error(  # noqa: PLR0917 - drawn
    accounts: list[str], at: str, until: str, not_before: str, zone: str, which: str
) -> None:
    (post,) = posts(
        a_post(
            accounts=f"[{', '.join(accounts)}]",
            publish_at=at,
            until=until,
            not_before=not_before,
            timezone=zone,
            which=which,
        )
    )
    here = context(post)
    errors = [
        remark
        for check in POST_CHECKS
        if check.SEVERITY is Severity.ERROR
        for remark in check.check(post, here)
    ]

    nothing_to_send = here.schedule.at is None and here.schedule.until is None
    if here.schedule.trouble is not None or (nothing_to_send and at != "asap"):
        assert errors
    assert all(remark.message and remark.hint for remark in errors)


@pytest.mark.parametrize(
    ("fields", "field", "clock"),
    [
        ({"publish_at": "2026-03-29 02:30"}, "publish_at", "2026-03-29 03:30"),
        ({"until": "2026-03-29 02:30:01"}, "until", "2026-03-29 03:30:01"),
        ({"not_before": "2027-03-28 02:00"}, "not_before", "2027-03-28 03:00"),
    ],
)
def test_a_skipped_time_says_what_clocks_show(
    fields: dict[str, str], field: str, clock: str
) -> None:
    (found,) = of_post(time_skipped, a_post(accounts="[acme-de]", **fields))

    assert found.place == Place(PATH, (field,))
    assert found.message == (
        f"'{fields[field]}' never comes in Europe/Berlin: "
        "clocks are set forward over it"
    )
    assert f"'{clock}'" in found.hint


def test_a_whole_day_can_be_skipped() -> None:
    (found,) = of_post(
        time_skipped, a_post(timezone="Pacific/Apia", publish_at="2011-12-30 10:00")
    )

    assert "'2011-12-31 10:00'" in found.hint


def test_a_time_that_happens_twice_names_both_in_utc() -> None:
    (found,) = of_post(
        time_happens_twice,
        a_post(timezone="Australia/Lord_Howe", publish_at="2026-04-05 01:45"),
    )

    assert found.message.endswith("at 14:45 UTC and at 15:15 UTC")
    assert found.hint == (
        "add 'which: first' for 14:45 UTC, or 'which: second' for 15:15 UTC"
    )


@pytest.mark.parametrize("field", ["until", "not_before"])
def test_an_end_or_embargo_may_happen_twice(field: str) -> None:
    end = a_post(accounts="[acme-us]", **{field: "2026-11-01 01:30"})

    assert not of_post(time_happens_twice, end)


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({"publish_at": "2026-11-01 01:30"}, True),
        ({"publish_at": "2026-11-01 02:30"}, False),
        ({"publish_at": "2026-03-08 03:30"}, False),
        ({"publish_at": ""}, False),
        ({"publish_at": "asap", "until": "2026-11-01 01:30"}, False),
    ],
)
def test_which_is_needed_only_where_a_time_happens_twice(
    fields: dict[str, str], *, needed: bool
) -> None:
    found = of_post(
        which_without_need, a_post(accounts="[acme-us]", which="first", **fields)
    )

    assert not found if needed else len(found) == 1
    assert all(remark.fix == Edit(Place(PATH, ("which",)), None) for remark in found)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026-02-30 09:00", "choose a day of that month: 2026-02 has 28 days"),
        ("2028-02-30 09:00", "choose a day of that month: 2028-02 has 29 days"),
        ("2026-11-31 09:00", "choose a day of that month: 2026-11 has 30 days"),
        ("2026-11-30 25:00", "write it like '2026-11-24 09:00'"),
        ("2026-13-01 09:00", "write it like '2026-11-24 09:00'"),
        ("soon", "write it like '2026-11-24 09:00'"),
    ],
)
def test_a_date_that_no_calendar_has_is_told_with_the_month_s_length(
    written: str, hint: str
) -> None:
    (found,) = of_post(time_not_real, a_post(publish_at=written))

    assert found.message == f"'{written}' is not a real date and time"
    assert found.hint == hint


def test_clocks_to_choose_from_are_named_with_their_accounts() -> None:
    (found,) = of_post(timezone_missing, a_post(accounts="[acme, nobody, acme-de]"))

    assert found.message == (
        "these accounts go by different clocks: "
        "acme by Asia/Kuala_Lumpur, acme-de by Europe/Berlin"
    )
    assert found.hint == (
        "add 'timezone:' with the clock you mean: Asia/Kuala_Lumpur or Europe/Berlin"
    )


def test_a_post_goes_out_at_a_time_or_waits_in_the_queue() -> None:
    draft = {"path": "calendar/queue/ideas/launch.yaml", "publish_at": ""}

    assert of_post(publish_at_missing, a_post(publish_at=""))
    assert not of_post(publish_at_missing, a_post(**draft))
    assert not of_post(queue_with_time, a_post(**draft))
    assert of_post(queue_with_time, a_post(**{**draft, "publish_at": "asap"}))
    assert not of_post(queue_with_time, a_post())


def test_only_asap_needs_an_end() -> None:
    assert not of_post(asap_without_until, a_post())
    assert of_post(asap_without_until, a_post(publish_at="asap"))
    assert not of_post(
        asap_without_until, a_post(publish_at="asap", until="2026-11-24 18:00")
    )


@pytest.mark.parametrize(
    ("until", "wrong"),
    [
        ("2026-11-24 08:59:59", True),
        ("2026-11-24 09:00", True),
        ("2026-11-24 09:00:01", False),
    ],
)
def test_a_post_ends_after_it_starts(until: str, *, wrong: bool) -> None:
    assert bool(of_post(until_before_publish, a_post(until=until))) is wrong
    embargo = a_post(publish_at="asap", not_before="2026-11-24 09:00", until=until)
    assert bool(of_post(until_before_publish, embargo)) is wrong


@pytest.mark.parametrize(
    ("not_before", "wrong"),
    [
        ("2026-11-24 09:00", False),
        ("2026-11-24 09:00:01", True),
        ("2026-11-23 23:59", False),
    ],
)
def test_an_embargo_ends_before_the_post_goes_out(
    not_before: str, *, wrong: bool
) -> None:
    assert bool(of_post(embargo_broken, a_post(not_before=not_before))) is wrong


def test_an_embargo_in_the_hour_that_happens_twice_lasts_to_its_end() -> None:
    fields = {
        "accounts": "[acme-us]",
        "publish_at": "2026-11-01 01:30",
        "not_before": "2026-11-01 01:10",
    }

    assert of_post(embargo_broken, a_post(which="first", **fields))
    assert not of_post(embargo_broken, a_post(which="second", **fields))


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("2026-10-31", "before campaign 'launch' starts on 2026-11-01"),
        ("2026-11-01", ""),
        ("2026-12-31", ""),
        ("2027-01-01", "after campaign 'launch' ends on 2026-12-31"),
    ],
)
def test_a_campaign_s_first_and_last_day_belong_to_it(day: str, outside: str) -> None:
    timed = of_post(
        campaign_outside, a_post(campaign="launch", publish_at=f"{day} 00:00")
    )
    asap = of_post(
        campaign_outside,
        a_post(campaign="launch", publish_at="asap", until=f"{day} 23:59"),
    )

    expected = [f"{day} is {outside}"] if outside else []
    assert [remark.message for remark in timed] == expected
    assert [remark.message for remark in asap] == expected


@pytest.mark.parametrize(
    "check",
    [
        check
        for check in POST_CHECKS
        if check.ID.startswith(("time", "until", "embargo"))
    ],
    ids=lambda check: check.ID,
)
def test_a_draft_without_times_says_nothing(check: PostCheck) -> None:
    draft = a_post(
        "calendar/queue/idea.yaml", publish_at="", accounts="[acme, acme-de]"
    )

    assert not of_post(check, draft)
