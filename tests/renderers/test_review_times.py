"""When a post goes out, as people in several places read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mergecast.renderers.review_times import short, times
from mergecast.review.difference import Difference, Kind
from mergecast.review.report import PostReview

POST = PostReview(
    "launch-2026",
    "calendar/2026/11/24-launch.yaml",
    Difference(Kind.NEW, ()),
    at=datetime(2026, 11, 24, 1, tzinfo=UTC),
    zones=("Asia/Kuala_Lumpur", "Europe/London", "America/New_York"),
)


def test_the_day_stands_where_it_is_another_one() -> None:
    assert times(POST) == (
        "**Tue 24 Nov 2026 09:00** Kuala Lumpur · 01:00 London · "
        "Mon 23 Nov 20:00 New York"
    )


def test_a_post_that_goes_as_soon_as_it_can_has_an_end() -> None:
    told = times(replace(POST, asap=True, zones=("UTC",)))

    assert told == "as soon as it is approved, before **Tue 24 Nov 2026 01:00** UTC"


def test_a_draft_has_no_time() -> None:
    draft = replace(POST, at=None)

    assert times(draft) == ""
    assert short(draft, year=True, place=True) == ""


def test_seconds_stand_where_there_are_any() -> None:
    exact = replace(POST, at=datetime(2026, 11, 24, 1, 0, 7, tzinfo=UTC))

    assert "**Tue 24 Nov 2026 09:00:07** Kuala Lumpur" in times(exact)


@pytest.mark.parametrize(
    ("year", "place", "told"),
    [
        (False, False, "Tue 24 Nov 09:00"),
        (True, False, "Tue 24 Nov 2026 09:00"),
        (False, True, "Tue 24 Nov 09:00 Kuala Lumpur"),
    ],
)
def test_a_list_tells_what_its_lines_do_not_share(
    *, year: bool, place: bool, told: str
) -> None:
    assert short(POST, year=year, place=place) == told


def test_what_is_no_town_stays_as_it_is() -> None:
    assert times(replace(POST, zones=("UTC",))).endswith("** UTC")
