"""What makes a value of each kind of playbook: loaded where a workspace has any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mergecast.loading import build_people, build_playbooks, build_process
from mergecast.loading.paths import Kind

statement = build_playbooks.statement

_MAKE: Mapping[Kind, Callable[[str, Any], Any]] = {
    Kind.LEVELS: lambda _path, data: build_playbooks.levels(data),
    Kind.MATRIX: lambda _path, data: build_playbooks.matrix(data),
    Kind.CRISIS: build_playbooks.playbook,
    Kind.PROCESS: build_process.process,
    Kind.MEETING: build_process.meeting,
    Kind.MINUTES: build_process.minutes,
    Kind.HANDOVER: build_people.handover,
    Kind.DECISION: build_process.decision,
    Kind.INCIDENT: build_process.incident,
}


def shelved(kind: Kind, path: str, data: Any, blob: str | None) -> Any:  # noqa: ANN401 - loaded data, and a table of makers
    """The value of one file; ``blob`` is git's id of it, for a statement."""
    if kind is Kind.STATEMENT:
        return statement(path, data, blob)
    return _MAKE[kind](path, data)
