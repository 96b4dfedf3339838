"""The owner of a post is on the team.

The owner is told when a post is held, missed or asked about. `owner` is the key of a
person in playbooks/team.yaml; with any other name, nobody is told. A workspace without
that file has no one to compare with, and nothing is said.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    owner: mei
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    owner: may
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "owner-unknown"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"owner"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look the owner up in the team."""
    owner = post.data.get("owner")
    members = context.workspace.team.members
    if owner is None or not members or owner in members:
        return ()
    return (
        Remark(
            post.span("owner"),
            f"owner '{owner}' is not in playbooks/team.yaml",
            hint=suggest(str(owner), members, ""),
        ),
    )
