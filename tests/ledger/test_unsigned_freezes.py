"""Nobody without the key can hide what was frozen before."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from ledger.made_ledgers import (
    AT,
    OLD,
    access,
    born,
    files_of,
    freeze,
    other_runner,
    tampered,
    thaw,
    ticked,
    wrote,
)

from mergecast.errors import LedgerDamagedError
from mergecast.ledger.canonical import canonical, digest
from mergecast.ledger.head import HEAD
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.record import record_path
from mergecast.ledger.signing import Keyring
from mergecast.model.ledger_state import Draft

RING = Keyring(OLD)
PATH = record_path("!freeze")
DAY = 60 * 24
Spoil = Callable[[dict[str, bytes]], None]


def remote_of(ledger: Ledger) -> MemoryStore:
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    return store


def with_(ledger: Ledger, *drafts: Draft, days: int = 0, keyed: bool = True) -> Ledger:
    """The ledger after somebody wrote more, with the key or without it."""
    ring = RING if keyed else Keyring()
    start = (days + 1) << (70 if keyed else 90)
    writer = other_runner(ledger, ring=ring, start=start, run=f"local:{start}")
    wrote(writer.open(), *drafts, minutes=days * DAY)
    return ledger


def opened(ledger: Ledger, spoil: Spoil = lambda _files: None) -> Ledger:
    """As a runner with the key finds it, after a commit that does ``spoil``."""
    store = tampered(remote_of(ledger).remote, spoil)
    return Ledger(access(store, ring=RING), ledger.genesis)


def scopes(ledger: Ledger) -> list[str]:
    return [one.scope for one in ledger.open().freezes()]


def forget(*left: str) -> Spoil:
    """Leave only these scopes in the record of what is frozen."""

    def spoil(files: dict[str, bytes]) -> None:
        value = json.loads(files[PATH])
        kept = [one for one in value["facts"]["freezes"] if one["scope"] in left]
        assert len(kept) < len(value["facts"]["freezes"])
        value["facts"]["freezes"] = kept
        files[PATH] = canonical(value) + b"\n"

    return spoil


def test_an_unsigned_freeze_stands_beside_those_before_it() -> None:
    ledger = with_(born(ring=RING), freeze("account:acme"), thaw("account:acme"))
    with_(ledger, freeze("all"), days=1)
    with_(ledger, freeze("post:launch-2026"), days=2, keyed=False)

    assert scopes(opened(ledger)) == ["all", "post:launch-2026"]


def test_an_unsigned_record_that_leaves_a_freeze_out_is_damage() -> None:
    """Old or new: with the key at hand or without it."""
    ledger = with_(born(ring=RING), freeze("all"))
    with_(ledger, ticked(), days=5)
    with_(ledger, freeze("post:other"), days=6, keyed=False)
    bad = opened(ledger, forget("post:other"))
    with pytest.raises(LedgerDamagedError, match="unsigned, and not what the events"):
        bad.open()
    with pytest.raises(LedgerDamagedError, match=r"keys/.* \(!freeze\)"):
        other_runner(bad, ring=Keyring()).open()


def test_leaving_out_its_line_as_well_breaks_the_chain() -> None:
    ledger = with_(born(ring=RING), freeze("all"))
    with_(ledger, ticked(), days=5)
    with_(ledger, freeze("post:other"), days=6, keyed=False)

    def spoil(files: dict[str, bytes]) -> None:
        forget("post:other")(files)
        day = "events/2026/11/24.jsonl"
        files[day] = b"".join(files[day].splitlines(keepends=True)[:-1])

    with pytest.raises(LedgerDamagedError, match="event 3 does not follow event 1"):
        opened(ledger, spoil).open()


def test_a_forged_past_under_unsigned_days_is_damage() -> None:
    """All that was signed lies behind two days of unsigned events."""
    ledger = with_(born(ring=RING), freeze("all"), ticked())
    for days in (1, 2, 3):
        with_(ledger, freeze(f"post:p{days}00"), days=days, keyed=False)

    def spoil(files: dict[str, bytes]) -> None:
        forget("post:p100", "post:p200", "post:p300")(files)
        _rechain(files, drop='"scope":"all"')

    with pytest.raises(LedgerDamagedError, match="MAC was not made by the key 'k1'"):
        opened(ledger, spoil).open()


def _rechain(files: dict[str, bytes], drop: str) -> None:
    """Swap the dropped event for an unsigned one, and hash all that follow anew."""
    before = None
    for path in sorted(path for path in files if path.startswith("events/")):
        lines = []
        for raw in files[path].splitlines():
            value = json.loads(raw) | {"prev": before}
            if drop in raw.decode():
                value |= {"kind": "incident", "key": "!incident:nothing"}
                value["body"] = {"step": "open", "by": "eve"}
                del value["mac"], value["key_id"]
            lines.append(canonical(value))
            before = digest(lines[-1])
        files[path] = b"".join(line + b"\n" for line in lines)
    for path, raw in files.items():
        if path in {HEAD, PATH}:
            files[path] = canonical(json.loads(raw) | {"event": before}) + b"\n"


def test_the_record_of_what_is_frozen_cannot_be_taken_away_unseen() -> None:
    """Days later, when no event that a run reads tells of the freeze."""
    ledger = with_(born(ring=RING), freeze("all"), ticked())
    with_(ledger, ticked(), days=3)
    with_(ledger, ticked(), days=6)
    assert scopes(opened(ledger)) == ["all"]

    def gone(files: dict[str, bytes]) -> None:
        del files[PATH]

    with pytest.raises(LedgerDamagedError, match="missing, and the last tick saw"):
        opened(ledger, gone).open()


def test_an_older_signed_record_of_what_is_frozen_is_damage() -> None:
    ledger = with_(born(ring=RING), freeze("all"), thaw("all"))
    calm = files_of(remote_of(ledger).remote)[PATH]
    with_(ledger, freeze("all"), ticked(), days=1)
    with_(ledger, ticked(), days=4)
    with_(ledger, ticked(), days=8)

    def replayed(files: dict[str, bytes]) -> None:
        files[PATH] = calm

    with pytest.raises(LedgerDamagedError, match="is of event 3, and the last tick"):
        opened(ledger, replayed).open()


@dataclass(frozen=True)
class Counting(MemoryStore):
    """Counts how often all names were asked for."""

    asked: list[str] = field(default_factory=list)

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        self.asked.append(folder)
        return super().names(commit, folder)

    def read(self, commit: str, paths: Sequence[str]) -> dict[str, bytes]:
        return dict(super().read(commit, paths))


def test_an_unsigned_record_is_proved_once_and_a_signed_one_never() -> None:
    ledger = with_(born(ring=RING), freeze("all"))
    store = Counting(remote_of(ledger).remote)
    runner = other_runner(ledger, store=store)
    runner.open()
    assert store.asked == []

    with_(ledger, freeze("post:other"), days=1, keyed=False)
    for _ in range(3):
        runner.open()
    assert store.asked == ["events"]


def test_in_a_ledger_without_a_key_nothing_is_proved() -> None:
    ledger = born()
    wrote(ledger.open(), freeze("all"), minutes=1)
    store = Counting(remote_of(ledger).remote)
    other_runner(ledger, store=store).open()

    assert store.asked == []
    assert ledger.open().birth.at == AT
