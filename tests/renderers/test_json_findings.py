"""JSON of findings: as its schema says, and nothing lost."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from renderers.hostile import reports
from renderers.runner_commands import commands
from renderers.sample_report import REPORT

from mergecast.renderers.json_findings import render
from mergecast.renderers.report import Look, Report

SCHEMA = json.loads(
    (files("mergecast.renderers") / "data" / "findings.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(reports())
def test_any_report_is_as_the_schema_says(report: Report) -> None:
    VALIDATOR.validate(json.loads(render(report, Look())))


def test_the_schema_knows_every_field() -> None:
    document = json.loads(render(REPORT, Look()))

    defined = SCHEMA["$defs"]
    assert document.keys() == SCHEMA["properties"].keys()
    assert document["summary"].keys() == defined["summary"]["properties"].keys()
    for finding in document["findings"]:
        assert finding.keys() <= defined["finding"]["properties"].keys()
        assert finding.get("fix", {}).keys() <= defined["fix"]["properties"].keys()


@pytest.mark.parametrize(
    "broken",
    [
        {"version": 2},
        {"findings": [{"id": "a-check"}]},
        {"summary": {"errors": -1}},
    ],
)
def test_the_schema_refuses_what_is_no_report(broken: dict[str, object]) -> None:
    document = json.loads(render(REPORT, Look()))

    assert not VALIDATOR.is_valid(document | broken)


def test_positions_are_code_points_from_one_with_exclusive_ends() -> None:
    document = json.loads(render(REPORT, Look()))

    family = next(
        each for each in document["findings"] if each["id"] == "emoji-density"
    )
    line = (REPORT.texts(family["path"]) or "").splitlines()[family["line"] - 1]
    assert line[family["column"] - 1 : family["end_column"] - 1] == "👨‍👩‍👧‍👦"


def test_a_fix_says_what_to_write_and_where() -> None:
    document = json.loads(render(REPORT, Look()))

    by_id = {each["id"]: each.get("fix") for each in document["findings"]}
    assert by_id["account-unknown"] == {
        "path": "calendar/2026/11/24-launch.yaml",
        "route": ["accounts", 1],
        "on_key": False,
        "value": "acme",
    }
    assert by_id["invisible-character"]["within"] == [16, 17]
    assert by_id["text-too-long"] is None


def test_the_summary_counts() -> None:
    assert json.loads(render(REPORT, Look()))["summary"] == {
        "errors": 5,
        "warnings": 1,
        "infos": 2,
        "files": 4,
        "checked": 41,
        "fixable": 3,
    }


@given(reports())
def test_json_in_a_log_gives_no_command(report: Report) -> None:
    assert commands(render(report, Look())) == []
