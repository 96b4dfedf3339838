"""One small report through every renderer, compared with what it looked like before.

After a wanted change, ``MERGECAST_UPDATE_GOLDENS=1 pytest tests/renderers`` writes the
files anew; read their diff before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from renderers.sample_report import REPORT

from mergecast.renderers import FORMATS
from mergecast.renderers.report import Look, Report

GOLDENS = Path(__file__).parents[1] / "golden" / "renderers"
# Read here: each test begins with none of these variables.
UPDATE = bool(os.environ.get("MERGECAST_UPDATE_GOLDENS"))

CASES = {
    "findings.json": ("json", REPORT, Look()),
    "findings.sarif": ("sarif", REPORT, Look()),
    "github.log": ("github", REPORT, Look()),
    "comment.md": ("markdown", REPORT, Look()),
    "terminal-80.txt": ("text", REPORT, Look(width=80)),
    "terminal-60.txt": ("text", REPORT, Look(width=60)),
    "terminal-120-colour.txt": ("text", REPORT, Look(colour=True, width=120)),
    "nothing-found.txt": ("text", Report((), checked=41), Look()),
}


@pytest.mark.parametrize("name", CASES)
def test_a_report_looks_as_it_did(name: str) -> None:
    form, report, look = CASES[name]
    golden = GOLDENS / name

    shown = FORMATS[form](report, look).replace("\x1b", "␛")

    if UPDATE:
        golden.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == golden.read_text(encoding="utf-8")


def test_every_golden_belongs_to_a_case() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == {*CASES, "README.md"}


def test_every_format_has_a_golden() -> None:
    assert {form for form, _, _ in CASES.values()} == set(FORMATS)
