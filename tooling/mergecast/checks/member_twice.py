"""No two members of the team are one account on the forge.

`login`, `user_id` and `email` in playbooks/team.yaml say whose yes it is. Where two
members share one, nobody can tell who approved, and one person could count as two.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, login: mei, email: mei@example.org}
      tom: {name: Tom, login: tom, email: tom@example.org}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, login: mei}
      tom: {name: Tom, login: Mei}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, login: mei, user_id: "583231"}
      tom: {name: Tom, login: tom, user_id: "583231"}

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, email: press@example.org}
      tom: {name: Tom, email: Press@example.org}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "member-twice"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_WORDS = {"login": "login", "user_id": "number", "email": "mail address"}


def check(context: Context) -> Iterator[Remark]:
    """Name, at the later of two, the member who had it before."""
    first: dict[tuple[str, str], str] = {}
    for member in context.workspace.team.members.values():
        for field, word in _WORDS.items():
            value: str | None = getattr(member, field)
            if value is None:
                continue
            other = first.setdefault((field, value.lower()), member.key)
            if other != member.key:
                yield Remark(
                    Place("playbooks/team.yaml", ("members", member.key, field)),
                    f"'{other}' has the {word} '{value}', too",
                    hint="a person is one member: take one out, or correct it",
                )
