"""The mix for people and programs: room that is kept free, and what is live."""

from __future__ import annotations

import json
from datetime import date

from mergecast.planning.days import Days
from mergecast.planning.mix import Mix, Range, Share
from mergecast.renderers.calendar_mix import MixReport, mix_json, mix_text

DAYS = Days(date(2026, 11, 23), date(2026, 11, 29))


def mix(count: int, of: int, room: int = 0) -> Mix:
    return Mix("acme", Share("planned", count, of, Range(70, 80)), (), (), room)


def test_what_is_live_and_what_is_kept_free_is_told() -> None:
    report = MixReport(DAYS, [mix(8, 10, 2)], {"acme": mix(2, 3)})

    text = mix_text(report, colour=False)

    assert "2 slots kept free and still to be had: counted as reactive" in text
    assert "live so far, 3: planned 67 %" in text
    (account,) = json.loads(mix_json(report))["accounts"]
    assert account["room"] == 2
    assert account["live"]["planned"]["count"] == 2


def test_where_all_of_it_is_live_nothing_is_told_twice() -> None:
    text = mix_text(MixReport(DAYS, [mix(8, 10)], {"acme": mix(8, 10)}), colour=False)

    assert "live" not in text
    assert "kept free" not in text
