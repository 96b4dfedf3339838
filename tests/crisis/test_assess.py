"""How grave it is: the gravest level of which one set of facts holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.crisis.assess import (
    Assessment,
    BadAnswerError,
    UnknownFactError,
    answers,
    assess,
)
from mergecast.model.crisis import Fact, Facts, Level, Levels

LEVELS = Levels(
    {
        "low": Level("low", "Single complaints"),
        "mid": Level("mid", "Small topic", any_of=({"people": 5}, {"press": True})),
        "high": Level(
            "high", "Wave", any_of=({"people": 40}, {"press": True, "people": 20})
        ),
    },
    {
        "people": Fact("people", "How many people?", counts=True),
        "press": Fact("press", "Does a paper report it?", counts=False),
    },
)


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({}, "low"),
        ({"people": 4, "press": False}, "low"),
        ({"people": 5, "press": False}, "mid"),
        ({"people": 0, "press": True}, "mid"),
        ({"people": 19, "press": True}, "mid"),
        ({"people": 20, "press": True}, "high"),
        ({"people": 40}, "high"),
    ],
)
def test_the_gravest_level_that_holds_is_taken(facts: Facts, level: str) -> None:
    assert assess(facts, LEVELS).level == level


def test_the_reasons_are_the_facts_of_the_set_that_holds() -> None:
    assert assess({"people": 25, "press": True}, LEVELS) == Assessment(
        "high",
        ("Does a paper report it? yes", "How many people? 25, which is at least 20"),
    )


def test_what_is_not_known_and_could_make_it_graver_is_said() -> None:
    found = assess({"people": 20}, LEVELS)

    assert (found.level, found.unasked, found.graver) == ("mid", ("press",), "high")
    assert assess({"people": 1}, LEVELS).graver == "mid"
    assert assess({"people": 1, "press": False}, LEVELS).unasked == ()


def test_true_is_no_number() -> None:
    assert assess({"people": True, "press": 7}, LEVELS).level == "low"


@given(
    known=st.fixed_dictionaries({"people": st.integers(0, 60), "press": st.booleans()}),
    more=st.integers(0, 60),
)
@settings(max_examples=100, deadline=None)
def test_more_of_anything_never_makes_it_milder(
    known: dict[str, int | bool], more: int
) -> None:
    graver = {"people": known["people"] + more, "press": True}

    before, after = assess(known, LEVELS), assess(graver, LEVELS)

    assert LEVELS.rank(before.level) <= LEVELS.rank(after.level)


@given(known=st.dictionaries(st.sampled_from(["people", "press"]), st.just(0)))
@settings(max_examples=10, deadline=None)
def test_the_level_said_to_be_possible_is_reached_by_some_answer(
    known: dict[str, int],
) -> None:
    facts: dict[str, int | bool] = {
        name: False if name == "press" else 6 for name in known
    }
    found = assess(facts, LEVELS)
    worst = {
        name: facts.get(name, 99 if fact.counts else True)
        for name, fact in LEVELS.facts.items()
    }

    assert (found.graver or found.level) == assess(worst, LEVELS).level


def test_answers_are_read_as_people_type_them() -> None:
    said = {"people": " 12 ", "press": "No"}

    assert answers(said, LEVELS) == {"people": 12, "press": False}


def test_an_answer_of_another_kind_or_to_no_question_is_refused() -> None:
    with pytest.raises(UnknownFactError, match="no fact 'poeple'"):
        answers({"poeple": "5"}, LEVELS)
    for wrong in ("many", "-1", "٥", "5.5", "9" * 10, "yes"):
        with pytest.raises(BadAnswerError, match="'people' takes a whole number"):
            answers({"people": wrong}, LEVELS)
    with pytest.raises(BadAnswerError, match="'press' takes yes or no, not 'maybe'"):
        answers({"press": "maybe"}, LEVELS)
