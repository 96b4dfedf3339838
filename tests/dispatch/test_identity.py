"""Whose keys are these? Asked once, and only where an answer can be compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from dispatch.world import SETTINGS, Network

from mergecast.dispatch.identity import OwnKeys, Profile, ids
from mergecast.dispatch.ports import NotReadyError, Publisher
from mergecast.model.settings import Account

ACME = SETTINGS.accounts["acme"]
NETWORK = Network()


@dataclass(slots=True)
class Asked:
    """A network that says who somebody is, and counts how often it was asked."""

    answer: Profile | NotReadyError
    times: int = 0
    accounts: list[str] = field(default_factory=list)

    def __call__(self, account: Account) -> Profile:
        self.times += 1
        self.accounts.append(account.key)
        if isinstance(self.answer, NotReadyError):
            raise self.answer
        return self.answer


def keys(asked: Asked, known: dict[str, str]) -> OwnKeys:
    def publisher(_account: Account) -> Publisher:
        return NETWORK

    return OwnKeys(publisher, asked, known)


def test_the_account_s_own_keys_are_used_and_nobody_is_asked_twice() -> None:
    asked = Asked(Profile("1000001", "acme_hq"))
    own = keys(asked, {"acme": "1000001"})

    assert own(ACME) is NETWORK
    assert own(ACME) is NETWORK
    assert asked.times == 1
    assert list(own.renamed()) == []


def test_another_profile_s_keys_pause_the_account() -> None:
    own = keys(Asked(Profile("2000002", "other")), {"acme": "1000001"})

    with pytest.raises(NotReadyError) as raised:
        own(ACME)

    assert raised.value.account
    assert "are those of @other (2000002)" in str(raised.value)
    assert "knows the account as 1000001" in str(raised.value)
    assert list(own.renamed()) == []


def test_a_new_handle_of_the_same_profile_is_only_said() -> None:
    own = keys(Asked(Profile("1000001", "Acme_Global")), {"acme": "1000001"})

    assert own(ACME) is NETWORK
    (said,) = own.renamed()
    assert said.startswith("account 'acme' is @Acme_Global now")
    assert "the settings say @acme_hq" in said


def test_letter_case_is_no_new_handle() -> None:
    own = keys(Asked(Profile("1000001", "ACME_HQ")), {"acme": "1000001"})
    own(ACME)

    assert list(own.renamed()) == []


def test_no_answer_is_kept_for_the_tick_and_sends_nothing() -> None:
    asked = Asked(NotReadyError("no answer"))
    own = keys(asked, {"acme": "1000001"})

    for _ in range(2):
        with pytest.raises(NotReadyError, match="no answer"):
            own(ACME)

    assert asked.times == 1
    assert list(own.renamed()) == []


def test_where_no_id_is_known_nobody_is_asked() -> None:
    asked = Asked(Profile("2000002", "other"))

    assert keys(asked, {})(ACME) is NETWORK
    assert asked.times == 0


def test_the_ledger_s_id_counts_before_that_of_the_settings() -> None:
    accounts = {
        "acme": replace(ACME, user_id="2000002"),
        "beta": replace(ACME, key="beta", user_id="3000003"),
        "gamma": replace(ACME, key="gamma", user_id=None),
    }
    recorded = {"acme": {"network": "x", "user_id": "1000001"}, "gone": {}}

    assert ids(recorded, accounts) == {"acme": "1000001", "beta": "3000003"}
