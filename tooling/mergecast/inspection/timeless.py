"""What can be said of a tree without a clock: from memory where nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from mergecast.findings import Finding
from mergecast.inspection import cache, records
from mergecast.inspection.place import Where

Progress = Callable[[int, int], None]
"""Told how many of how many posts are done."""


class Branches(NamedTuple):
    """By the settings: the remote, its branch that posts go out from, the ledger's."""

    remote: str
    publishing: str
    ledger: str


@dataclass(frozen=True, slots=True)
class Timeless:
    """All that can be said without a clock, and how many files were looked at."""

    findings: tuple[Finding, ...]
    checked: int
    branches: Branches

    def dump(self) -> str:
        """As JSON text, for the cache."""
        findings = records.dump_findings(self.findings)
        return json.dumps([findings, self.checked, self.branches])

    @staticmethod
    def load(text: str) -> Timeless:
        """From what ``dump`` wrote."""
        findings, checked, branches = json.loads(text)
        return Timeless(records.load_findings(findings), checked, Branches(*branches))


def timeless(where: Where, progress: Progress, now: datetime) -> Timeless:
    """Everything that can be said of a tree without a clock.

    Raises:
        WorkspaceError: there is no workspace, or a newer version wrote it.
    """
    memory = cache.Cache(where.cache_file)
    whole = cache.key("tree", *where.ids) if where.ids else None
    known = memory.get(whole) if whole is not None else None
    if known is not None:
        return Timeless.load(known)
    from mergecast.inspection.whole import (  # noqa: PLC0415 - 60 ms that memory saves
        look_at_tree,
    )

    seconds = int(now.timestamp())
    found = look_at_tree(where, memory, progress, seconds)
    if whole is not None:
        with memory.writing(seconds) as remember:
            remember(whole, found.dump())
    return found
