"""An account's keys: one secret for all or four variables, told by name and place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.cli.keys.credentials import (
    PARTS,
    SECRETS,
    credentials,
    refuse_mixed_up,
    secret,
    variable,
)
from mergecast.cli.keys.hiding import secrets
from mergecast.dispatch.ports import NotReadyError
from mergecast.errors import WorkspaceError

if TYPE_CHECKING:
    from mergecast.publishers.x import Credentials

FOUR = {name: f"canary-{name}" for name in PARTS.values()}
OWN = {variable("acme-my", part): f"own-{name}" for part, name in PARTS.items()}


def as_secret(**accounts: object) -> dict[str, str]:
    return {SECRETS: json.dumps(accounts)}


def four(found: Credentials) -> list[str]:
    return [getattr(found, name) for name in PARTS.values()]


def test_the_one_secret_has_the_keys_of_each_account() -> None:
    environment = as_secret(acme=FOUR, beta={**FOUR, "consumer_key": "another"})

    assert four(credentials("acme", environment)) == list(FOUR.values())
    assert four(credentials("beta", environment))[0] == "another"


def test_four_variables_are_named_in_capitals_with_underscores() -> None:
    assert variable("acme-my", "TOKEN_SECRET") == "MERGECAST_X_ACME_MY_TOKEN_SECRET"
    assert four(credentials("acme-my", OWN))[0] == "own-consumer_key"


def test_own_variables_go_before_the_secret_for_all() -> None:
    environment = {SECRETS: json.dumps({"acme-my": FOUR}), **OWN}

    assert four(credentials("acme-my", environment))[0] == "own-consumer_key"


def test_a_line_break_that_was_pasted_along_is_no_part_of_a_key() -> None:
    broken = {key: f" {value}\n" for key, value in OWN.items()}
    told = as_secret(acme={name: f"{value}\n" for name, value in FOUR.items()})

    assert credentials("acme-my", broken) == credentials("acme-my", OWN)
    assert credentials("acme", told) == credentials("acme", as_secret(acme=FOUR))
    assert {*OWN.values()} <= secrets(broken)
    assert {*FOUR.values()} <= secrets(told)


@pytest.mark.parametrize("part", PARTS)
def test_the_variable_that_is_missing_is_named_and_no_value_is(part: str) -> None:
    name = variable("acme-my", part)
    environment = {key: value for key, value in OWN.items() if key != name}
    with pytest.raises(NotReadyError, match=f"'acme-my': {name} is not set$") as told:
        credentials("acme-my", environment)

    assert told.value.account
    assert "own-" not in str(told.value)


@pytest.mark.parametrize("name", PARTS.values())
@pytest.mark.parametrize("value", [None, "", 7, ["x"]])
def test_what_the_secret_lacks_is_named(name: str, value: object) -> None:
    with pytest.raises(NotReadyError, match=f"{SECRETS} has no '{name}' of it$"):
        credentials("acme", as_secret(acme={**FOUR, name: value}))


@pytest.mark.parametrize("environment", [{}, {SECRETS: " \n"}, as_secret(beta=FOUR)])
def test_without_any_keys_both_ways_are_named(environment: dict[str, str]) -> None:
    wanted = f"neither {SECRETS} nor MERGECAST_X_ACME_KEY has any"
    with pytest.raises(NotReadyError, match=wanted):
        credentials("acme", environment)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"acme":\n {"consumer_key": canary}}', "line 2, column 19"),
        ('{"acme": "canary" "x"}', "line 1, column 19"),
        ("canary", "line 1, column 1"),
        ('{"acme": "can\nary"}', "line 1, column 14"),
    ],
)
def test_a_secret_that_is_no_json_is_told_by_its_place(text: str, place: str) -> None:
    with pytest.raises(WorkspaceError) as told:
        secret({SECRETS: text})

    assert place in told.value.message
    assert "can" not in told.value.message + told.value.hint.replace("can ", "")
    assert told.value.__suppress_context__


@pytest.mark.parametrize(
    "text",
    ["[]", "7", '"canary"', '{"acme": {}, "acme": {}}', "[" * 100_000],
)
def test_a_secret_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(WorkspaceError, match=f"^{SECRETS} (is no|says)"):
        secret({SECRETS: text})


@given(st.text(max_size=40))
def test_no_text_in_the_secret_is_shown(text: str) -> None:
    try:
        credentials("acme", {SECRETS: "canary" + text})
    except WorkspaceError as error:
        told = f"{error} {error.hint}"
    assert "canary" not in told


@pytest.mark.parametrize(
    ("accounts", "name"),
    [
        (("acme", "acme-token"), "MERGECAST_X_ACME_TOKEN_SECRET"),
        (("a-b", "a-b-token"), "MERGECAST_X_A_B_TOKEN_SECRET"),
    ],
)
def test_a_variable_for_either_of_two_accounts_names_both(
    accounts: tuple[str, str], name: str
) -> None:
    wanted = (
        f"{name} could be meant for account '{accounts[0]}' and for '{accounts[1]}'"
    )
    with pytest.raises(WorkspaceError, match=re.escape(wanted)):
        refuse_mixed_up(accounts, {name: "canary"})

    refuse_mixed_up(accounts, {SECRETS: "{}"})
    refuse_mixed_up(("acme", "beta"), {name: "canary"})


@pytest.mark.parametrize("name", OWN)
def test_each_of_the_four_variables_is_hidden(name: str) -> None:
    assert OWN[name] in secrets(OWN)


def test_keys_in_a_secret_that_is_no_json_are_hidden_too() -> None:
    broken = '{"acme": {"consumer_key": "canary-of-key", access_token: canary-of-token}'

    assert {"canary-of-key", "canary-of-token"} <= secrets({SECRETS: broken})
