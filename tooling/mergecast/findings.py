"""What checks say about the content.

A check yields *remarks*: a place, a message, a hint. It knows nothing of severity,
suppression or output. The runner stamps each remark with the check's id, its
severity in this workspace and its span, and so makes it a *finding*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from mergecast.source import Place, Span


class Severity(StrEnum):
    """How much a finding matters; only ``error`` fails a check by default."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts errors first."""
        return list(Severity).index(self)


class FindingClass(StrEnum):
    """``content`` may fail a post's pull request; ``process`` never does."""

    CONTENT = "content"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class Edit:
    """One right answer: replace the value at ``place`` by ``value`` (None: delete)."""

    place: Place
    value: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """One right answer: take all that is no picture out of an image file."""

    path: str


Fix: TypeAlias = Edit | Strip


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check saw, before anyone decided how much it matters.

    ``owner`` is the key of the member or role who has to see to it; a process's only.
    """

    place: Place
    message: str
    hint: str = ""
    fix: Fix | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with its check, severity and span: what people and machines read."""

    id: str
    severity: Severity
    path: str
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    kind: FindingClass = FindingClass.CONTENT
    owner: str = ""


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by file, then position, then id, so that output never depends on chance."""
    return sorted(
        findings, key=lambda f: (f.path, f.span.line, f.span.column, f.id, f.message)
    )


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, zeros included."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
