"""The page that people read at a terminal."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from renderers.hostile import reports
from renderers.sample_report import FINDINGS, REPORT

from mergecast.findings import Finding, Severity
from mergecast.renderers.cells import width
from mergecast.renderers.report import Look, Report
from mergecast.renderers.terminal import render
from mergecast.source import TOP, Span

ESCAPE = re.compile(r"\x1b\[[\d;]*m")
PLAIN = Look()


def finding(**fields: object) -> Finding:
    """An error about the first word of a post."""
    base = Finding("a-check", Severity.ERROR, "a.yaml", Span(1, 1, 1, 3), "wrong")
    return replace(base, **fields)  # type: ignore[arg-type] # fields vary by test


def page(*findings: Finding, text: str = "id: x\n", look: Look = PLAIN) -> list[str]:
    return render(Report(findings, 1, lambda _: text), look).splitlines()


def test_a_finding_shows_place_severity_message_id_line_caret_and_hint() -> None:
    assert page(finding(hint="right it")) == [
        "a.yaml",
        "  1:1  error    wrong  a-check",
        "       │ id: x",
        "       │ ^^",
        "       -> right it",
        "",
        "1 error in 1 file (1 checked)",
    ]


def test_a_report_without_findings_is_one_calm_line() -> None:
    assert render(Report((), 41), PLAIN) == "✓ 41 files checked, nothing found\n"
    assert render(Report((), 1), PLAIN) == "✓ 1 file checked, nothing found\n"


def test_a_report_about_nothing_says_so() -> None:
    assert render(Report((), 0), PLAIN) == "✓ no files to check\n"


def test_a_finding_about_a_whole_file_points_at_no_line() -> None:
    assert "│" not in "".join(page(finding(span=TOP)))


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert "│" not in "".join(page(finding(span=Span(9, 1, 9, 2))))


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    text = "text: |\n  one\n  two\n"

    shown = page(finding(span=Span(1, 7, 3, 6)), text=text)

    assert shown[2:4] == ["       │ text: |", "       │       ^"]


def test_positions_of_a_report_are_aligned() -> None:
    far = finding(span=Span(120, 14, 120, 15), path="b.yaml")

    first, second = (line for line in page(finding(), far) if "wrong" in line)

    assert first.index("error") == second.index("error")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    shown = render(REPORT, Look(colour=True, width=columns))

    assert max(width(ESCAPE.sub("", line)) for line in shown.splitlines()) <= columns


def test_a_narrower_terminal_gets_forty_columns() -> None:
    assert render(REPORT, Look(width=5)) == render(REPORT, Look(width=40))


def test_colour_adds_nothing_but_colour() -> None:
    coloured = render(REPORT, Look(colour=True, width=80))

    assert ESCAPE.sub("", coloured) == render(REPORT, Look(width=80))


def test_without_colour_there_is_no_escape() -> None:
    assert "\x1b" not in render(REPORT, PLAIN)


@pytest.mark.parametrize(
    ("severity", "code"),
    [(Severity.ERROR, "1;31"), (Severity.WARNING, "1;33"), (Severity.INFO, "1;36")],
)
def test_a_severity_has_its_colour_on_word_mark_and_caret(
    severity: Severity, code: str
) -> None:
    shown = page(finding(severity=severity), look=Look(colour=True))

    assert f"\x1b[{code}m{severity}\x1b[0m" in shown[1]
    assert f"\x1b[{code}mid\x1b[0m" in shown[2]
    assert f"\x1b[{code}m^^\x1b[0m" in shown[3]


def test_the_summary_counts_and_says_what_can_be_fixed() -> None:
    assert render(REPORT, PLAIN).splitlines()[-2:] == [
        "5 errors, 1 warning, 2 infos in 4 files (41 checked)",
        "3 of them fixable with --fix",
    ]


@given(reports())
def test_hostile_text_steers_no_terminal(report: Report) -> None:
    shown = render(report, Look(colour=True, width=60))

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ESCAPE.sub("", shown))
    assert ESCAPE.sub("", shown) == render(report, Look(width=60))


def test_thousands_of_findings_do_not_take_seconds() -> None:
    many = tuple(
        replace(each, path=f"{number:04}.yaml")
        for number in range(600)
        for each in FINDINGS
    )
    text = REPORT.texts("calendar/2026/11/24-launch.yaml")
    start = time.process_time()

    render(Report(many, 600, lambda _: text), Look(colour=True))

    assert time.process_time() - start < 3
