"""Everybody has a backup, and not only the one whom they back up themselves.

Two people who only stand in for each other have nobody when both are ill. That is fine
in a team of two; where there are more, one of the two can name another.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, backup: tom}
      tom: {name: Tom, backup: diego}
      diego: {name: Diego, backup: mei}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, backup: tom}
      tom: {name: Tom, backup: mei}
      diego: {name: Diego, backup: mei}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, backup: tom}
      tom: {name: Tom}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "backup-weak"
SEVERITY = Severity.INFO
OPTIONS: Options = {}

_TEAM = "playbooks/team.yaml"


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Follow every backup, one step."""
    del present
    members = context.workspace.team.members
    if len(members) < 2:
        return
    told: set[str] = set()
    for key, member in members.items():
        other = members.get(member.backup or "")
        if member.backup is None:
            yield Remark(
                Place(_TEAM, ("members", key), on_key=True),
                f"{member.name} has no backup",
                hint="name who takes over when they are ill: backup: MEMBER",
                owner=key,
            )
        elif other is not None and other.backup == key and other.key != key:
            if len(members) > 2 and other.key not in told:
                yield Remark(
                    Place(_TEAM, ("members", key, "backup")),
                    f"backups go round in a circle: {member.name} and {other.name} "
                    "only stand in for each other",
                    hint="let one of the two name somebody else",
                    owner=key,
                )
            told.add(key)
