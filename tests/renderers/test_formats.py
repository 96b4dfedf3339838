"""The table of formats: what all of them do, and what each of them may cost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from renderers.hostile import reports
from renderers.sample_report import REPORT

from mergecast.renderers import FORMATS
from mergecast.renderers.report import Look, Report

NOTHING_FOUND = """
from mergecast.renderers import FORMATS
from mergecast.renderers.report import Look, Report
FORMATS["text"](Report((), 41), Look())
"""


@pytest.mark.parametrize("name", FORMATS)
@given(report=reports())
def test_any_report_can_be_shown_and_written(name: str, report: Report) -> None:
    shown = FORMATS[name](report, Look())

    shown.encode("utf-8")
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_twice(name: str) -> None:
    assert FORMATS[name](REPORT, Look()) == FORMATS[name](REPORT, Look())


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_source_texts_is_shown(name: str) -> None:
    bare = Report(REPORT.findings, REPORT.checked)

    assert "alt-text-missing" in FORMATS[name](bare, Look())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import mergecast.renderers", "json"),
        ("import mergecast.renderers.terminal", "rich"),
        ("import mergecast.renderers.sarif", "jsonschema"),
        (NOTHING_FOUND, "rich"),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str, absent: str) -> None:
    program = f"import sys\n{code}\nsys.exit({absent!r} in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0
