"""A login can change hands; the number of its account cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from approvals.made_cases import AT_DUE, NOW, WORDS, evidence, reason, rules

from mergecast.approvals.people import any_member, member_of
from mergecast.approvals.ports import Person, Yes
from mergecast.approvals.proof import accounts_in
from mergecast.approvals.rules import Rules
from mergecast.loading.policy_value import policy_of
from mergecast.model.settings import Settings
from mergecast.repository.trees import WorkTree


def known(number: str | None = None, **accounts: str) -> Rules:
    """Tom has a login, perhaps with its number."""
    by = rules({"profile": "small"})
    tom = replace(by.team.members["tom"], login="TomB", user_id=number)
    members = {**by.team.members, "tom": tom}
    return replace(by, team=replace(by.team, members=members), accounts=accounts)


def by_account(number: str, login: str = "tomb") -> Yes:
    told = Yes("tomb", "", WORDS, "c", at=NOW, timing=AT_DUE)
    return replace(told, login=login, user_id=number)


def test_a_login_alone_is_believed() -> None:
    assert not reason(known(), evidence(by_account("7")))


def test_with_its_number_another_account_is_not() -> None:
    assert not reason(known("7"), evidence(by_account("7")))
    assert reason(known("7"), evidence(by_account("8"))).startswith(
        "the approval of tomb does not count: the login 'tomb' is account 8 now, and "
        "the team file has 7; it needs one member ("
    )


def test_with_its_number_a_new_login_is_still_the_same_person() -> None:
    assert not reason(known("7"), evidence(by_account("7", "tom-baker")))
    assert member_of(known("7").team, Person("x", login="tom-baker")) is None


def test_without_it_another_number_than_on_record_is_not_believed() -> None:
    assert not reason(known(tomb="7"), evidence(by_account("7")))
    assert reason(known(tomb="7"), evidence(by_account("8"))).startswith(
        "the approval of Tom does not count: the login 'tomb' is account 8 now, and "
        "was 7 in earlier approvals; if it is theirs, give them user_id: '8' in the "
        "team file; it needs one member ("
    )
    assert not reason(known("8", tomb="7"), evidence(by_account("8")))


def test_an_author_is_known_by_either() -> None:
    team = known("7").team

    for person in (Person("x", login="tomb", user_id="8"), Person("x", user_id="7")):
        found = any_member(team, person)
        assert found is not None
        assert found.key == "tom"


def test_the_first_number_on_record_is_the_one() -> None:
    first, second = [
        {"yeses": [{"login": "TomB", "user_id": number}, {"mail": "a@b.c"}]}
        for number in ("7", "8")
    ]

    assert accounts_in([first, {"name": "a rehearsal"}, second]) == {"tomb": "7"}


def test_the_number_is_part_of_the_policy(tmp_path: Path) -> None:
    without, pinned = (
        policy_of(Settings(), known(number).team, WorkTree(tmp_path))
        for number in (None, "7")
    )

    assert pinned.value["members"]["tom"]["user_id"] == "7"
    assert "user_id" not in without.value["members"]["tom"]
    assert pinned.digest != without.digest
