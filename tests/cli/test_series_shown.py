"""A series as people see it: checked with its lines, previewed, in the calendar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.inside import Inside

from mergecast.errors import ExitCode

SETTINGS = """\
version: 1
accounts:
  acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
"""
SERIES = """\
id: tips
accounts: [acme]
rule: FREQ=WEEKLY;BYDAY=TU
starts: 2026-11-24 09:00
timezone: Asia/Kuala_Lumpur
until: 2026-12-15
except: [2026-12-01]
texts:
  - "Tip one 一"
  - thread:
      - Tip two
      - and more
"""
PATH = "calendar/recurring/tips.yaml"
NOW = "2026-11-22T12:00:00Z"


@pytest.fixture
def runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    (tmp_path / "mergecast.yaml").write_text(SETTINGS, "utf-8")
    inside = Inside(tmp_path, capsys, monkeypatch)
    write(inside, SERIES)
    return inside


def write(runs: Inside, text: str, path: str = PATH) -> None:
    file = runs.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def found(runs: Inside) -> list[tuple[str, int]]:
    told = json.loads(runs("check", "--format", "json", now=NOW).out)
    return [(each["id"], each["line"]) for each in told["findings"]]


def test_a_sound_series_has_no_findings(runs: Inside) -> None:
    assert found(runs) == []


def test_each_text_is_checked_at_its_own_line(runs: Inside) -> None:
    write(runs, SERIES.replace("and more", "x" * 300).replace("Tip one 一", ""))

    assert found(runs) == [("text-empty", 9), ("text-too-long", 12)]


def test_an_id_that_a_post_has_is_no_id_of_a_series(runs: Inside) -> None:
    post = "id: tips\naccounts: [acme]\npublish_at: 2026-11-25 12:00\ntext: Hello.\n"
    write(runs, post, "calendar/2026/11/25-tips.yaml")

    assert found(runs) == [("id-duplicate", 1), ("id-duplicate", 1)]


def test_two_series_with_one_id_are_told_once_each(runs: Inside) -> None:
    write(runs, SERIES, "calendar/recurring/copy.yaml")

    assert [name for name, _ in found(runs)].count("id-duplicate") == 2


def test_a_post_beside_a_day_of_a_series_is_told_at_the_start_of_the_series(
    runs: Inside,
) -> None:
    post = "id: hello\naccounts: [acme]\npublish_at: 2026-12-08 09:05\ntext: Hello.\n"
    write(runs, post, "calendar/2026/12/08-hello.yaml")
    done = runs("check", now=NOW)

    assert "'tips~2026-12-08'" in done.out
    assert found(runs) == [("spacing-too-close", 3), ("spacing-too-close", 4)]


def test_a_series_without_an_end_is_refused(runs: Inside) -> None:
    write(runs, SERIES.replace("until: 2026-12-15\n", ""))

    assert found(runs) == [("schema-missing-key", 1)]


def test_a_finding_is_left_out_where_the_file_says_so(runs: Inside) -> None:
    often = SERIES.replace("FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY")
    ignore = "ignore:\n  - {rule: series-words-repeat, because: a countdown}\n"
    write(runs, often)
    before = found(runs)
    write(runs, often + ignore)

    assert before == [("series-words-repeat", 9)]
    assert found(runs) == []


def test_a_preview_shows_each_text_and_the_days_to_come(runs: Inside) -> None:
    done = runs("preview", "tips", now=NOW)
    told = json.loads(runs("preview", PATH, "--format", "json", now=NOW).out)

    assert done.code == ExitCode.DONE
    assert "text 2 of 2" in done.out
    assert "Tue 2026-12-08 09:00  text 1  Tip one 一" in done.out
    assert "2026-12-01 09:00" not in done.out
    assert told["days"] == [
        {"key": "tips~2026-11-24", "text": 1},
        {"key": "tips~2026-12-08", "text": 1},
        {"key": "tips~2026-12-15", "text": 2},
    ]


def test_the_calendar_and_its_feed_have_each_day(runs: Inside) -> None:
    shown = runs("calendar", "show", "--view", "month", "--format", "json", now=NOW)
    feed = runs("calendar", "ics", now=NOW).out

    assert '"date": "2026-11-24"' in shown.out
    assert feed.count("BEGIN:VEVENT") == 3
    assert "UID:tips~2026-12-15@" in feed


def test_a_whole_series_is_not_taken_back_by_its_id(runs: Inside) -> None:
    done = runs("retract", "tips", "--reason", "wrong", now=NOW)
    other = runs("retract", "tips~2026-12-01", "--reason", "wrong", now=NOW)

    assert done.code == other.code == ExitCode.USAGE
    assert "name the day: tips~2026-11-24" in done.err
    assert "no series 'tips' comes on 2026-12-01" in other.err
    assert (runs.folder / PATH).read_text("utf-8") == SERIES


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (("move", "tips", "10:00"), "'tips' is a series, and no single post"),
        (("move", "tips~2026-11-24", "--slot", "next"), "is a day of a series"),
        (("split", "tips"), "'tips' is a series, and no single post"),
        (("preview", "tips~2026-11-24"), "is a day of a series"),
    ],
)
def test_what_takes_one_post_says_how_to_change_a_series(
    runs: Inside, command: tuple[str, ...], what: str
) -> None:
    done = runs(*command, now=NOW)

    assert done.code == ExitCode.USAGE
    assert what in done.err
    assert "change calendar/recurring/tips.yaml for all of its days" in done.err


def test_one_day_is_taken_back_in_the_file(runs: Inside) -> None:
    done = runs("retract", "tips~2026-11-24", "--reason", "a slip", now=NOW)

    assert done.code == ExitCode.DONE
    text = (runs.folder / PATH).read_text("utf-8")
    assert text == SERIES + "retract: {2026-11-24: a slip}\n"
    assert found(runs) == []


def test_words_for_one_account_are_a_series_of_their_own(runs: Inside) -> None:
    write(runs, SERIES + "variants: {acme: {text: Hi}}\n")

    told = runs("check", now=NOW)

    assert told.code == ExitCode.FINDINGS
    assert "write one series for each account that has its own words" in told.out


def test_a_series_is_laid_out_as_other_files(runs: Inside) -> None:
    write(runs, SERIES.replace("id: tips", "id:   tips"))

    assert runs("format").code == ExitCode.DONE
    text = (runs.folder / PATH).read_text("utf-8")
    assert text.startswith("id: tips\n")
    assert runs("format", "--check").code == ExitCode.DONE
