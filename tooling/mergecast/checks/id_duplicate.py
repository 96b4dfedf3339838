"""No two posts have the same id.

The id is the name of a post for ever: the ledger knows by it what was published. Of
two posts with one id only one would ever go out. It is usually left from a copied file.

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
    text: Thank you all.

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    # calendar/2026/11/25-thanks.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    text: Thank you all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.checks.base import Context, Options, Row
from mergecast.findings import Remark, Severity

ID = "id-duplicate"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Name, at each post that shares its id, another file that has it."""
    del context
    seen: set[str] = set()
    shared: dict[str, list[Row]] = {}
    # Of a series its own row is enough: each of its days has its id, and more.
    rows = [row for row in rows if "~" not in row.id]
    for row in rows:
        if row.id in seen:
            shared[row.id] = []
        else:
            seen.add(row.id)
    if not shared:
        return
    for row in rows:
        if row.id in shared:
            shared[row.id].append(row)
    for group in shared.values():
        for row in group:
            other = group[1] if row is group[0] else group[0]
            more = f" and {len(group) - 2} more" if len(group) > 2 else ""
            yield Remark(
                row.span("id"),
                f"id '{row.id}' is also the id of {other.path}{more}",
                hint="give the newer post an id that no post has had yet",
            )
