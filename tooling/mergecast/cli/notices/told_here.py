"""Alarms where there is no forge: what was told is kept in the clone.

So a channel hears of each thing once, on a server of one's own too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mergecast.alarms.marker import read
from mergecast.alarms.ports import Issue, Step
from mergecast.editing.files import write_atomically
from mergecast.errors import WorkspaceError

_VERSION = 1
_MOST = 500
"""Of what is settled, no more are remembered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Notices in a file of the clone's git directory."""

    file: Path

    def all(self) -> list[Issue]:
        """Those that were told of; what cannot be read of it is left out."""
        try:
            told = json.loads(self.file.read_text("utf-8"))
            listed = told["notices"] if told["v"] == _VERSION else []
            return [one for one in map(_issue, listed) if one is not None]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return []

    def make(self, step: Step) -> Issue:
        """Remember one."""
        before = self.all()
        number = max((each.number for each in before), default=0) + 1
        made = Issue(number, step.mark, step.title, step.body, "")
        self._write([*before, made])
        return made

    def change(self, issue: int, step: Step) -> None:
        """Remember it otherwise."""
        others = [each for each in self.all() if each.number != issue]
        still = step.close is not True
        made = Issue(issue, step.mark, step.title, step.body, "", is_open=still)
        self._write([*others, made])

    def _write(self, notices: list[Issue]) -> None:
        shut = [each for each in notices if not each.is_open][-_MOST:]
        kept = [each for each in notices if each.is_open or each in shut]
        entries = [
            {
                "number": each.number,
                "title": each.title,
                "body": each.body,
                "open": each.is_open,
            }
            for each in kept
        ]
        text = json.dumps({"v": _VERSION, "notices": entries}, indent=1) + "\n"
        try:
            write_atomically(self.file, text)
        except OSError as error:
            raise WorkspaceError(
                f"what people were told cannot be kept in '{self.file}': "
                f"{error.strerror}",
                hint="let the one who runs mergecast write to the git directory",
            ) from error


def _issue(entry: object) -> Issue | None:
    """One of them; None where its mark or its number is none."""
    if not isinstance(entry, dict):
        return None
    number, title, body = (entry.get(name) for name in ("number", "title", "body"))
    mark = read(body) if isinstance(body, str) else None
    if mark is None or type(number) is not int or not isinstance(title, str):
        return None
    return Issue(number, mark, title, str(body), "", entry.get("open") is True)
