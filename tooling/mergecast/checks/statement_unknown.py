"""The holding statement that a post was made from is there.

`statement` in a post names a file in playbooks/statements/ and git's id of the version
that was used. Without such a file nobody approved these words in peace.

Passes::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement: {id: outage, blob: 8c7e5a667f1b771847fe88c01c3de34413a1b220}
    text: We know of it.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: We know of it.}

Fails::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement: {id: outtage, blob: 8c7e5a667f1b771847fe88c01c3de34413a1b220}
    text: We know of it.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: We know of it.}

Fails::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement: {id: outage, blob: 1111111111111111111111111111111111111111}
    text: We know of it.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: We know of it.}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "statement-unknown"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"statement"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look the statement and its version up."""
    said = post.data.get("statement")
    if not isinstance(said, dict) or context.statement.statement is not None:
        return
    name, blob = str(said["id"]), str(said["blob"])
    known = context.workspace.playbooks.statements
    if name not in known:
        yield Remark(
            post.span("statement", "id"),
            f"there is no statement '{name}' in playbooks/statements/",
            hint=suggest(name, known, "write it there first, in peace"),
        )
        return
    if context.statement.certain:
        yield Remark(
            post.span("statement", "blob"),
            f"statement '{name}' never was as {blob[:10]}",
            hint=f"write git's id of the version that is there: {known[name].blob}",
        )
