"""Nobody is away twice on the same day.

Two entries for one person that overlap are a slip of the pen: of the two stand-ins only
the first one's is taken.

Passes::

    # playbooks/away.yaml
    away:
      - {member: mei, from: 2026-12-21, to: 2026-12-24}
      - {member: mei, from: 2026-12-25, to: 2027-01-03}

Fails::

    # playbooks/away.yaml
    away:
      - {member: mei, from: 2026-12-21, to: 2026-12-25}
      - {member: mei, from: 2026-12-25, to: 2027-01-03}
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "leave-overlaps"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare each person's leaves with each other."""
    leaves = enumerate(context.workspace.team.leaves)
    for (number, one), (again, other) in combinations(leaves, 2):
        first, last = max(one.first, other.first), min(one.last, other.last)
        if one.member == other.member and first <= last:
            until = f" to {last}" if last > first else ""
            yield Remark(
                Place("playbooks/away.yaml", ("away", again)),
                f"'{one.member}' is away twice on {first}{until}: item {number + 1} "
                "has these days, too",
                hint="make one entry of the two, or change the days",
            )
