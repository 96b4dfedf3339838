"""Where libyaml gave up on a file, and what it complained about."""

from __future__ import annotations

from typing import NamedTuple

from mergecast.loading.remarks import File


class Failure(NamedTuple):
    """Where libyaml gave up (``at``), and since when it was at it (``since``)."""

    file: File
    problem: str
    context: str
    at: int
    since: int | None

    @property
    def line(self) -> tuple[int, int]:
        """The line on which it gave up; the last one with words at the end of file."""
        text = self.file.text
        at = self.at if text[self.at :].strip() else len(text.rstrip())
        return self.file.line_around(at)

    @property
    def line_above(self) -> tuple[int, int]:
        """The next line above it that has words."""
        start = self.line[0]
        above = len(self.file.text[:start].rstrip())
        return self.file.line_around(above)

    def words(self, line: tuple[int, int]) -> str:
        """The words of a line."""
        return self.file.text[line[0] : line[1]]
