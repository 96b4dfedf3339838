"""Findings as JSON, for the cache: never pickled, as others may write it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mergecast.findings import Edit, Finding, FindingClass, Fix, Severity, Strip
from mergecast.source import Place, Span


def dump_findings(findings: Iterable[Finding]) -> str:
    """Findings as JSON text."""
    return json.dumps([_finding(found) for found in findings], separators=(",", ":"))


def load_findings(text: str) -> tuple[Finding, ...]:
    """Findings from what ``dump_findings`` wrote."""
    return tuple(
        Finding(
            name,
            Severity(severity),
            path,
            Span(*span),
            message,
            hint,
            _load_fix(fix),
            FindingClass(kind),
        )
        for name, severity, path, span, message, hint, fix, kind in json.loads(text)
    )


def _finding(found: Finding) -> list[Any]:
    span = found.span
    return [
        found.id,
        found.severity,
        found.path,
        [span.line, span.column, span.end_line, span.end_column],
        found.message,
        found.hint,
        _dump_fix(found.fix),
        found.kind,
    ]


def _dump_fix(fix: Fix | None) -> list[Any] | None:
    if fix is None:
        return None
    if isinstance(fix, Strip):
        return [fix.path]
    place = fix.place
    return [place.path, list(place.route), place.within, place.on_key, fix.value]


def _load_fix(data: list[Any] | None) -> Fix | None:
    if data is None:
        return None
    if len(data) == 1:
        return Strip(*data)
    path, route, within, on_key, value = data
    place = Place(path, tuple(route), tuple(within) if within else None, on_key)
    return Edit(place, value)
