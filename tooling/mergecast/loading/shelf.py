"""Put the files of ``playbooks/`` in their places, whatever is wrong with some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha1
from posixpath import basename
from typing import Any

from mergecast.loading import build_people, build_playbooks, build_process, paths
from mergecast.loading.paths import Kind
from mergecast.model.playbooks import Playbooks
from mergecast.model.statement import Statement

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

SHELVED = frozenset((*_MAKE, Kind.STATEMENT))
"""The kinds of files that are kept here; a schema has proved each."""


def playbooks(files: Mapping[str, Any], blobs: Mapping[str, str]) -> Playbooks:
    """All playbooks.

    Args:
        files: the data of each file by path, None where it cannot be used.
        blobs: git's ids of the files, of statements at least.
    """
    found: dict[Kind, dict[str, Any]] = {kind: {} for kind in SHELVED}
    for path, data in files.items():
        kind = paths.kind(path) if data is not None else None
        if kind is Kind.STATEMENT:
            found[kind][path] = build_playbooks.statement(path, data, blobs.get(path))
        elif kind is not None and kind in _MAKE:
            found[kind][path] = _MAKE[kind](path, data)
    return Playbooks(
        next(iter(found[Kind.LEVELS].values()), None),
        next(iter(found[Kind.MATRIX].values()), None),
        _by_name(found[Kind.CRISIS]),
        _by_name(found[Kind.STATEMENT]),
        _by_name(found[Kind.PROCESS]),
        _by_name(found[Kind.MEETING]),
        tuple(found[Kind.MINUTES].values()),
        tuple(found[Kind.DECISION].values()),
        _by_name(found[Kind.INCIDENT]),
        tuple(found[Kind.HANDOVER].values()),
    )


def _by_name(found: dict[str, Any]) -> dict[str, Any]:
    return {basename(path).removesuffix(".yaml"): own for path, own in found.items()}


def blob_id(raw: bytes) -> str:
    """Git's id of a file with these bytes.

    >>> blob_id(b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    return sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def old_statement(raw: bytes, data: Any) -> Statement:  # noqa: ANN401 - loaded data
    """A statement as it once was, from its bytes and their data."""
    return build_playbooks.statement("", data, blob_id(raw))
