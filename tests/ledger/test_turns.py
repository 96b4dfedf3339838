"""Who wins every race lets others have a turn, and who loses stands back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from ledger.made_ledgers import AT, KEY, born, claim, freeze, live, other_runner, wrote

from mergecast import clock
from mergecast.ledger import turns
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.snapshot import Snapshot
from mergecast.ledger.store import Change, Commit, Outcome, Store
from mergecast.ledger.turns import TURN, Turn
from mergecast.model.ledger_state import Conflict

SLOW = 1.5
"""Seconds that a push takes on a forge."""


@dataclass
class Hands:
    """A clock that only pushes, looks and rests move."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass(frozen=True)
class SlowStore:
    """A store whose every push takes a while, as over a network."""

    store: MemoryStore
    hands: Hands

    def tip(self) -> str | None:
        self.hands.seconds += SLOW / 2
        return self.store.tip()

    def read(self, commit: str, paths: Sequence[str]) -> dict[str, bytes]:
        return dict(self.store.read(commit, paths))

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        return self.store.names(commit, folder)

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        return self.store.history(commit, most)

    def push(self, parent: str | None, change: Change) -> Outcome:
        self.hands.seconds += SLOW
        return self.store.push(parent, change)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    made = Hands()
    monkeypatch.setattr(clock, "monotonic", made.monotonic)
    monkeypatch.setattr(clock, "sleep", made.sleep)
    return made


def slow_writer(hands: Hands, rest: Callable[[float], None]) -> tuple[Ledger, Snapshot]:
    """A fresh ledger, and a view of it over a slow network."""
    ledger = born()
    assert isinstance(ledger.access.store, MemoryStore)
    store: Store = SlowStore(ledger.access.store, hands)
    mine = other_runner(ledger, start=500, store=store)
    mine = replace(mine, access=replace(mine.access, rest=rest))
    return ledger, mine.open()


def test_a_writer_with_much_to_write_lets_others_go_first_before_a_claim(
    hands: Hands,
) -> None:
    rests: list[float] = []
    _, view = slow_writer(hands, rests.append)
    counts = []
    for number in range(6):
        for draft in live(f"post-{number:03}@acme:1"):
            view = wrote(view, draft)
            counts.append(len(rests))

    # Two parts are 9 s of pushes; a rest comes before the third claim, no earlier.
    assert counts == [*[0] * 6, *[1] * 6, *[2] * 6]
    assert all(1 + SLOW / 2 <= rest <= 1 + SLOW for rest in rests)


def test_who_waits_gets_in_while_the_winner_rests(hands: Hands) -> None:
    person: list[Ledger] = []

    def rest(_seconds: float) -> None:
        wrote(person[0].open(), freeze())

    ledger, view = slow_writer(hands, rest)
    person.append(ledger)
    for number in range(2):
        view = wrote(view, *live(f"post-{number:03}@acme:1"))
    lost = view.append([claim(KEY)], at=AT)

    assert isinstance(lost, Conflict)
    assert [one.scope for one in lost.view.freezes()] == ["all"]
    assert lost.view.turn.pushed == 0


def test_quick_pushes_give_no_reason_to_rest() -> None:
    rests: list[float] = []
    ledger = born()
    view = replace(ledger, access=replace(ledger.access, rest=rests.append)).open()
    for number in range(20):
        view = wrote(view, *live(f"post-{number:03}@acme:1"))
    assert rests == []


def test_losses_in_a_row_are_counted_until_a_race_is_won() -> None:
    waits: list[int] = []
    ledger = born()
    other = other_runner(ledger)
    mine = replace(ledger, access=replace(ledger.access, pause=waits.append))
    view = mine.open()
    for number in range(3):
        wrote(other.open(), *live(f"post-{number:03}@acme:1"))
        lost = view.append([claim()], at=AT)
        assert isinstance(lost, Conflict)
        view = lost.view
    view = wrote(view, claim())

    assert (waits, view.turn.lost) == ([1, 2, 3], 0)


@pytest.mark.parametrize(("lost", "most"), [(1, 0.5), (2, 1.0), (3, 1.0), (99, 1.0)])
def test_a_loser_stands_back_by_chance_and_never_long(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, lost: int, most: float
) -> None:
    monkeypatch.setattr(turns, "_chance", lambda: 1.0)
    turns.jitter(lost)
    assert hands.seconds == most


def test_a_rest_outlasts_the_longest_that_a_loser_stands_back_and_its_look() -> None:
    assert Turn(looked=0.7, pushed=TURN + 0.1).rest() >= 1.0 + 0.7
    assert Turn(looked=0.7, pushed=TURN).rest() == 0
