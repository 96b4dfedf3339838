"""Every store keeps the same promises: one line of commits, compared and swapped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from ledger.made_ledgers import AT
from ledger.made_repositories import BRANCH, Place

from mergecast.ledger.git_store import GitStore
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.store import Change, Pushed, Refused, Store

ALL = {
    "head.json": b"{}\n",
    "events/2026/11/24.jsonl": b"1\n2\n",
    "keys/ab/x": b"\x00\xff\n",
}
ONE = Change({"head.json": b"{}\n", "events/2026/11/24.jsonl": b"1\n"}, "one", AT)
TWO = Change(
    {"events/2026/11/24.jsonl": b"1\n2\n", "keys/ab/x": b"\x00\xff\n"}, "二", AT
)


@pytest.fixture(params=["memory", "clone alone", "path", "url", "url, no filter"])
def stores(
    request: pytest.FixtureRequest, place: Place
) -> Iterator[tuple[Store, Store]]:
    """Two runners' ways to one branch."""
    if request.param == "memory":
        store = MemoryStore()
        yield store, MemoryStore(store.remote)
        return
    if request.param == "url, no filter":
        place.remote.run("config", "uploadpack.allowFilter", "false")
    url = None if request.param.startswith("url") else str(place.root / "remote.git")
    remote = None if request.param == "clone alone" else "origin"
    first = place.clone("one", url)
    second = first if remote is None else place.clone("two", url)
    with (
        GitStore(first, remote, BRANCH) as one,
        GitStore(second, remote, BRANCH) as two,
    ):
        yield one, two


def pushed(store: Store, parent: str | None, change: Change) -> str:
    outcome = store.push(parent, change)
    assert isinstance(outcome, Pushed)
    return outcome.commit


def test_there_is_no_tip_before_the_first_push(stores: tuple[Store, Store]) -> None:
    assert stores[0].tip() is None
    assert stores[1].tip() is None


def test_what_one_pushes_the_other_reads(stores: tuple[Store, Store]) -> None:
    mine, theirs = stores
    first = pushed(mine, None, ONE)
    second = pushed(mine, first, TWO)

    assert theirs.tip() == second
    paths = ["events/2026/11/24.jsonl", "keys/ab/x", "keys/ab/y", "none", "head.json"]
    assert theirs.read(second, paths) == ALL
    assert theirs.names(second, "keys") == ("keys/ab/x",)
    assert theirs.names(second, "none") == ()
    assert theirs.names(second, "") == tuple(sorted(ALL))
    assert mine.read(first, paths) == ONE.files, "an older commit stays as it was"


def test_a_push_on_a_commit_that_is_not_the_tip_changes_nothing(
    stores: tuple[Store, Store],
) -> None:
    mine, theirs = stores
    first = pushed(mine, None, ONE)
    assert theirs.tip() == first
    second = pushed(mine, first, TWO)

    later = Change(TWO.files, "later", AT + timedelta(minutes=1))
    assert theirs.push(first, later) == Refused()
    assert mine.tip() == second
    third = pushed(theirs, str(theirs.tip()), later)
    assert mine.tip() == third


def test_only_one_of_two_creates(stores: tuple[Store, Store]) -> None:
    mine, theirs = stores
    assert mine.tip() is theirs.tip() is None
    first = pushed(mine, None, ONE)

    assert theirs.push(None, TWO) == Refused()
    assert theirs.tip() == first


def test_the_same_change_pushed_twice_is_the_same_commit(
    stores: tuple[Store, Store],
) -> None:
    mine, _ = stores
    first = pushed(mine, None, ONE)
    second = pushed(mine, first, TWO)

    assert pushed(mine, first, TWO) == second
    assert mine.tip() == second
