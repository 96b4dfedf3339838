"""Who ends a freeze: two people, one with the role, and never one under two names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.approvals.ports import Say, Yes
from mergecast.approvals.rules import Rules
from mergecast.crisis.thaw import TWO, needs, thaw_digest
from mergecast.incidents.thawing import Consent, thawed_by
from mergecast.loading import build_people
from mergecast.model.approval import ANYONE, ApprovalPolicy
from mergecast.model.freeze import Freeze

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DIGEST = "sha256:" + "a" * 64
TEAM = build_people.team(
    {
        "members": {
            "mei": {
                "name": "Mei Lin",
                "email": "mei@a",
                "login": "mei",
                "user_id": "1",
            },
            "mei2": {"name": "M. Lin", "email": "mei@b", "login": "m2", "user_id": "1"},
            "lea": {"name": "Lea", "email": "lea@a", "login": "lea", "roles": ["lead"]},
            "lea2": {"name": "L", "email": "lea@a", "login": "l2", "roles": ["lead"]},
            "tom": {"name": "Tom", "email": "tom@a", "login": "tom"},
        }
    }
)
LEAD = needs((("lead", "chief"), ANYONE))


def by_login(login: str, number: str | None = None, say: Say = Say.APPROVED) -> Yes:
    return Yes(login, "", DIGEST, "", say, at=NOW, login=login, user_id=number)


def by_mail(name: str, mail: str, digest: str = DIGEST) -> Yes:
    return Yes(name, mail, digest, "c" * 40, at=NOW)


def judged(*yeses: Yes, policy: bool = True, wanted: tuple[object, ...] = LEAD) -> str:
    """Empty where it may end; else why not."""
    rules = Rules(ApprovalPolicy() if policy else None, TEAM, alone=True)
    found = thawed_by(Consent(DIGEST, yeses, wanted), rules, NOW)  # type: ignore[arg-type] # needs
    assert isinstance(found, Approved | NotApproved)
    return found.reason if isinstance(found, NotApproved) else ""


def test_the_role_and_somebody_else_may() -> None:
    assert judged(by_login("lea"), by_login("tom")) == ""
    assert judged(by_mail("Tom", "tom@a"), by_mail("Lea", "lea@a")) == ""


@pytest.mark.parametrize(
    "yeses",
    [
        (),
        (by_login("lea"),),
        (by_login("mei"), by_login("tom")),
        (by_login("lea"), by_login("tom"), by_login("tom", say=Say.DISMISSED)),
        (by_login("lea"), by_mail("Tom", "tom@a", "sha256:" + "b" * 64)),
        (by_login("lea"), by_login("stranger")),
    ],
)
def test_less_than_that_may_not(yeses: tuple[Yes, ...]) -> None:
    assert judged(*yeses)


@pytest.mark.parametrize(
    "yeses",
    [
        (by_login("mei", "1"), by_login("m2", "1")),
        (by_login("mei"), by_login("m2")),
        (by_login("lea"), by_login("l2")),
        (by_mail("Mei Lin", "mei@a"), by_mail("mei  lin", "mei@elsewhere")),
        (by_mail("Mei", "5+mei@users.noreply.github.com"), by_login("mei", "5")),
    ],
)
@pytest.mark.parametrize("policy", [True, False])
def test_one_person_under_two_names_is_one(
    yeses: tuple[Yes, ...],
    policy: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert judged(*yeses, policy=policy, wanted=TWO)


def test_two_names_of_one_are_named() -> None:
    told = judged(by_login("lea"), by_login("l2"))

    assert told == "lea and l2 may be one person, and a thaw takes two"


def test_a_yes_is_bound_to_the_ledger_the_scope_and_the_very_freeze() -> None:
    freeze = Freeze("all", "flood", "mei", NOW, 7)
    other = Freeze("all", "flood", "mei", NOW, 8)
    narrow = Freeze("account:acme", "flood", "mei", NOW, 7)
    each = {
        thaw_digest("one", freeze),
        thaw_digest("two", freeze),
        thaw_digest("one", other),
        thaw_digest("one", narrow),
    }

    assert len(each) == 4
