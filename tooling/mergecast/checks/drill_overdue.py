"""Once a quarter the team tries a playbook, while nothing is at stake.

Who has opened the drill's scratch copy once finds the button at 02:00. `drilled` in a
playbook is the day of its last drill (`mergecast crisis drill`); a real incident by it
counts as well. If nothing of the kind was within 92 days, the playbook that waits for
it the longest is named.

Passes::

    # playbooks/crisis/outage.yaml
    id: outage
    title: Something is down
    owner: crisis-manager
    triggers: [the download page cannot be reached]
    drilled: 2026-10-02
    steps:
      identify: {owner: moderator, within: 10m, do: [try it from another network]}
      assess: {owner: moderator, within: 15m, do: [answer the facts of levels.yaml]}
      notify: {owner: moderator, within: 20m, do: [call whom the matrix names]}
      respond: {owner: crisis-manager, within: 30m, do: [send the statement]}
      record: {owner: crisis-manager, within: 48h, do: [hold the retro]}

Fails::

    # playbooks/crisis/outage.yaml
    id: outage
    title: Something is down
    owner: crisis-manager
    triggers: [the download page cannot be reached]
    drilled: 2026-03-02
    steps:
      identify: {owner: moderator, within: 10m, do: [try it from another network]}
      assess: {owner: moderator, within: 15m, do: [answer the facts of levels.yaml]}
      notify: {owner: moderator, within: 20m, do: [call whom the matrix names]}
      respond: {owner: crisis-manager, within: 30m, do: [send the statement]}
      record: {owner: crisis-manager, within: 48h, do: [hold the retro]}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "drill-overdue"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_QUARTER = timedelta(days=92)


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for the last drill, or the last real one, of any playbook."""
    books = context.workspace.playbooks
    tried = {name: book.drilled or "" for name, book in books.crises.items()}
    for incident in books.incidents.values():
        if incident.playbook in tried and incident.timeline:
            day = incident.timeline[0].at[:10]
            tried[incident.playbook] = max(tried[incident.playbook], day)
    since = (present.now - _QUARTER).date().isoformat()
    if not tried or max(tried.values()) >= since:
        return
    name = min(tried, key=lambda each: (tried[each], each))
    book = books.crises[name]
    last = f"the last drill was on {max(tried.values())}"
    yield Remark(
        Place(book.path, ("drilled",) if book.drilled else ("title",)),
        f"{last if any(tried.values()) else 'no playbook was ever drilled'}, and once "
        "a quarter is not too often",
        hint=f"run `mergecast crisis drill {name}`, then write `drilled` into the file",
        owner=book.keeping.owner or "",
    )
