"""Steps of an incident: in their order, and by those whom the matrix names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from dispatch.world import DUE, Stage

from mergecast.dispatch.writing import write
from mergecast.errors import UsageError
from mergecast.incidents.history import histories
from mergecast.incidents.steps import Deed, Rulebook, drafts
from mergecast.model.crisis import Cell, Matrix, Row

MAY = frozenset({"assess", "notify", "respond", "close"})
ROW = Row("high", {"lead": Cell("lead", MAY, timedelta(minutes=15))})
BOOK = Rulebook(Matrix({"high": ROW}))
OPEN = Deed("flood-2026", "open", "mei", (), {"level": "high", "summary": "flood"})


def does(stage: Stage, deed: Deed, book: Rulebook = BOOK) -> list[str]:
    stage.clock.at += timedelta(minutes=1)
    written = write(stage.look(), lambda view: drafts(deed, book, view), stage.clock)
    return [
        f"{event.kind} {event.body.get('step') or ''}".strip()
        for event in written.events
    ]


def step(name: str, **said: str) -> Deed:
    return Deed("flood-2026", name, "tom", ("lead",), said)


def test_an_incident_from_its_opening_to_its_retro() -> None:
    stage = Stage()
    opened = replace(OPEN, freeze=("all", "locale:ms"))
    assert does(stage, opened) == ["incident open", "freeze", "freeze"]
    for name in ("assess", "notify", "respond", "close", "retro"):
        assert does(stage, step(name)) == [f"incident {name}"]

    (found,) = histories(stage.look().events())
    assert [one.name for one in found.steps][-2:] == ["close", "retro"]
    assert (found.level, found.summary, found.is_open) == ("high", "flood", False)
    times = found.times()
    assert times.opened == DUE + timedelta(minutes=1)
    assert times.done["respond"] == DUE + timedelta(minutes=4)
    assert times.done["record"] == DUE + timedelta(minutes=6)
    assert [one.scope for one in stage.look().freezes()] == ["all", "locale:ms"]


@pytest.mark.parametrize(
    ("before", "deed", "said"),
    [
        ((OPEN,), OPEN, "was opened before"),
        ((), step("assess"), "there is no incident 'flood-2026'"),
        ((OPEN, step("close")), step("close"), "is closed already"),
        ((OPEN, step("close")), step("assess", level="high"), "is closed already"),
        ((OPEN,), step("retro"), "is not closed yet"),
        ((OPEN,), step("assess", level="worst"), "has no row for level 'worst'"),
        ((OPEN,), Deed("flood-2026", "close", "mei"), "mei may not close"),
        ((), Deed("No id", "open", "mei"), "is no id of an incident"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    before: tuple[Deed, ...], deed: Deed, said: str
) -> None:
    stage = Stage()
    for each in before:
        does(stage, each)
    kinds = stage.kinds()

    with pytest.raises(UsageError, match=said):
        does(stage, deed)
    assert stage.kinds() == kinds


def test_without_a_matrix_anyone_may() -> None:
    stage = Stage()
    does(stage, OPEN, Rulebook())

    assert does(stage, Deed("flood-2026", "close", "mei"), Rulebook()) == [
        "incident close"
    ]
