"""Reports as text: for people, forges and machines. Nothing here prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from mergecast.renderers.report import Look, Report

Render: TypeAlias = "Callable[[Report, Look], str]"
"""A renderer: the whole output, ending in one line break."""


def _text(report: Report, look: Look) -> str:
    from mergecast.renderers import terminal  # noqa: PLC0415 - only the chosen format

    return terminal.render(report, look)


def _json(report: Report, look: Look) -> str:
    from mergecast.renderers import json_findings  # noqa: PLC0415 - only the chosen format

    return json_findings.render(report, look)


def _sarif(report: Report, look: Look) -> str:
    from mergecast.renderers import sarif  # noqa: PLC0415 - only the chosen format

    return sarif.render(report, look)


def _github(report: Report, look: Look) -> str:
    from mergecast.renderers import github  # noqa: PLC0415 - only the chosen format

    return github.render(report, look)


def _markdown(report: Report, look: Look) -> str:
    from mergecast.renderers import markdown  # noqa: PLC0415 - only the chosen format

    return markdown.render(report, look)


FORMATS: Mapping[str, Render] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "markdown": _markdown,
}
"""Every format of findings by the name that ``--format`` knows it by."""
