"""Ledgers made for tests: fixed time, counted nonces, in memory by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from mergecast.ledger.genesis import Charter, init
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore, Remote
from mergecast.ledger.signing import Keyring, Signer
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.ledger.store import Store
from mergecast.model.event import EventKind, Json
from mergecast.model.key import FREEZE, ROTATE, TICK
from mergecast.model.ledger_state import Appended, Draft

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PAYLOAD = "sha256:" + "ab" * 32
OTHER_PAYLOAD = "sha256:" + "cd" * 32
KEY = "launch-2026@acme:1"
OLD = Signer("k1", b"first secret")
NEW = Signer("k2", b"second secret")
CHARTER = Charter(
    sandbox=True,
    forge="offline",
    policy={"approvals": 1, "roles": {"审批": ["mei"]}},
    accounts={"acme": {"network": "x", "user_id": "123"}},
)


def nonces(start: int = 0) -> Callable[[], str]:
    """Counted nonces, so that two runs write the same bytes."""
    numbers = count(start)
    return lambda: f"{next(numbers):032x}"


def access(
    store: Store, *, run: str = "local:a:1", ring: Keyring | None = None, start: int = 0
) -> Access:
    return Access(store, nonces(start), run, ring or Keyring(), lambda _pushes: None)


def born(store: Store | None = None, ring: Keyring | None = None) -> Ledger:
    """A new ledger, with nothing but its genesis."""
    way = access(store or MemoryStore(), ring=ring)
    return Ledger(way, init(way, CHARTER, at=AT))


def other_runner(
    ledger: Ledger,
    *,
    run: str = "local:b:2",
    start: int = 1 << 64,
    ring: Keyring | None = None,
    store: Store | None = None,
) -> Ledger:
    """The same ledger from another process."""
    way = replace(ledger.access, nonce=nonces(start), run=run)
    way = replace(way, ring=ring if ring is not None else ledger.access.ring)
    return replace(ledger, access=replace(way, store=store or ledger.access.store))


def wrote(view: Snapshot, *drafts: Draft, minutes: float = 0) -> Snapshot:
    """The view after the drafts, one push each; they must be taken."""
    for draft in drafts:
        result = view.append([draft], at=AT + timedelta(minutes=minutes))
        assert isinstance(result, Appended)
        view = result.view
    return view


def claim(key: str = KEY, **body: object) -> Draft:
    return Draft(EventKind.CLAIM, key, payload=PAYLOAD, body=body)


def sending(key: str = KEY) -> Draft:
    return Draft(EventKind.SENDING, key)


def posted(key: str = KEY, **body: object) -> Draft:
    told: Json = {"id": "1860000000000000001", "via": "send"}
    return Draft(EventKind.POSTED, key, body={**told, **body})


def live(key: str = KEY) -> tuple[Draft, Draft, Draft]:
    """All that happens to a part when all is well."""
    return claim(key), sending(key), posted(key)


def freeze(scope: str = "all", by: str = "aisyah") -> Draft:
    body = {"scope": scope, "reason": "outage", "by": by}
    return Draft(EventKind.FREEZE, FREEZE, body=body)


def thaw(scope: str = "all") -> Draft:
    body = {"scope": scope, "reason": "all clear", "by": "mei"}
    return Draft(EventKind.THAW, FREEZE, body=body)


def ticked(carry: Mapping[str, Mapping[str, str]] | None = None) -> Draft:
    return Draft(EventKind.TICK, TICK, body={"main": "c0ffee", "carry": carry or {}})


def rotate() -> Draft:
    return Draft(EventKind.ROTATE, ROTATE)


def files_of(remote: Remote) -> dict[str, bytes]:
    """All files of the tip."""
    assert remote.tip is not None
    return dict(remote.commits[remote.tip])


def tampered(
    remote: Remote, change: Callable[[dict[str, bytes]], None], *, tip: str = "tampered"
) -> MemoryStore:
    """The remote as someone with push access might leave it."""
    files = files_of(remote)
    change(files)
    return MemoryStore(Remote({tip: files}, [tip]))
