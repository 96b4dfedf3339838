"""What `mergecast check --process` looks at: how people work together, today."""

from __future__ import annotations

from mergecast.cli.session import Session
from mergecast.findings import Finding, in_reading_order
from mergecast.inspection.place import Where
from mergecast.inspection.process import present, process_findings
from mergecast.loading.workspace import Loaded, load


def look_together(session: Session, where: Where) -> tuple[tuple[Finding, ...], int]:
    """The process findings of a tree in reading order, and the files looked at.

    Raises:
        WorkspaceError: there is no workspace, or a newer version wrote it.
    """
    loaded = load(where.tree, whole=True)
    return process_now(session, where, loaded), len(loaded.files)


def process_now(session: Session, where: Where, loaded: Loaded) -> tuple[Finding, ...]:
    """The process findings of a loaded workspace, in reading order."""
    today = present(where.tree, loaded.workspace, session.now())
    return tuple(in_reading_order(process_findings(where.tree, loaded, today)))
