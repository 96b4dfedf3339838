"""Why a name is no time zone, and what its author may have meant."""

from __future__ import annotations

import pytest
from checks.asking import a_post, of_post
from checks.example_workspace import posts
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import timezone_unknown
from mergecast.checks.base import Context
from mergecast.checks.basis.zone_hints import places, reason
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.schedule import schedule
from mergecast.model.settings import Account, Settings
from mergecast.model.workspace import Workspace

VAGUE = "does not say which place's clocks are meant"
FIXED = "is a fixed offset, not the clock of a place"
REVERSED = "is a fixed offset whose sign is reversed, not the clock of a place"
SHORT = "is a short name, not the name of a place"
NONE = "is not a time zone"


@pytest.mark.parametrize(
    ("name", "why", "meant"),
    [
        ("CST", VAGUE, "America/Chicago"),
        ("CST", VAGUE, "Asia/Shanghai"),
        ("EST", VAGUE, "America/New_York"),
        ("EST5EDT", VAGUE, "America/New_York"),
        ("IST", VAGUE, "Asia/Kolkata"),
        ("GMT", VAGUE, "Europe/London"),
        ("Etc/GMT", VAGUE, "UTC"),
        ("MYT", SHORT, "Asia/Kuala_Lumpur"),
        ("SGT", SHORT, "Asia/Singapore"),
        ("Z", SHORT, "UTC"),
        ("Etc/GMT+8", REVERSED, "Asia/Kuala_Lumpur"),
        ("UTC+8", FIXED, "Asia/Kuala_Lumpur"),
        ("GMT-5", FIXED, "America/New_York"),
        ("+05:30", FIXED, "Asia/Kolkata"),
        ("Kuala_Lumpur", NONE, "Asia/Kuala_Lumpur"),
        ("asia/kuala_lumpur", NONE, "Asia/Kuala_Lumpur"),
        ("Asia/Kuala-Lumpur", NONE, "Asia/Kuala_Lumpur"),
        ("Asia/Kuala_Lumpor", NONE, "Asia/Kuala_Lumpur"),
        ("Malaysia", NONE, "Asia/Kuala_Lumpur"),
        ("Tokio", NONE, "Asia/Tokyo"),
        ("utc", NONE, "UTC"),
    ],
)
def test_a_refused_name_says_why_and_what_to_write(
    name: str, why: str, meant: str
) -> None:
    (found,) = of_post(timezone_unknown, a_post(timezone=name))

    assert found.message == f"'{name}' {why}"
    assert f"'{meant}'" in found.hint


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=20) | st.from_regex(r"[A-Z]{1,5}", fullmatch=True))
def test_what_is_suggested_is_always_a_zone(name: str) -> None:
    try:
        zone(name)
    except UnknownZoneError:
        assert reason(name)
        assert all(zone(place) for place in places(name))
        assert len(places(name)) <= 3


def test_an_account_s_zone_is_said_to_be_the_account_s() -> None:
    settings = Settings(accounts={"acme": Account("acme", "x", "acme_hq", None, "PST")})
    (post,) = posts(a_post())
    here = Context(Workspace(settings), schedule(post, settings))

    (found,) = timezone_unknown.check(post, here)

    assert found.place.route == ("accounts",)
    assert found.message.startswith("the time zone of its accounts, 'PST', ")
    assert found.hint.startswith("in mergecast.yaml, write 'America/Los_Angeles'")


def test_a_draft_s_zone_is_looked_at_too() -> None:
    draft = a_post("calendar/queue/idea.yaml", publish_at="", timezone="CST")

    assert of_post(timezone_unknown, draft)
