"""Each thing has one notice, people are told when they have to know, and not again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from alarms.made import FROZEN, HELD, NOW, RISKY, Board, desk, issue, mark
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.alarms.alarm import Alarm, Kind
from mergecast.alarms.carry_out import carry_out
from mergecast.alarms.ports import TELLING, Did

WAITING = Alarm(HELD.id, Kind.WAITING, "approved and due", HELD.key, "acme", NOW)


def test_what_is_new_is_opened_and_calls_the_first_rung() -> None:
    (step,) = desk().steps([], [HELD])

    assert (step.did, step.number, step.assign) == (Did.OPENED, None, ("mei",))
    assert "On duty: @mei\n" in step.body


def test_what_people_know_is_left_alone() -> None:
    assert desk(NOW + timedelta(minutes=5)).steps([issue()], [HELD]) == []


def test_what_an_editor_on_the_web_did_to_line_ends_is_no_change() -> None:
    one = issue()
    windows = replace(one, body=one.body.replace("\n", "\r\n") + "\r\n")

    assert desk().steps([windows], [HELD]) == []


def test_another_reason_is_written_down_in_silence() -> None:
    (step,) = desk().steps([issue()], [replace(HELD, reason="another")])

    assert (step.did, step.comment, step.assign) == (Did.CHANGED, "", ())
    assert "another" in step.body


def test_what_gets_worse_tells_people_again() -> None:
    (step,) = desk().steps([issue()], [RISKY])

    assert step.did is Did.WORSE
    assert step.comment.startswith("@mei it got worse: **launch-2026")
    assert step.mark.level == RISKY.level


def test_what_gets_better_and_worse_again_tells_people_again() -> None:
    board = Board([issue(1, RISKY)])

    for alarm in (WAITING, RISKY):
        done = [*carry_out(desk().steps(board.all(), [alarm]), board, desk())]

    assert [one.did for one in done] == [Did.WORSE]


@pytest.mark.parametrize(("alarm", "minutes"), [(RISKY, 30), (HELD, 120)])
def test_when_nobody_saw_to_it_the_next_ones_are_called(
    alarm: Alarm, minutes: int
) -> None:
    soon = desk(NOW + timedelta(minutes=minutes - 1))
    late = desk(NOW + timedelta(minutes=minutes))

    assert soon.steps([issue(1, alarm)], [alarm]) == []
    (step,) = late.steps([issue(1, alarm)], [alarm])
    assert (step.did, step.assign) == (Did.REMINDED, ("aisyah", "tom"))
    assert step.mark.told == ("mei", "aisyah", "tom")
    assert step.comment.startswith("@aisyah @tom nobody has settled this yet")


def test_when_everybody_was_called_nobody_is_called_again() -> None:
    all_told = issue(mark=mark(told=("mei", "aisyah", "tom")))

    steps = desk(NOW + timedelta(days=2)).steps([all_told], [HELD])

    assert [step.comment for step in steps] == [""]


def test_a_stop_that_lasts_calls_nobody_twice() -> None:
    assert desk(NOW + timedelta(days=2)).steps([issue(1, FROZEN)], [FROZEN]) == []


def test_what_is_settled_closes_by_itself_and_says_how() -> None:
    (step,) = desk().steps([issue()], [])

    assert (step.did, step.close, step.mark.settled) == (Did.SETTLED, True, True)
    assert step.comment == "Settled: it is live.\n"


def test_what_nobody_knows_is_left_open() -> None:
    assert desk(ended=lambda _mark: None).steps([issue()], []) == []


def test_what_is_closed_and_settled_is_left_alone() -> None:
    assert desk().steps([issue(is_open=False)], []) == []


def test_what_comes_back_opens_its_notice_again() -> None:
    shut = issue(is_open=False, mark=mark(settled=True, level=0))

    (step,) = desk().steps([shut], [HELD])

    assert (step.did, step.number, step.close) == (Did.REOPENED, 1, False)
    assert step.mark.settled is False


def test_what_was_dismissed_stays_closed_until_it_gets_worse() -> None:
    shut = issue(is_open=False, dismissed=True)

    assert desk().steps([shut], [HELD]) == []
    (step,) = desk().steps([shut], [RISKY])
    assert step.did is Did.REOPENED


def test_what_a_person_settled_waits_without_a_new_notice() -> None:
    assert desk().steps([], [WAITING]) == []
    (step,) = desk().steps([issue()], [WAITING])
    assert (step.did, step.close, step.comment) == (Did.CHANGED, None, "")


def test_of_two_that_are_open_the_newer_closes() -> None:
    steps = desk().steps([issue(7), issue(4)], [HELD])

    assert [(one.did, one.number, one.close) for one in steps] == [
        (Did.DUPLICATE, 7, True)
    ]
    assert "#4" in steps[0].comment


def test_a_rehearsal_and_the_real_thing_have_notices_of_their_own() -> None:
    real = issue(1)

    steps = desk(rehearsal=True).steps([real], [HELD])

    assert [(one.did, one.number) for one in steps] == [
        (Did.SETTLED, 1),
        (Did.OPENED, None),
    ]


def test_the_later_of_two_runs_closes_what_it_opened_and_tells_nobody() -> None:
    board = Board()
    steps = desk().steps([], [HELD])
    board.make(steps[0])

    done = [*carry_out(steps, board, desk())]

    assert [one.did for one in done] == [Did.DUPLICATE]
    assert not TELLING & {one.did for one in done}
    assert [one.is_open for one in board.issues] == [True, False]


ALARMS = st.lists(
    st.sampled_from([HELD, RISKY, FROZEN, WAITING]),
    max_size=3,
    unique_by=lambda a: a.id,
)


@settings(max_examples=150)
@given(st.lists(ALARMS, min_size=1, max_size=8))
def test_whatever_happens_there_is_one_open_notice_for_each_thing(
    days: list[list[Alarm]],
) -> None:
    board = Board()
    for alarms in days:
        here = desk()
        [*carry_out(here.steps(board.all(), alarms), board, here)]
        assert here.steps(board.all(), alarms) == [], "a second look has nothing to do"
        opened = [one.mark.id for one in board.issues if one.is_open]
        known = {one.mark.id for one in board.issues}
        wanted = {a.id for a in alarms if a.kind is not Kind.WAITING}
        assert len(opened) == len(set(opened)) == len(known & set(opened))
        assert wanted <= set(opened)
    assert len(board.issues) == len({one.mark.id for one in board.issues})
