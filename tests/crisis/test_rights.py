"""The matrix, read: who may, who is told, and what a post needs."""

from __future__ import annotations

from datetime import timedelta

from mergecast.crisis.rights import (
    incident_need,
    may,
    row,
    statement_need,
    thaw_places,
    told,
    who_may,
)
from mergecast.model.approval import ANYONE, Need
from mergecast.model.crisis import Cell, Level, Levels, Matrix, Row
from mergecast.model.places import filled

MODERATOR = Cell("moderator", frozenset({"freeze"}), timedelta(minutes=30))
CHIEF = Cell("chief", frozenset({"freeze", "thaw"}), timedelta(minutes=15))
LOW = Row("low", {"moderator": MODERATOR})
HIGH = Row(
    "high",
    {"moderator": MODERATOR, "chief": CHIEF},
    Need(("chief",), count=2),
    Need(any_of=("chief", "moderator")),
)
MATRIX = Matrix({"high": HIGH, "low": LOW})
LEVELS = Levels({"low": Level("low", "Low"), "high": Level("high", "High")}, {})


def test_the_gravest_row_holds_where_no_level_is_known() -> None:
    assert row(MATRIX, LEVELS, None) is HIGH
    assert row(MATRIX, LEVELS, "low") is LOW
    assert row(MATRIX, LEVELS, "hihg") is None
    assert row(Matrix({}), None, None) is None


def test_roles_decide_what_the_row_gives_them_and_nothing_else() -> None:
    assert who_may(HIGH, "freeze") == ("moderator", "chief")
    assert who_may(None, "freeze") == ()
    assert may(HIGH, "thaw", ["creator", "chief"])
    assert not may(HIGH, "thaw", ["moderator"])
    assert not may(LOW, "thaw", ["chief"])


def test_who_has_the_shortest_clock_is_told_first() -> None:
    assert told(HIGH) == (CHIEF, MODERATOR)
    assert told(None) == ()


def test_a_thaw_takes_the_role_and_another_person() -> None:
    places = thaw_places(HIGH)

    assert places == (("chief",), ANYONE)
    assert None in filled(places, [{"chief"}])
    assert None in filled(places, [{"moderator"}, {"creator"}])
    assert None not in filled(places, [{"creator"}, {"chief"}])
    assert thaw_places(LOW) is None


def test_a_row_that_says_nothing_lowers_nothing_and_lets_nothing_pass() -> None:
    assert statement_need(HIGH) == Need(any_of=("chief", "moderator"))
    assert incident_need(HIGH) == Need(("chief",), count=2)
    for found in (LOW, None):
        assert (statement_need(found), incident_need(found)) == (None, None)
