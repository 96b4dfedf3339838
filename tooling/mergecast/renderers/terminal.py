"""Findings for people at a terminal: grouped by file, each with what it points at.

Thousands of findings must not take seconds, so lines are put together here, and rich
only says how wide text is and how a style is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mergecast.findings import Finding
from mergecast.renderers.cells import width, wrap
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.excerpt import excerpt, lines_of
from mergecast.renderers.report import (
    Look,
    Report,
    Summary,
    by_severity,
    sentence,
    summary,
)
from mergecast.source import TOP

# Of the terminal's own sixteen colours: their owner chose them to be readable on the
# background at hand. No meaning is in colour alone.
_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "remedy": "green",
    "path": "bold",
    "quiet": "dim",
}
_FIXABLE = "fixable with --fix"
_SEVERITY_ROOM = len("warning")
_NARROWEST = 40

Paint = Callable[[str, str], str]
"""(name of a style, text) -> text in that style."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all findings of a report share: paint, margins and the width of the page."""

    paint: Paint
    place_room: int
    width: int

    @property
    def margin(self) -> str:
        """The blanks under a position, up to where the severity stands."""
        return " " * (2 + self.place_room + 2)

    @property
    def room(self) -> int:
        """The cells to the right of the margin."""
        return self.width - len(self.margin)


def render(report: Report, look: Look) -> str:
    """The findings as a page of text, with a line that sums them up."""
    paint = _painter() if look.colour else _plain
    numbers = summary(report)
    if not report.findings:
        return f"{paint('remedy', '✓')} {sentence(numbers)}\n"
    places = max(len(_place(each)) for each in report.findings)
    sheet = _Sheet(paint, places, max(look.width, _NARROWEST))
    page: list[str] = []
    for path, findings in report.by_file():
        page.append(paint("path", encode_terminal(path)))
        lines = lines_of(report.texts(path))
        for finding in findings:
            page += [*_finding(finding, lines, sheet), ""]
    page += _closing(numbers, paint)
    return "\n".join(page) + "\n"


def _finding(finding: Finding, lines: list[str], sheet: _Sheet) -> Iterator[str]:
    yield from _headline(finding, sheet)
    yield from _pointer(finding, lines, sheet)
    yield from _remedy(finding, sheet)


def _headline(finding: Finding, sheet: _Sheet) -> Iterator[str]:
    """Place, severity, message, and dimmed behind them the id."""
    severity = finding.severity
    room = sheet.room - _SEVERITY_ROOM - 2
    message = wrap(encode_terminal(finding.message), room)
    _append(message, encode_terminal(finding.id), "quiet", room, sheet.paint)
    place = _place(finding).rjust(sheet.place_room)
    gap = " " * (_SEVERITY_ROOM - len(severity) + 2)
    yield f"  {place}  {sheet.paint(severity, severity)}{gap}{message[0]}"
    under = sheet.margin + " " * (_SEVERITY_ROOM + 2)
    for line in message[1:]:
        yield under + line


def _pointer(finding: Finding, lines: list[str], sheet: _Sheet) -> Iterator[str]:
    """The line that is meant, with carets under what is wrong in it."""
    span = finding.span
    if span == TOP or not 1 <= span.line <= len(lines):
        return
    line = lines[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    shown = excerpt(line, span.column - 1, end, sheet.room - 2)
    paint, colour = sheet.paint, finding.severity
    bar = sheet.margin + paint("quiet", "│")
    marked = paint(colour, shown.marked) if shown.marked.strip() else shown.marked
    yield f"{bar} {shown.before}{marked}{shown.after}".rstrip()
    yield f"{bar} {' ' * shown.offset}{paint(colour, '^' * shown.length)}"


def _remedy(finding: Finding, sheet: _Sheet) -> Iterator[str]:
    """What to do, and whether the tool can do it."""
    room = sheet.room - len("-> ")
    hint = wrap(encode_terminal(finding.hint), room) if finding.hint else []
    if finding.fix:
        _append(hint, _FIXABLE, "remedy", room, sheet.paint)
    for number, line in enumerate(hint):
        start = "  " if number else sheet.paint("remedy", "->")
        yield f"{sheet.margin}{start} {line}"


def _append(lines: list[str], text: str, style: str, room: int, paint: Paint) -> None:
    """Put ``text`` behind the last line where there is room, else under it."""
    if lines and width(lines[-1]) + 2 + width(text) <= room:
        lines[-1] += f"  {paint(style, text)}"
    else:
        lines.append(paint(style, text))


def _place(finding: Finding) -> str:
    return f"{finding.span.line}:{finding.span.column}"


def _closing(numbers: Summary, paint: Paint) -> Iterator[str]:
    words = sentence(numbers)
    for severity, part in by_severity(numbers):
        words = words.replace(part, paint(severity, part), 1)
    yield words
    if numbers.fixable:
        yield paint("remedy", f"{numbers.fixable:,} of them {_FIXABLE}")


def _plain(style: str, text: str) -> str:
    del style
    return text


def _painter() -> Paint:
    """Paint with rich's idea of how each style is written."""
    from rich.color import ColorSystem  # noqa: PLC0415 - only colour pays for rich
    from rich.style import Style  # noqa: PLC0415 - only colour pays for rich

    styles = {name: Style.parse(words) for name, words in _STYLES.items()}

    def paint(style: str, text: str) -> str:
        return styles[style].render(text, color_system=ColorSystem.STANDARD)

    return paint
