"""Findings for code scanning: SARIF 2.1.0.

Forges follow an alert from run to run by its fingerprint, which therefore is made of
what was found and in which words, not of where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from urllib.parse import quote

from mergecast.findings import Finding, Severity
from mergecast.renderers.encoders.ascii_json import encode_json
from mergecast.renderers.encoders.visible import many_lines
from mergecast.renderers.excerpt import lines_of
from mergecast.renderers.report import Known, Look, Report
from mergecast.source import Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_BASE = "SRCROOT"
# The one that GitHub compares, and the one that says how it was made.
_FINGERPRINTS = ("primaryLocationLineHash", "mergecastLine/v1")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

Json = dict[str, object]


def render(report: Report, look: Look) -> str:
    """One SARIF log with one run, a result a line."""
    del look
    ids = list(dict.fromkeys(each.id for each in report.findings))
    driver: Json = {"name": "mergecast", "rules": [_rule(i, report.known) for i in ids]}
    if report.version:
        driver["version"] = report.version
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "automationDetails": {"id": "mergecast/check/"},
        "originalUriBaseIds": {
            _BASE: {"description": {"text": "The top of the workspace."}}
        },
        "properties": {"checked": report.checked},
    }
    results = ",\n".join(encode_json(each) for each in _results(report, ids))
    lines = f"\n{results}\n" if results else ""
    # The results come last and apart, each on its own line, so that logs compare well.
    head = encode_json(run).removesuffix("}")
    return (
        f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [\n'
        f'{head}, "results": [{lines}]}}\n]}}\n'
    )


def _rule(name: str, known: Known) -> Json:
    """What SARIF calls a rule, and we a check."""
    about = known(name)
    if about is None:
        return {"id": name}
    rule: Json = {"id": name, "shortDescription": {"text": about.title}}
    if about.explanation:
        rule["fullDescription"] = {"text": about.explanation}
    rule["help"] = {"text": about.explanation or about.title}
    if about.url:
        rule["helpUri"] = about.url
    return rule


def _results(report: Report, ids: Sequence[str]) -> Iterator[Json]:
    number = {name: index for index, name in enumerate(ids)}
    seen: Counter[str] = Counter()
    for path, findings in report.by_file():
        lines = lines_of(report.texts(path))
        for finding in findings:
            print_ = _fingerprint(finding, lines)
            seen[print_] += 1
            yield {
                "ruleId": finding.id,
                "ruleIndex": number[finding.id],
                "level": _LEVELS[finding.severity],
                "message": {"text": _message(finding)},
                "locations": [_location(finding)],
                "partialFingerprints": dict.fromkeys(
                    _FINGERPRINTS, f"{print_}:{seen[print_]}"
                ),
                "properties": {
                    "class": finding.kind,
                    "fixable": finding.fix is not None,
                },
            }


def _location(finding: Finding) -> Json:
    uri = quote(finding.path, safe="/", errors="replace")
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": _BASE},
            "region": _region(finding.span),
        }
    }


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(finding: Finding) -> str:
    """Message and hint, in which a viewer finds neither placeholders nor links."""
    lines = [finding.message, finding.hint] if finding.hint else [finding.message]
    text = many_lines("\n".join(lines))
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "] (")


def _fingerprint(finding: Finding, lines: list[str]) -> str:
    """The same as long as the file, the check and the words of the line are."""
    line = finding.span.line
    words = lines[line - 1].strip() if 1 <= line <= len(lines) else finding.message
    what = f"{finding.id}\0{finding.path}\0{words}"
    return sha256(what.encode(errors="backslashreplace")).hexdigest()[:32]
