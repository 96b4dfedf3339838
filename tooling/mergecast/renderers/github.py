"""Findings for a job on GitHub: annotations on the diff, and all of them in the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mergecast.findings import Finding, Severity
from mergecast.renderers.encoders.annotation import (
    encode_annotation,
    encode_annotation_property,
)
from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.report import Look, Report, counted, sentence, summary

SHOWN_OF_A_SEVERITY = 10
"""How many annotations of each severity the forge shows for a step of a job."""

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_LONGEST = 4000


def render(report: Report, look: Look) -> str:
    """Annotations first, then every finding in plain lines, folded by file."""
    del look
    lines: list[str] = []
    annotated: Counter[Severity] = Counter()
    for finding in report.findings:
        annotated[finding.severity] += 1
        if annotated[finding.severity] <= SHOWN_OF_A_SEVERITY:
            lines.append(_annotation(finding))
    for path, findings in report.by_file():
        lines += _group(path, findings)
    left = sum(max(0, count - SHOWN_OF_A_SEVERITY) for count in annotated.values())
    if left:
        lines.append(
            f"{counted(left, 'finding')} more in this log: the forge shows only"
            f" {SHOWN_OF_A_SEVERITY} of each severity on the pull request"
        )
    lines.append(sentence(summary(report)))
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding) -> str:
    span = finding.span
    where = {
        "file": encode_annotation_property(finding.path),
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    # The runner takes columns back when an annotation has several lines.
    if span.line == span.end_line:
        where |= {"col": str(span.column), "endColumn": str(span.end_column)}
    where["title"] = encode_annotation_property(finding.id)
    properties = ",".join(f"{name}={value}" for name, value in where.items())
    words = shorten(finding.message, _LONGEST)
    if finding.hint:
        words += f"\n-> {shorten(finding.hint, _LONGEST)}"
    return f"::{_COMMANDS[finding.severity]} {properties}::{encode_annotation(words)}"


def _group(path: str, findings: list[Finding]) -> Iterator[str]:
    title = f"{path} ({counted(len(findings), 'finding')})"
    yield f"::group::{encode_annotation(encode_log(title))}"
    for finding in findings:
        place = f"{finding.span.line}:{finding.span.column}"
        yield encode_log(
            f"{place} {finding.severity}: {finding.message} [{finding.id}]"
        )
        if finding.hint:
            yield encode_log(f"    -> {finding.hint}")
    yield "::endgroup::"
