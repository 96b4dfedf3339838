"""At every level somebody may take each decision that a crisis asks for.

`may` in playbooks/matrix.yaml gives decisions to roles. Where a row gives one to
nobody, it waits until the level changes: a freeze that nobody may thaw, an incident
that nobody may close.

Passes::

    # playbooks/matrix.yaml
    levels:
      low:
        roles:
          moderator: {may: [open, assess, freeze, notify, statement], within: 1h}
          crisis-manager: {may: [thaw, respond, retract, close], within: 4h}

Fails::

    # playbooks/matrix.yaml
    levels:
      low:
        roles:
          moderator: {may: [open, assess, freeze, notify, statement], within: 1h}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.crisis.rights import who_may
from mergecast.findings import Remark, Severity
from mergecast.model.crisis import DECISIONS, MATRIX
from mergecast.source import Place

ID = "matrix-decision-missing"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Ask of every row who may take each decision."""
    matrix = context.workspace.playbooks.matrix
    for level, row in matrix.rows.items() if matrix else ():
        missing = [each for each in DECISIONS if not who_may(row, each)]
        if missing:
            yield Remark(
                Place(MATRIX, ("levels", level), on_key=True),
                f"at level '{level}' nobody may {' or '.join(missing)}",
                hint="add it to 'may' of a role",
            )
