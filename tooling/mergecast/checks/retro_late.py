"""Two days after an incident was closed, the team has looked back at it.

What happened is forgotten within days, and the playbook stays as it was. `retro` in the
file of the incident says what was learnt; it is due 48 hours after `close`.

Passes::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    timeline:
      - {at: 2026-11-21 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-21 14:10, step: close, what: sign-in works again}

Fails::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    owner: crisis-manager
    timeline:
      - {at: 2026-11-11 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-11 04:10, step: close, what: sign-in works again}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.incident import CLOSE, Incident
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.spoken import span
from mergecast.source import Place

ID = "retro-late"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

DUE = timedelta(hours=48)


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare the end of every incident with now."""
    for incident in context.workspace.playbooks.incidents.values():
        if incident.retro is not None or not incident.closed:
            continue
        late = present.now - _closed(incident) - DUE
        if late > timedelta():
            number = len(incident.timeline) - 1
            yield Remark(
                Place(incident.path, ("timeline", number)),
                f"the retro of '{incident.id}' was due {span(late)} ago",
                hint="hold it, and write 'retro' into the file",
                owner=incident.owner or "",
            )


def _closed(incident: Incident) -> datetime:
    """When it was closed last; of a wall clock that is there twice, the later one."""
    said = [each.at for each in incident.timeline if each.step == CLOSE]
    try:
        place = zone(incident.timezone)
    except UnknownZoneError:
        place = zone("UTC")
    local = datetime.fromisoformat(said[-1]).replace(tzinfo=place, fold=1)
    return local.astimezone(UTC)
