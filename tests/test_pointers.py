"""No message leads a team to a page as if it were in the team's own repository."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import mergecast

PACKAGE = Path(mergecast.__file__).parent
PAGE = re.compile(r"\bdocs/(?:how-to|reference|tutorials|explanation)/")
OF_JSON = "docs/reference/doctor.md"
"""A field that says of each line where the project explains it."""


def _alone(path: Path) -> list[str]:
    """The texts of a module that name a page and not whose it is."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    silent = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    lines = source.splitlines()
    return [
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and id(each) not in silent
        and PAGE.search(each.value)
        and each.value != OF_JSON
        and "mergecast's" not in "".join(lines[each.lineno - 2 : each.end_lineno])
    ]


def test_a_message_that_names_a_page_says_that_it_is_the_projects() -> None:
    found = {path.name: _alone(path) for path in PACKAGE.rglob("*.py")}

    assert {name: texts for name, texts in found.items() if texts} == {}
