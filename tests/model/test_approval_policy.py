"""What a need asks for, who reads what, and how risky a post is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mergecast.loading import build_people
from mergecast.model.approval import ANYONE, PROFILES, ApprovalRule, Need, When
from mergecast.model.languages import reads
from mergecast.model.post import Post
from mergecast.model.risk import Risk, risk
from mergecast.model.team import Leave, Member


@pytest.mark.parametrize(
    ("need", "places"),
    [
        (Need(), ()),
        (Need(count=2), (ANYONE, ANYONE)),
        (Need(all_of=("legal", "brand")), (("legal",), ("brand",))),
        (Need(all_of=("legal",), count=2), (("legal",), ANYONE)),
        (Need(any_of=("legal", "brand")), (("legal", "brand"),)),
        (Need(any_of=("duty",), count=3), (("duty",),) * 3),
        (Need(("legal",), ("duty",), 1), (("legal",), ("duty",))),
        (Need(("legal",), ("duty",), 3), (("legal",), ("duty",), ("duty",))),
    ],
)
def test_a_need_has_a_place_for_each_person(
    need: Need, places: tuple[tuple[str, ...], ...]
) -> None:
    assert need.places == places


def test_without_a_section_there_is_no_policy() -> None:
    assert build_people.approval(None) is None
    assert build_people.approval({}) == PROFILES["team"]
    assert build_people.approval({"profile": "small"}) == PROFILES["small"]


def test_what_a_section_says_goes_before_its_profile() -> None:
    found = build_people.approval(
        {
            "profile": "small",
            "strict": True,
            "valid_for": "30d",
            "reschedule": {"any_of": ["strategist"]},
            "policy": {"count": 2},
            "rules": [{"paid": True, "accounts": ["acme"], "all_of": ["legal"]}],
        }
    )

    assert found is not None
    assert (found.strict, found.valid_for) == (True, timedelta(days=30))
    assert not found.readers
    assert found.reschedule == Need(any_of=("strategist",))
    assert found.policy == Need(count=2)
    when = When(accounts=frozenset({"acme"}), paid=True)
    assert found.rules == (ApprovalRule(1, when, Need(all_of=("legal",))),)


def test_people_and_their_leave_are_read_as_written() -> None:
    team = build_people.team(
        {
            "members": {
                "mei": {"name": "陈美玲", "languages": ["zh-Hans"], "roles": ["legal"]},
                "omar": {"name": "عمر", "signing_keys": ["ssh-ed25519 AAAA"]},
            }
        }
    )
    away = [{"member": "mei", "from": "2026-12-21", "to": "2027-01-03"}]

    assert team.members["mei"] == Member(
        "mei", "陈美玲", roles=("legal",), languages=("zh-Hans",)
    )
    assert team.signs
    assert [each.key for each in team.holders({"legal"})] == ["mei"]
    assert [each.key for each in team.holders(())] == ["mei", "omar"]
    assert build_people.leaves({"away": away}) == (
        Leave("mei", "2026-12-21", "2027-01-03"),
    )


@pytest.mark.parametrize(
    ("languages", "locale", "can"),
    [
        (["en"], "en-GB", True),
        (["en-GB"], "en", True),
        (["zh"], "zh-Hant", True),
        (["zh-Hans"], "zh-Hant", False),
        (["zh-Hans"], "zh", True),
        (["es-MX"], "es-419", True),
        (["ms", "en"], "id", False),
        ([], "en", False),
    ],
)
def test_who_reads_a_language_reads_it_in_every_country(
    languages: list[str], locale: str, *, can: bool
) -> None:
    assert reads(languages, locale) is can


@pytest.mark.parametrize(
    ("data", "level"),
    [
        ({}, Risk.LOW),
        ({"rating": "G", "trend": {"safety": 4}}, Risk.LOW),
        ({"paid": True}, Risk.MEDIUM),
        ({"made_with_ai": True}, Risk.MEDIUM),
        ({"source": {"kind": "ugc"}}, Risk.MEDIUM),
        ({"rating": "PG"}, Risk.MEDIUM),
        ({"lane": "realtime"}, Risk.MEDIUM),
        ({"trend": {"safety": 3}}, Risk.MEDIUM),
        ({"trend": {"safety": 2}, "paid": True}, Risk.HIGH),
        ({"rating": "PG-13"}, Risk.HIGH),
        ({"incident": "outage"}, Risk.HIGH),
        ({"statement": {"id": "outage"}}, Risk.HIGH),
    ],
)
def test_the_gravest_sign_gives_the_risk(data: dict[str, object], level: Risk) -> None:
    assert risk(Post("p", "launch-2026", ("acme",), (), data=data)) is level
