"""Annotations on a pull request, and the whole list in the job's log."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from renderers.hostile import reports
from renderers.runner_commands import commands
from renderers.sample_report import REPORT

from mergecast.findings import Finding, Severity
from mergecast.renderers.github import SHOWN_OF_A_SEVERITY, render
from mergecast.renderers.report import Look, Report
from mergecast.source import Span

ANNOTATIONS = {"error", "warning", "notice"}
ERROR = Finding("a-check", Severity.ERROR, "a.yaml", Span(1, 1, 1, 3), "wrong")


def test_an_annotation_says_where_what_and_how_to_mend_it() -> None:
    first = commands(render(REPORT, Look()))[0]

    assert first.name == "error"
    assert first.data == (
        "account 'acmee' is not in mergecast.yaml\n-> did you mean 'acme'?"
    )
    assert first.properties == {
        "file": "calendar/2026/11/24-launch.yaml",
        "line": "2",
        "endLine": "2",
        "col": "18",
        "endColumn": "23",
        "title": "account-unknown",
    }


def test_severities_become_commands() -> None:
    names = [each.name for each in commands(render(REPORT, Look()))]

    assert names.count("error") == 5
    assert names.count("warning") == 1
    assert names.count("notice") == 2


def test_an_annotation_of_several_lines_has_no_columns() -> None:
    several = replace(ERROR, span=Span(1, 7, 3, 2))

    first = commands(render(Report((several,), 1), Look()))[0]

    assert first.properties.keys() == {"file", "line", "endLine", "title"}


def test_no_more_annotations_than_the_forge_shows_but_all_in_the_log() -> None:
    errors = [replace(ERROR, path=f"{number:02}.yaml") for number in range(12)]
    warnings = [replace(each, severity=Severity.WARNING) for each in errors[:3]]

    shown = render(Report((*errors, *warnings), 20), Look())

    names = [each.name for each in commands(shown)]
    assert names.count("error") == SHOWN_OF_A_SEVERITY
    assert names.count("warning") == 3
    assert shown.count("1:1 error: wrong [a-check]") == 12
    assert "2 findings more in this log" in shown


def test_the_log_is_folded_by_file_and_ends_with_the_summary() -> None:
    shown = render(REPORT, Look())

    names = [each.name for each in commands(shown)]
    assert names.count("group") == names.count("endgroup") == 4
    assert "::group::calendar/2026/11/24-launch.yaml (4 findings)" in shown
    assert shown.endswith("5 errors, 1 warning, 2 infos in 4 files (41 checked)\n")


def test_a_report_without_findings_gives_no_command() -> None:
    shown = render(Report((), 41), Look())

    assert shown == "41 files checked, nothing found\n"


@given(reports())
def test_hostile_text_adds_no_command_and_changes_none(report: Report) -> None:
    found = commands(render(report, Look()))

    files = len({each.path for each in report.findings})
    wanted = [each.name for each in found if each.name in ANNOTATIONS]
    assert len(wanted) == len(report.findings)
    assert len(found) == len(report.findings) + 2 * files
    places = [each.properties["line"] for each in found if each.name in ANNOTATIONS]
    assert places == [str(each.span.line) for each in report.findings]
