"""Accounts and members that are one and the same, and handles that cannot be."""

from __future__ import annotations

import pytest
from checks.example_workspace import workspace_of
from hypothesis import given
from hypothesis import strategies as st

from mergecast.checks import account_twice, handle_impossible, member_twice
from mergecast.checks.base import Context, WorkspaceCheck
from mergecast.findings import Remark
from mergecast.networks import NETWORKS
from mergecast.source import Place

SETTINGS = "# mergecast.yaml\nversion: 1\naccounts:\n"
TEAM = "# playbooks/team.yaml\nmembers:\n"


def said(check: WorkspaceCheck, example: str) -> list[Remark]:
    return list(check.check(Context(workspace_of(example))))


def account(key: str, user: str, more: str = "") -> str:
    quoted = user.replace("'", "''")
    return f"  {key}: {{network: x, user: '{quoted}', timezone: UTC{more}}}\n"


@pytest.mark.parametrize("handle", ["a", "acme_hq", "ABCDEFGHIJKLMNO", "_", "007"])
def test_a_handle_that_x_gives_is_taken(handle: str) -> None:
    assert said(handle_impossible, SETTINGS + account("acme", handle)) == []


@pytest.mark.parametrize(
    "handle",
    [
        "acme-hq",
        "ABCDEFGHIJKLMNOP",
        "阿克米",
        "acme.hq",
        "acme/../hq",
        "é",
        "٣٣",
        "👩‍👩‍👧",
    ],
)
def test_a_handle_that_x_never_gives_is_pointed_at(handle: str) -> None:
    (found,) = said(handle_impossible, SETTINGS + account("acme", handle))

    assert found.place == Place("mergecast.yaml", ("accounts", "acme", "user"))
    assert f"'{handle}'" in found.message
    assert "1 to 15" in found.message


@given(st.text())
def test_what_fits_is_made_of_15_plain_characters_at_most(handle: str) -> None:
    plain = handle.isascii() and handle.replace("_", "a").isalnum()

    assert NETWORKS["x"].handle_fits(handle) is (plain and len(handle) <= 15)


def test_the_later_of_two_accounts_with_one_handle_names_the_first() -> None:
    three = account("acme", "acme_hq") + account("de", "acme_de")
    example = SETTINGS + three + account("us", "ACME_hq")

    (found,) = said(account_twice, example)

    assert found.place == Place("mergecast.yaml", ("accounts", "us", "user"))
    assert found.message == "account 'acme' has the handle 'ACME_hq', too"


def test_two_accounts_with_one_id_are_one_profile() -> None:
    same = ", user_id: '783214'"
    example = SETTINGS + account("acme", "acme_hq", same) + account("de", "b", same)

    (found,) = said(account_twice, example)

    assert found.place == Place("mergecast.yaml", ("accounts", "de", "user_id"))


def test_accounts_without_an_id_share_none() -> None:
    example = SETTINGS + account("acme", "acme_hq") + account("de", "acme_de")

    assert said(account_twice, example) == []


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("login", "mei", "MEI"),
        ("user_id", '"583231"', '"583231"'),
        ("email", "a@example.org", "A@Example.org"),
    ],
)
def test_two_members_with_one_account_are_told_apart_by_nobody(
    field: str, one: str, other: str
) -> None:
    example = (
        f"{TEAM}  mei: {{name: 李梅, {field}: {one}}}\n"
        "  ali: {name: Ali}\n"
        f"  tom: {{name: Tom, {field}: {other}}}\n"
    )

    (found,) = said(member_twice, example)

    assert found.place == Place("playbooks/team.yaml", ("members", "tom", field))
    assert found.message.startswith("'mei' has the ")
