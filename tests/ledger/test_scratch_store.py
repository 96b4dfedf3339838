"""A store that pretends to write shows what would be there, and touches nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.scratch_store import ScratchStore
from mergecast.ledger.store import Change, Pushed, Refused

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ONE = Change({"head.json": b"1", "keys/ab/x": b"x"}, "one", AT)
TWO = Change({"head.json": b"2", "keys/ab/y": b"y"}, "two", AT)
THREE = Change({"keys/ab/x": b"xx"}, "three", AT)
PATHS = ["head.json", "keys/ab/x", "keys/ab/y", "none"]


@pytest.fixture
def base() -> MemoryStore:
    """A store with one commit."""
    made = MemoryStore()
    assert isinstance(made.push(None, ONE), Pushed)
    return made


def pushed(store: ScratchStore, change: Change) -> str:
    outcome = store.push(store.tip(), change)
    assert isinstance(outcome, Pushed)
    return outcome.commit


def test_it_goes_on_from_what_is_there(base: MemoryStore) -> None:
    store = ScratchStore(base)
    first = str(store.tip())
    second, third = pushed(store, TWO), pushed(store, THREE)

    assert first == base.tip()
    assert store.tip() == third
    assert store.read(first, PATHS) == ONE.files
    assert store.read(second, PATHS) == {**ONE.files, **TWO.files}
    assert store.read(third, PATHS) == {
        "head.json": b"2",
        "keys/ab/x": b"xx",
        "keys/ab/y": b"y",
    }
    assert store.names(second, "keys") == ("keys/ab/x", "keys/ab/y")
    assert store.names(first, "") == ("head.json", "keys/ab/x")


def test_nothing_is_written_there(base: MemoryStore) -> None:
    before = base.tip()
    pushed(ScratchStore(base), TWO)

    assert base.tip() == before
    assert base.read(str(before), PATHS) == ONE.files


def test_what_happens_there_later_does_not_count(base: MemoryStore) -> None:
    store = ScratchStore(base)
    base.push(base.tip(), TWO)

    assert store.read(str(store.tip()), PATHS) == ONE.files


def test_a_push_on_a_commit_that_is_not_the_tip_changes_nothing(
    base: MemoryStore,
) -> None:
    store = ScratchStore(base)
    first = store.tip()
    second = pushed(store, TWO)

    assert store.push(first, THREE) == Refused()
    assert store.push(None, THREE) == Refused()
    assert store.tip() == second


def test_it_may_begin_with_nothing() -> None:
    store = ScratchStore(MemoryStore())
    assert store.tip() is None
    first = pushed(store, ONE)

    assert store.read(first, PATHS) == ONE.files
    assert store.names(first, "keys") == ("keys/ab/x",)
