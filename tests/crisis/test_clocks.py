"""Clocks of an incident: from the opening, from the level, from the closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mergecast.crisis.clocks import Times, clocks
from mergecast.model.crisis import PHASES, Cell, Phase, Playbook, Row

TWO = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOOK = Playbook(
    "outage",
    "playbooks/crisis/outage.yaml",
    "Down",
    (),
    {
        name: Phase(name, "lead", (number + 1) * 10 * MINUTE, ("do it",))
        for number, name in enumerate(PHASES)
    },
)
ROW = Row("high", {"lead": Cell("lead", frozenset(), 15 * MINUTE, "legal")})


def times(**more: object) -> Times:
    said: dict[str, object] = {"closed": None, "done": {}, "told": {}}
    return Times(TWO, TWO + MINUTE, **{**said, **more})  # type: ignore[arg-type] # by name


def test_each_has_its_end_and_that_of_the_retro_begins_with_the_closing() -> None:
    found = clocks(times(), BOOK, ROW)
    closed = clocks(times(closed=TWO + 90 * MINUTE), BOOK, ROW)

    assert [(one.name, (one.due - TWO) / MINUTE) for one in found] == [
        ("identify", 10),
        ("tell lead", 16),
        ("assess", 20),
        ("notify", 31),
        ("respond", 40),
    ]
    assert closed[-1].name == "record"
    assert closed[-1].due == TWO + 140 * MINUTE


def test_what_was_not_done_is_late_and_what_was_done_late_stays_so() -> None:
    done = {"assess": TWO + 21 * MINUTE}
    found = {one.name: one for one in clocks(times(done=done), BOOK, ROW)}
    now = TWO + 30 * MINUTE

    assert [name for name, one in found.items() if one.breached(now)] == [
        "tell lead",
        "assess",
    ]
    assert found["respond"].left(now) == 10 * MINUTE
    assert found["assess"].left(now) == -MINUTE
    assert found["assess"].backup == "legal"


def test_without_playbook_and_matrix_there_is_none() -> None:
    assert clocks(times(), None, None) == []


def test_all_are_told_only_once_each_role_of_the_row_is() -> None:
    cells = [Cell(name, frozenset(), 15 * MINUTE, None) for name in ("lead", "legal")]
    two = Row("high", {cell.role: cell for cell in cells})
    told = {"lead": TWO + 5 * MINUTE, "creator": TWO + 6 * MINUTE}
    done = {"notify": TWO + 5 * MINUTE}

    def notify(row: Row | None, who: dict[str, datetime]) -> datetime | None:
        found = clocks(times(done=done, told=who), BOOK, row)
        return next(one.done for one in found if one.name == "notify")

    assert notify(two, told) is None
    # Whoever has eight hours is not called at night for a step of 40 minutes.
    slow = replace(two.cells["legal"], within=timedelta(hours=8))
    late = Row("high", {"lead": two.cells["lead"], "legal": slow})
    for who, hours in (({}, 0), (told, 8)):
        found = clocks(times(done=done, told=who), BOOK, late)
        due = next(one.due for one in found if one.name == "notify")
        assert due == TWO + MINUTE + (timedelta(hours=hours) or 30 * MINUTE)
    assert notify(two, {**told, "legal": TWO + 9 * MINUTE}) == TWO + 9 * MINUTE
    assert notify(None, told) == TWO + 5 * MINUTE
