"""Every level has a row in the matrix, and every row is a level.

playbooks/levels.yaml says how grave a crisis can be, playbooks/matrix.yaml who decides
at each level. At a level without a row nobody may decide anything, and nobody is told.

Passes::

    # playbooks/levels.yaml
    facts: {harm: {ask: "Can anyone come to harm?", type: yes-no}}
    levels: {low: {title: Low}, high: {title: High, any_of: [{harm: true}]}}
    # playbooks/matrix.yaml
    levels:
      low: {roles: {moderator: {within: 1h}}}
      high: {roles: {moderator: {within: 15m}}}

Fails::

    # playbooks/levels.yaml
    facts: {harm: {ask: "Can anyone come to harm?", type: yes-no}}
    levels: {low: {title: Low}, high: {title: High, any_of: [{harm: true}]}}
    # playbooks/matrix.yaml
    levels:
      low: {roles: {moderator: {within: 1h}}}

Fails::

    # playbooks/matrix.yaml
    levels:
      hihg: {roles: {moderator: {within: 1h}}}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.crisis import LEVELS, MATRIX
from mergecast.source import Place

ID = "matrix-level-missing"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Lay the two files side by side."""
    books = context.workspace.playbooks
    levels = books.levels.levels if books.levels else {}
    rows = books.matrix.rows if books.matrix else {}
    for key in levels:
        if key not in rows:
            yield Remark(
                Place(LEVELS, ("levels", key), on_key=True),
                f"level '{key}' has no row in {MATRIX}",
                hint=f"add '{key}' there: who is told, and who may decide what",
            )
    for key in rows:
        if key not in levels:
            yield Remark(
                Place(MATRIX, ("levels", key), on_key=True),
                f"there is no level '{key}' in {LEVELS}",
                hint=suggest(key, levels, f"write {LEVELS} first"),
            )
