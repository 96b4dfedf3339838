"""How an incident stands, in lines that are read in a hurry."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mergecast.incidents.history import History, Step
from mergecast.model.team import Member
from mergecast.people.duty import Duty, OnDuty
from mergecast.renderers.crisis import Called, CrisisReport, crisis_json, crisis_text

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NAMES = ("Mei", "Tom", "美玲", "Diego", "Lucía", "Priya")
PEOPLE = [Member(name.lower(), name) for name in NAMES]


def report(*called: Called) -> CrisisReport:
    opened = Step("open", NOW, "mei", {"level": "high", "summary": "it is down"})
    return CrisisReport(NOW, History("outage-2026", (opened,)), called=called)


def test_a_line_names_three_people_and_two_after_each() -> None:
    first = OnDuty(PEOPLE[0], Duty.SHIFT, NOW, awake=True, backups=tuple(PEOPLE[1:]))
    others = [OnDuty(one, Duty.AWAKE, NOW, awake=True) for one in PEOPLE[1:]]
    text = crisis_text(report(Called("lead", timedelta(minutes=15), (first, *others))))

    assert text.endswith(
        "call    lead within 15 min: Mei (shift, 02:00 there, then Tom, 美玲); "
        "Tom (awake, 02:00 there); 美玲 (awake, 02:00 there)\n"
    )


def test_what_should_be_known_is_said_in_both_forms() -> None:
    told = replace(report(), note="the facts say 'high', not 'low'\x1b[31m")

    assert "note    the facts say 'high', not 'low'" in crisis_text(told)
    assert "\x1b" not in crisis_text(told)
    assert json.loads(crisis_json(told))["note"].startswith("the facts say 'high'")
    assert json.loads(crisis_json(report()))["note"] is None
