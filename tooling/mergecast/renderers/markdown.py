"""Findings for a comment on a pull request or the summary of a job.

Read on a phone as often as not: a list, no tables, the gravest files first, and the
long tail folded away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from posixpath import basename

from mergecast.findings import Finding, Severity
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.report import Look, Report, counted, sentence, summary

LONGEST = 60_000
"""What a comment may hold, in UTF-16 units; forges refuse a little over 65,000."""

_OPEN = 10
_LONGEST_TEXT = 1000
_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}


def render(report: Report, look: Look) -> str:
    """A headline, the first findings, and the rest in a fold, within ``LONGEST``."""
    del look
    findings = _gravest_files_first(report)
    worst = min((each.severity for each in findings), key=_rank, default=None)
    icon = _ICONS[worst] if worst else "✅"
    head = f"### {icon} {sentence(summary(report))}\n"
    items = list(_items(findings))
    # Room for the headline, the fold and the closing line.
    sizes = accumulate(_units(item) for item in items)
    kept = sum(size <= LONGEST - 1000 for size in sizes)
    text = head + "".join(items[: min(kept, _OPEN)])
    if kept > _OPEN:
        text += _fold(items[_OPEN:kept], len(items) - _OPEN)
    if kept < len(items):
        left = counted(len(items) - kept, "finding")
        text += f"\n{left} more did not fit: run `mergecast check` to see all\n"
    return text


def _gravest_files_first(report: Report) -> list[Finding]:
    files = [findings for _, findings in report.by_file()]
    files.sort(key=lambda findings: min(_rank(each.severity) for each in findings))
    return [each for findings in files for each in findings]


def _items(findings: Sequence[Finding]) -> Iterator[str]:
    """Each finding as an item of a list, under the name of its file where that begins.

    The fold begins with a name too.
    """
    before = None
    for number, finding in enumerate(findings):
        name = ""
        if finding.path != before or number == _OPEN:
            name = f"\n**{encode_code(shorten(finding.path, _LONGEST_TEXT))}**\n\n"
        before = finding.path
        yield name + _item(finding)


def _item(finding: Finding) -> str:
    file = shorten(basename(finding.path), _LONGEST_TEXT)
    place = encode_code(f"{file}:{finding.span.line}")
    lines = [
        f"- {_ICONS[finding.severity]} **{finding.severity}** {place}",
        encode_markdown(shorten(finding.message, _LONGEST_TEXT)),
    ]
    if finding.hint:
        lines.append(f"→ {encode_markdown(shorten(finding.hint, _LONGEST_TEXT))}")
    mark = " · fixable with `--fix`" if finding.fix else ""
    lines.append(encode_code(finding.id) + mark)
    # A backslash breaks a line once, in comments and in summaries alike.
    return "\\\n  ".join(lines) + "\n"


def _fold(items: Sequence[str], number: int) -> str:
    return (
        f"\n<details><summary>{counted(number, 'more finding')}</summary>\n"
        f"{''.join(items)}\n</details>\n"
    )


def _rank(severity: Severity) -> int:
    return severity.rank


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
