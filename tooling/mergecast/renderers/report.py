"""What a renderer gets: the findings of one run, and how they shall look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeAlias

from mergecast.findings import Finding, Severity, count_by_severity

Texts: TypeAlias = Callable[[str], str | None]
"""The source text of a file by its path, None where it is not at hand."""


class About(NamedTuple):
    """What is told about a check beside its findings."""

    title: str
    explanation: str = ""
    url: str = ""


Known: TypeAlias = Callable[[str], About | None]
"""What is known of a check by its id; ``some_dict.get`` will do, as for texts."""


def _nothing(key: str) -> None:
    del key


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, in reading order, and what is needed to tell them.

    ``checked`` counts the files that were looked at. ``version`` is mergecast's.
    """

    findings: tuple[Finding, ...]
    checked: int
    texts: Texts = _nothing
    known: Known = _nothing
    version: str = ""

    def by_file(self) -> Iterator[tuple[str, list[Finding]]]:
        """Each file that has findings, with them."""
        for path, findings in groupby(self.findings, key=lambda each: each.path):
            yield path, list(findings)


@dataclass(frozen=True, slots=True)
class Look:
    """How text for people shall look; machines' formats don't ask."""

    colour: bool = False
    width: int = 80


class Summary(NamedTuple):
    """A report in numbers; ``files`` counts those that have findings."""

    errors: int
    warnings: int
    infos: int
    files: int
    checked: int
    fixable: int


def summary(report: Report) -> Summary:
    """Count what a report holds."""
    counts = count_by_severity(report.findings)
    return Summary(
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
        files=len({each.path for each in report.findings}),
        checked=report.checked,
        fixable=sum(each.fix is not None for each in report.findings),
    )


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def by_severity(numbers: Summary) -> list[tuple[Severity, str]]:
    """``3 errors``, ``1 warning``: what there is, gravest first, with its severity."""
    counts = (numbers.errors, numbers.warnings, numbers.infos)
    return [
        (severity, counted(count, severity))
        for severity, count in zip(Severity, counts, strict=True)
        if count
    ]


def sentence(numbers: Summary) -> str:
    """``3 errors, 1 warning in 2 files (41 checked)``."""
    if not numbers.checked and not numbers.files:
        return "no files to check"
    found = ", ".join(words for _, words in by_severity(numbers))
    if not found:
        return f"{counted(numbers.checked, 'file')} checked, nothing found"
    where = counted(numbers.files, "file")
    return f"{found} in {where} ({numbers.checked:,} checked)"
