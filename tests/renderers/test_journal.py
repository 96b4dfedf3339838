"""A log line says one thing, whatever the content tries to make of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.journal import Entry, entry_json, entry_text

AT = datetime(2026, 11, 24, 1, 0, 7, tzinfo=UTC)
TEXTS = st.text(st.characters(codec=None), max_size=60)


def test_a_line_begins_with_the_time_in_utc() -> None:
    local = AT.astimezone(timezone(timedelta(hours=8)))

    assert entry_text(Entry(local, "posted", "launch@acme:1", "https://x")) == (
        "2026-11-24 01:00:07 UTC  posted     launch@acme:1  https://x\n"
    )
    assert entry_text(Entry(AT, "stopped", "", "")) == (
        "2026-11-24 01:00:07 UTC  stopped\n"
    )


@given(TEXTS, TEXTS)
def test_no_text_makes_a_second_line_or_an_order_for_a_runner(
    about: str, detail: str
) -> None:
    line = entry_text(Entry(AT, "held", about, detail))

    assert line.count("\n") == 1
    assert encode_log(line[:-1]) == line[:-1]
    assert "##[" not in line
    assert line.startswith("2026-11-24 01:00:07 UTC  held")


@given(TEXTS, TEXTS)
def test_for_programs_it_is_one_object_on_one_line(about: str, detail: str) -> None:
    line = entry_json(Entry(AT, "held", about, detail))
    read = json.loads(line)

    assert (line.isascii(), line.count("\n"), line[-1]) == (True, 1, "\n")
    assert (read["version"], read["at"]) == (1, "2026-11-24T01:00:07+00:00")
    assert (read["about"] is None) == (about == "")
