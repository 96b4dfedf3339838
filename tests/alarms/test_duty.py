"""Who is called first, and who after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mergecast.alarms.duty import MOST, Duty, next_rung
from mergecast.model.approval import ApprovalPolicy, ApprovalRule, Need, When
from mergecast.model.rota import Hours, OnCall, Rota, Shift
from mergecast.model.settings import Account
from mergecast.model.team import Leave, Member, Team

KL, LONDON = "Asia/Kuala_Lumpur", "Europe/London"
ACME = Account("acme", "x", "acme_hq")
NIGHT = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
"""23:30 in Kuala Lumpur, half past three in the afternoon in London."""
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def member(key: str, zone: str = KL, backup: str = "", *roles: str) -> Member:
    return Member(key, key.title(), key, None, zone, roles, backup or None)


def duty(*members: Member, at: datetime = NOON, away: tuple[str, ...] = ()) -> Duty:
    leaves = tuple(Leave(key, "2026-11-20", "2026-11-30") for key in away)
    rules = (
        ApprovalRule(1, When(accounts=frozenset({"acme"})), Need(all_of=("legal",))),
        ApprovalRule(2, When(accounts=frozenset({"other"})), Need(all_of=("brand",))),
        ApprovalRule(3, When(networks=frozenset({"x"})), Need(any_of=("lead",))),
    )
    team = Team({each.key: each for each in members}, leaves)
    return Duty(team, ApprovalPolicy(rules=rules), at)


MEI = member("mei", KL, "tom")
TOM = member("tom", LONDON)
LEGAL = member("aisyah", KL, "", "legal")
BRAND = member("li", KL, "", "brand")
LEAD = member("ravi", KL, "", "lead")


def test_the_owner_and_who_could_approve_are_called_first() -> None:
    ladder = duty(BRAND, LEAD, LEGAL, TOM, MEI).ladder(ACME, "mei")

    assert ladder[0] == ("mei", "ravi", "aisyah")
    assert {*ladder[1], *ladder[2]} == {"li", "tom"}


def test_who_is_away_is_called_last() -> None:
    assert duty(MEI, TOM, LEGAL, away=("mei",)).ladder(ACME, "mei") == (
        ("aisyah",),
        ("tom",),
        ("mei",),
    )


def test_at_night_the_stand_in_who_is_awake_comes_before_the_owner() -> None:
    assert duty(MEI, TOM, BRAND, at=NIGHT).ladder(ACME, "mei") == (
        ("tom",),
        ("mei",),
        ("li",),
    )


def test_where_all_sleep_the_nearest_are_called() -> None:
    assert duty(MEI, BRAND, at=NIGHT).ladder(ACME, "mei")[0] == ("mei",)


def test_what_is_about_no_account_calls_everybody_who_could_approve() -> None:
    assert duty(MEI, BRAND, LEGAL).ladder(None)[0] == ("li", "aisyah")


@pytest.mark.parametrize("owner", [None, "nobody"])
def test_without_an_owner_or_rules_everybody_is_called(owner: str | None) -> None:
    team = Team({each.key: each for each in (MEI, TOM)})

    assert Duty(team, None, NOON).ladder(None, owner) == (("mei",), ("tom",))


def test_somebody_is_called_if_there_is_anybody() -> None:
    assert duty(MEI, away=("mei",)).ladder(ACME) == (("mei",),)
    assert duty().ladder(ACME) == ()


def test_who_has_no_login_cannot_be_called() -> None:
    unknown = Member("lim", "Lim", None, None, KL)

    assert duty(unknown, MEI).ladder(ACME, "lim") == (("mei",),)


def test_no_more_than_a_few_are_called_at_once_and_nobody_twice() -> None:
    many = [member(f"m{n}", KL, "m0", "legal") for n in range(12)]

    ladder = duty(*many).ladder(ACME, "m3")

    assert max(len(rung) for rung in ladder) == MOST
    logins = [login for rung in ladder for login in rung]
    assert sorted(logins) == sorted({f"m{n}" for n in range(12)})


def test_a_zone_that_does_not_exist_keeps_nobody_from_being_called() -> None:
    assert duty(member("mei", "Mars/Olympus")).ladder(ACME) == (("mei",),)


def test_the_next_rung_is_of_those_who_were_not_told() -> None:
    ladder = (("mei", "tom"), ("li",))

    assert next_rung(ladder, ()) == ("mei", "tom")
    assert next_rung(ladder, ("MEI",)) == ("tom",)
    assert next_rung(ladder, ("mei", "tom")) == ("li",)
    assert next_rung(ladder, ("mei", "tom", "li")) == ()


def test_who_is_on_shift_by_the_rota_is_called_before_all_others() -> None:
    found = duty(MEI, TOM, LEGAL, LEAD, at=NIGHT)
    late = Shift("late", Hours(KL, 22 * 60, 30 * 60), ("ravi",))
    turns = OnCall(("mei", "tom"), KL, "2026-11-23")

    ladder = replace(found, rota=Rota({"late": late}, on_call=turns)).ladder(ACME)

    assert ladder[0] == ("ravi", "mei")
    assert len(ladder) > 1, "who does not answer is followed by others"


def test_who_is_on_shift_and_away_is_replaced_by_their_stand_in() -> None:
    found = duty(MEI, TOM, LEGAL, at=NOON, away=("mei",))
    day = Shift("day", Hours(KL, 9 * 60, 18 * 60), ("mei",))

    ladder = replace(found, rota=Rota({"day": day})).ladder(ACME)

    assert ladder[0] == ("tom",)
