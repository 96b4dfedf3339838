"""A post that answers or quotes one of ours names a post that exists.

`reply_to` and `quote` take the link to a post on the network, or the id of a post of
ours. With an id that no file has, there is nothing to answer, and the post is held.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/25-thanks.yaml
    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    reply_to: launch-2026@acme
    text: Thank you all.

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/25-thanks.yaml
    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    reply_to: lunch-2026@acme
    text: Thank you all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.near import nearest
from mergecast.findings import Remark, Severity

ID = "reference-unknown"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_ENDS = 4
_KEPT = 100


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Look the id of each reference up among all posts."""
    del context
    referring = [row for row in rows if row.refers]
    if not referring:
        return
    known = {row.id for row in rows}
    index: dict[str, list[str]] = {}
    for row in referring:
        for field, name in row.refers:
            if name == row.id:
                message, hint = "a post cannot refer to itself", "name another post"
            elif name not in known:
                index = index or _by_ends(known)
                near = nearest(name, _alike(name, index))
                message = f"there is no post '{name}'"
                hint = f"did you mean '{near}'?" if near else "write the id of a post"
            else:
                continue
            yield Remark(row.span(field), message, hint=hint)


def _by_ends(ids: Iterable[str]) -> dict[str, list[str]]:
    """Some ids by how they begin and end: to compare with all would take seconds."""
    found: dict[str, list[str]] = {}
    for name in sorted(ids):
        for end in {name[:_ENDS], name[-_ENDS:]}:
            group = found.setdefault(end, [])
            if len(group) < _KEPT:
                group.append(name)
    return found


def _alike(name: str, index: dict[str, list[str]]) -> tuple[str, ...]:
    return (*index.get(name[:_ENDS], ()), *index.get(name[-_ENDS:], ()))
