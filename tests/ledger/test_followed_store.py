"""Where the ledger was last seen, our own writes included."""

from __future__ import annotations

from datetime import UTC, datetime

from mergecast.ledger.followed_store import FollowedStore
from mergecast.ledger.memory_store import MemoryStore, Remote
from mergecast.ledger.store import Change, Pushed

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def change(text: str) -> Change:
    return Change({"a": text.encode()}, text, AT)


def test_it_remembers_what_it_saw_and_what_it_wrote_and_no_more() -> None:
    remote = Remote()
    own, other = FollowedStore(MemoryStore(remote)), MemoryStore(remote)
    first = own.push(None, change("one"))
    assert isinstance(first, Pushed)
    assert own.last == first.commit

    theirs = other.push(first.commit, change("two"))
    assert isinstance(theirs, Pushed)
    lost = own.push(first.commit, change("three"))
    assert not isinstance(lost, Pushed)
    assert own.last == first.commit

    assert own.tip() == own.last == theirs.commit
    assert own.read(theirs.commit, ["a"]) == {"a": b"two"}
    assert own.names(theirs.commit, "") == ("a",)
