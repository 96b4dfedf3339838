"""A retro changes something, or says why nothing changes.

After an incident the team looks back (`retro`). It ends with at least one change of a
playbook, a rule or a duty under `changes`, or with `no_change_because` and a reason;
otherwise the same happens again.

Passes::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    timeline:
      - {at: 2026-11-24 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-24 04:10, step: close, what: sign-in works again}
    retro:
      day: 2026-11-25
      changes: [{do: name who may thaw, who: mei, file: playbooks/matrix.yaml}]

Fails::

    # playbooks/incidents/sign-in-2026-11.yaml
    id: sign-in-2026-11
    title: Sign-in down
    playbook: outage
    level: mid
    timeline:
      - {at: 2026-11-24 02:05, step: open, what: froze all accounts}
      - {at: 2026-11-24 04:10, step: close, what: sign-in works again}
    retro: {day: 2026-11-25, well: [the statement was out after nine minutes]}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "incident-unlearnt"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look at what every retro came to."""
    for incident in context.workspace.playbooks.incidents.values():
        retro = incident.retro
        if retro is None or retro.changes or retro.no_change_because:
            continue
        yield Remark(
            Place(incident.path, ("retro",), on_key=True),
            "the retro changes nothing and does not say why",
            hint="add a change of a playbook to 'changes', or 'no_change_because'",
        )
