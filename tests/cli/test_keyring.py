"""The ledger's keys as the environment gives them; no part of one is ever shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.cli.record.keyring import KEY, KEYS, keyring
from mergecast.cli.record.reaching import run_name
from mergecast.errors import WorkspaceError
from mergecast.ledger.signing import Keyring, Signer

SECRET = "c0ffee" * 10 + "c0de"
OTHER = "ab" * 32
OLDEST = "cd" * 32


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.delenv(KEYS, raising=False)


def signer(name: str, secret: str) -> Signer:
    return Signer(name, bytes.fromhex(secret))


def test_without_variables_there_are_no_keys() -> None:
    assert keyring() == Keyring()


def test_one_key_signs_and_others_are_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, f" 2026-11:{SECRET.upper()}\n")
    monkeypatch.setenv(KEYS, f"2026-05:{OTHER},\n 2025.1_a:{OLDEST}\n")

    assert keyring() == Keyring(
        signer("2026-11", SECRET),
        (signer("2026-05", OTHER), signer("2025.1_a", OLDEST)),
    )


def test_the_same_key_in_both_variables_is_one_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(KEY, f"k1:{SECRET}")
    monkeypatch.setenv(KEYS, f"k1:{SECRET} k0:{OTHER} k0:{OTHER}")

    assert keyring() == Keyring(signer("k1", SECRET), (signer("k0", OTHER),))


@pytest.mark.parametrize("variable", [KEY, KEYS])
@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        f"{SECRET}:k1",
        f"{SECRET}:{SECRET}",
        f"k1:{SECRET[:-1]}",
        f"k1:{SECRET}0",
        f"K1:{SECRET}",
        f"k 1:{SECRET}",
        f"钥匙:{SECRET}",
        f"k1={SECRET}",
    ],
)
def test_what_is_no_key_is_said_without_showing_any_of_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(WorkspaceError, match=f"^{variable} does not hold") as refused:
        keyring()

    told = f"{refused.value.message} {refused.value.hint}"
    assert SECRET[:8] not in told
    assert "钥匙" not in told


def test_two_keys_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, f"k1:{SECRET}")
    monkeypatch.setenv(KEYS, f"k1:{OTHER}")
    with pytest.raises(WorkspaceError, match="two of the ledger's keys have one name"):
        keyring()


def test_a_second_key_to_sign_with_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, f"k1:{SECRET} k2:{OTHER}")
    with pytest.raises(WorkspaceError, match="holds more than one key"):
        keyring()


@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8")))
def test_whatever_stands_there_is_a_key_or_told(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY, text)
        if set(text) <= set(" \t\r\n,;"):
            assert keyring() == Keyring()
            return
        with pytest.raises(WorkspaceError, match=f"^{KEY} "):
            keyring()


def test_two_processes_of_one_job_never_share_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_RUN_ID", "77")
    monkeypatch.setenv("GITHUB_RUN_ATTEMPT", "2")
    by_job = run_name()
    monkeypatch.delenv("GITHUB_RUN_ID")
    by_machine = run_name()

    assert by_job.rpartition("/")[0] == "github:77/2"
    assert len(by_job.rpartition("/")[2]) == 12
    assert by_machine.startswith("local:")
    assert by_machine.rpartition(":")[2] == by_job.rpartition("/")[2]
