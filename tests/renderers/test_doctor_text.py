"""The self-check in text and JSON: a line a fact, whatever it quotes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.health import Checkup, Level, Line
from mergecast.renderers.doctor import doctor_json, doctor_text

FOUND = Checkup(
    [
        Line("git", Level.OK, "git 2.45.1"),
        Line("main-rules", Level.FAIL, "main: deleting it is not forbidden", "forbid"),
        Line("clock", Level.UNKNOWN, "whether this clock is right: 不知道"),
        Line("last-run", Level.WARN, "2 d ago", "look"),
    ]
)
TEXT = """\
ok       git         git 2.45.1
fail     main-rules  main: deleting it is not forbidden
                     -> forbid
unknown  clock       whether this clock is right: 不知道
warn     last-run    2 d ago
                     -> look
1 fails, 1 warning, 1 unknown, 1 ok; see mergecast's docs/reference/doctor.md
"""


def test_people_read_a_line_a_fact_and_below_it_how_to_mend_it() -> None:
    assert doctor_text(FOUND) == TEXT


def test_quiet_leaves_out_what_is_well() -> None:
    shown = doctor_text(FOUND, quiet=True)

    assert "git 2.45.1" not in shown
    assert "main-rules" in shown
    assert "1 ok" in shown


def test_colour_is_never_the_only_sign() -> None:
    shown = doctor_text(FOUND, colour=True)

    assert "\x1b[1;31mfail   \x1b[0m  main-rules" in shown
    for code in ("32", "36", "33", "1;31", "0"):
        shown = shown.replace(f"\x1b[{code}m", "")
    assert shown == TEXT


def test_programs_read_the_same_and_where_it_is_explained() -> None:
    told = json.loads(doctor_json(Checkup(FOUND.lines, offline=True)))

    assert (told["version"], told["offline"]) == (1, True)
    assert told["summary"] == {"ok": 1, "unknown": 1, "warn": 1, "fail": 1}
    assert told["lines"][1] == {
        "check": "main-rules",
        "level": "fail",
        "seen": "main: deleting it is not forbidden",
        "fix": "forbid",
        "docs": "docs/reference/doctor.md#main-rules",
    }


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_it_quotes_makes_a_line_of_its_own(seen: str, fix: str) -> None:
    made = Checkup([Line("git", Level.WARN, f"a {seen}", f"b {fix}")])
    shown = doctor_text(made)

    assert len(shown.splitlines()) == 3
    assert "\x1b" not in shown
    assert json.loads(doctor_json(made))["lines"]
