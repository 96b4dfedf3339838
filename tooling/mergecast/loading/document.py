"""What comes out of the front door: a document, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.findings import Remark


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as a person and the parser both see it.

    ``data`` is made of dict, list, str, int, float, bool and None; keys are strings.
    """

    path: str
    text: str
    data: object


@dataclass(frozen=True, slots=True)
class Reading:
    """A file after the front door.

    ``document`` is None when the file cannot be used. ``remarks`` are pairs of a hazard
    id (``loading.hazards``) and a remark whose place has its span.
    """

    document: Document | None
    remarks: tuple[tuple[str, Remark], ...] = ()
