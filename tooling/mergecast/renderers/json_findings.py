"""Findings for programs: JSON, described by ``data/findings.schema.json``.

Positions are 1-based, ends exclusive, columns in Unicode code points. Fields are only
ever added while ``version`` is 1.
"""

from __future__ import annotations

from mergecast.findings import Edit, Finding, Strip
from mergecast.renderers.encoders.ascii_json import encode_json
from mergecast.renderers.report import Look, Report, summary
from mergecast.source import Span

VERSION = 1


def render(report: Report, look: Look) -> str:
    """One JSON document, a finding a line, so that two runs can be compared."""
    del look
    findings = ",\n".join(encode_json(_finding(each)) for each in report.findings)
    lines = f"\n{findings}\n" if findings else ""
    counts = encode_json(summary(report)._asdict())
    return f'{{"version": {VERSION}, "findings": [{lines}], "summary": {counts}}}\n'


def _finding(finding: Finding) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": finding.id,
        "severity": finding.severity,
        "class": finding.kind,
        "path": finding.path,
        **_span(finding.span),
        "message": finding.message,
        "hint": finding.hint,
    }
    if finding.owner:
        fields["owner"] = finding.owner
    if isinstance(finding.fix, Strip):
        fields["strip"] = finding.fix.path
    elif finding.fix:
        fields["fix"] = _fix(finding.fix)
    return fields


def _fix(fix: Edit) -> dict[str, object]:
    place = fix.place
    fields: dict[str, object] = {
        "path": place.path,
        "route": list(place.route),
        "on_key": place.on_key,
        "value": fix.value,
    }
    if place.within is not None:
        fields["within"] = list(place.within)
    if place.span is not None:
        fields["span"] = _span(place.span)
    return fields


def _span(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
