"""Public holidays come from a library that may not be there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from people.made_team import SHIFTS, rota

from mergecast.loading.public_holidays import MISSING, public_holidays
from mergecast.model.rota import Rota

START = datetime(2026, 12, 20, tzinfo=UTC)
END = datetime(2027, 1, 5, tzinfo=UTC)


def with_region(region: str) -> Rota:
    shift = {**SHIFTS["london"], "holidays": region}
    return rota(shifts={"only": shift})


def test_holidays_of_a_part_of_a_country_are_those_between_the_instants() -> None:
    found = public_holidays(with_region("GB-ENG"), START, END)

    assert list(found.known["GB-ENG"]) == [
        "2026-12-25",
        "2026-12-26",
        "2026-12-28",
        "2027-01-01",
    ]
    assert found.unread == {}


def test_holidays_of_a_whole_country() -> None:
    found = public_holidays(with_region("MX"), START, END)

    assert list(found.known["MX"]) == ["2026-12-25", "2027-01-01"]


@pytest.mark.parametrize("region", ["MY-99", "ZZ"])
def test_a_region_that_the_library_does_not_know_is_said(region: str) -> None:
    found = public_holidays(with_region(region), START, END)

    assert found.known == {}
    assert found.unread == {
        region: f"the library 'holidays' knows no region '{region}'"
    }


def test_without_the_library_it_is_said_and_nothing_is_guessed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)

    found = public_holidays(with_region("MX"), START, END)

    assert found == ({}, {"MX": MISSING})


def test_where_no_shift_names_a_region_the_library_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)

    assert public_holidays(None, START, END) == ({}, {})
    assert public_holidays(rota(shifts={}), START, END) == ({}, {})
