"""Does a document have the form of its kind? If not: what is wrong, in plain words.

The fast answer comes from ``schemas.accepts``. Only what it refuses is looked at with
jsonschema: first to take numbers as text where text is wanted (the schema decides
types, not the writer's quotes), then to explain what is left.
"""

from __future__ import annotations

from typing import Any

from mergecast.errors import WorkspaceError
from mergecast.findings import Remark
from mergecast.loading.document import Document
from mergecast.loading.shape_table import SHAPES
from mergecast.schemas.accepts import acceptor

__all__ = ["SHAPES", "VERSION", "refuse_newer", "shape"]

VERSION = 1
"""The version of the workspace that this mergecast reads and writes."""


def shape(document: Document, kind: str) -> tuple[Any, tuple[tuple[str, Remark], ...]]:
    """The document's data if it has the form of ``kind``, else what is wrong with it.

    Returns:
        ``(data, ())`` or ``(None, remarks)``, each remark with its id in ``SHAPES``.

    Raises:
        WorkspaceError: these are settings of a newer version.
    """
    if kind == "settings":
        refuse_newer(document.data)
    if acceptor(kind)(document.data):
        return document.data, ()
    from mergecast.loading.shape_refused import (  # noqa: PLC0415 - only on doubt
        look_closer,
    )

    return look_closer(document, kind)


def refuse_newer(data: object) -> None:
    """Stop where a newer mergecast has written the workspace.

    Raises:
        WorkspaceError: the version is newer than ``VERSION``.
    """
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, str) and version.isdecimal():
        version = int(version[:9])
    if isinstance(version, int) and version > VERSION:
        raise WorkspaceError(
            f"mergecast.yaml has version {version}; this mergecast knows {VERSION}: "
            "the workspace was written for a newer mergecast",
            hint="upgrade mergecast: `pip install --upgrade mergecast`",
            not_done="nothing was read further",
        )
