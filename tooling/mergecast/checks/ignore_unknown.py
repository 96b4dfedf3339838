"""What a post leaves out is a check or rule that exists.

`ignore` names the findings that do not apply to a post, each with its reason. An id
that no check and no rule has leaves nothing out: it is misspelt, or the rule is gone
and the entry with it.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    ignore:
      - rule: alt-text-mising
        because: logo only
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.near import nearest
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "ignore-unknown"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"ignore"})
OPTIONS: Options = {"known": ()}
"""``known``: every id there is. Whoever runs the checks fills it in: a check cannot
see the others, and rules are content."""


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look each id of ``ignore`` up among those that exist."""
    return _unknown(post, context) if "ignore" in post.data else ()


def _unknown(post: Post, context: Context) -> Iterator[Remark]:
    entries = post.data["ignore"]
    known = context.options["known"]
    if not isinstance(entries, list) or not isinstance(known, Collection):
        return
    for index, entry in enumerate(entries):
        name = entry.get("rule") if isinstance(entry, dict) else None
        if isinstance(name, str) and name not in known:
            near = nearest(name, tuple(sorted(map(str, known))))
            yield Remark(
                post.span("ignore", index, "rule"),
                f"there is no check or rule '{name}'",
                hint=f"did you mean '{near}'?" if near else "remove this entry",
            )
