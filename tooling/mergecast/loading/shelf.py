"""Put the files of ``playbooks/`` in their places, whatever is wrong with some."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha1
from posixpath import basename
from typing import TYPE_CHECKING, Any

from mergecast.loading import paths
from mergecast.loading.paths import Kind
from mergecast.model.playbooks import Playbooks

if TYPE_CHECKING:
    from mergecast.model.statement import Statement

SHELVED = frozenset(
    {
        *(Kind.LEVELS, Kind.MATRIX, Kind.CRISIS, Kind.STATEMENT),
        *(Kind.PROCESS, Kind.MEETING, Kind.MINUTES, Kind.HANDOVER),
        *(Kind.DECISION, Kind.INCIDENT),
    }
)
"""The kinds of files that are kept here; a schema has proved each."""


def playbooks(files: Mapping[str, Any], blobs: Mapping[str, str]) -> Playbooks:
    """All playbooks.

    Args:
        files: the data of each file by path, None where it cannot be used.
        blobs: git's ids of the files, of statements at least.
    """
    if not files:
        return Playbooks()
    from mergecast.loading.shelved import shelved  # noqa: PLC0415 - only if there are any

    found: dict[Kind, dict[str, Any]] = {kind: {} for kind in SHELVED}
    for path, data in files.items():
        kind = paths.kind(path) if data is not None else None
        if kind is not None and kind in SHELVED:
            found[kind][path] = shelved(kind, path, data, blobs.get(path))
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
    from mergecast.loading.shelved import statement  # noqa: PLC0415 - seldom

    return statement("", data, blob_id(raw))
