"""SARIF: valid by the standard's schema, and alerts that stay the same alerts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from jsonschema import Draft4Validator
from renderers.hostile import reports
from renderers.runner_commands import commands
from renderers.sample_report import EID, LAUNCH, REPORT, TEXTS

from mergecast.findings import Finding, Severity
from mergecast.renderers.report import Look, Report
from mergecast.renderers.sarif import render
from mergecast.source import Span

SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")
VALIDATOR = Draft4Validator(
    json.loads(SCHEMA.read_text("utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER
)


def run(report: Report) -> dict[str, Any]:
    """The one run of a report's log."""
    (only,) = json.loads(render(report, Look()))["runs"]
    assert isinstance(only, dict)
    return only


def fingerprints(report: Report) -> list[str]:
    return [
        each["partialFingerprints"]["primaryLocationLineHash"]
        for each in run(report)["results"]
    ]


def one(text: str, span: Span, message: str = "wrong") -> Report:
    """A report of one finding in a file of ``text``."""
    found = Finding("a-check", Severity.ERROR, "a.yaml", span, message)
    return Report((found,), 1, lambda _: text)


@given(reports())
def test_any_report_is_valid_by_the_schema_of_the_standard(report: Report) -> None:
    VALIDATOR.validate(json.loads(render(report, Look())))


def test_the_schema_of_the_standard_refuses_what_is_wrong() -> None:
    log = json.loads(render(REPORT, Look()))
    log["runs"][0]["columnKind"] = "bytes"

    assert not VALIDATOR.is_valid(log)


def test_columns_are_code_points() -> None:
    assert run(REPORT)["columnKind"] == "unicodeCodePoints"


def test_severities_become_levels() -> None:
    levels = {each["ruleId"]: each["level"] for each in run(REPORT)["results"]}

    assert levels["account-unknown"] == "error"
    assert levels["alt-text-missing"] == "warning"
    assert levels["emoji-density"] == "note"


def test_a_path_is_a_relative_address_under_the_top_of_the_workspace() -> None:
    locations = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]
        for each in run(REPORT)["results"]
    ]

    assert all(each["uri"].isascii() for each in locations)
    assert {unquote(each["uri"]) for each in locations} >= {LAUNCH, EID}
    assert {each["uriBaseId"] for each in locations} == {"SRCROOT"}
    assert "SRCROOT" in run(REPORT)["originalUriBaseIds"]


def test_a_colon_in_a_path_makes_no_scheme() -> None:
    found = replace(REPORT.findings[0], path="javascript:x.yaml")

    (result,) = run(Report((found,), 1))["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "javascript%3Ax.yaml"


def test_what_is_known_of_a_check_is_told_once() -> None:
    rules = run(REPORT)["tool"]["driver"]["rules"]
    results = run(REPORT)["results"]

    assert rules[0] == {
        "id": "account-unknown",
        "shortDescription": {
            "text": "Every account that a post names is in the settings."
        },
        "fullDescription": {
            "text": "A post for an account that nobody set up would go nowhere."
        },
        "help": {"text": "A post for an account that nobody set up would go nowhere."},
        "helpUri": "https://mergecast.example/checks/account-unknown",
    }
    assert len({each["id"] for each in rules}) == len(rules)
    assert all(each["ruleId"] == rules[each["ruleIndex"]]["id"] for each in results)


def test_an_alert_stays_the_same_when_its_line_moves() -> None:
    before = one("id: x\ntext: y\n", Span(2, 7, 2, 8), "1 hour ago")
    after = one("# new\nid: x\n\n  text: y\n", Span(4, 9, 4, 10), "2 hours ago")

    assert fingerprints(before) == fingerprints(after)


def test_an_alert_changes_with_its_line() -> None:
    before = one("text: y\n", Span(1, 7, 1, 8))
    after = one("text: z\n", Span(1, 7, 1, 8))

    assert fingerprints(before) != fingerprints(after)


def test_two_alerts_on_equal_lines_are_two() -> None:
    found = one("- x\n- x\n", Span(1, 3, 1, 4)).findings[0]
    second = replace(found, span=Span(2, 3, 2, 4))

    first_print, second_print = fingerprints(
        Report((found, second), 1, lambda _: "- x\n- x\n")
    )
    assert first_print != second_print
    assert first_print.split(":")[0] == second_print.split(":")[0]


def test_alerts_of_a_sample_are_told_apart() -> None:
    assert len(set(fingerprints(REPORT))) == len(REPORT.findings)


def test_a_message_holds_no_placeholder_and_no_link() -> None:
    report = one("id: x\n", Span(1, 1, 1, 3), "{0} and [here](https://evil.example)")

    (result,) = run(report)["results"]
    assert result["message"]["text"] == "{{0}} and [here] (https://evil.example)"


@pytest.mark.parametrize("path", TEXTS)
def test_a_region_is_what_the_finding_says(path: str) -> None:
    regions = [
        each["locations"][0]["physicalLocation"]["region"]
        for each in run(REPORT)["results"]
    ]
    spans = [each.span for each in REPORT.findings]

    assert path in {each.path for each in REPORT.findings}
    assert regions == [
        {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        for span in spans
    ]


@given(reports())
def test_sarif_in_a_log_gives_no_command(report: Report) -> None:
    assert commands(render(report, Look())) == []
