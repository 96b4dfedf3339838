"""A shift has another length on a day on which clocks change.

Clocks are put forward and back at night, and a shift that is worked then is an hour
shorter or longer than on other days, or begins where clocks skip. That is nobody's
mistake, and whoever works it wants to know.

Passes::

    # looked at on 2027-03-15
    # playbooks/rota.yaml
    shifts:
      day: {timezone: Europe/London, from: "08:00", to: "16:00", members: [mei]}

Fails::

    # looked at on 2027-03-15
    # playbooks/rota.yaml
    shifts:
      night: {timezone: Europe/London, from: "22:00", to: "06:00", members: [mei]}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import AHEAD, ROTA, said
from mergecast.findings import Remark, Severity
from mergecast.model.spoken import span
from mergecast.people.shifts import Worked, worked
from mergecast.source import Place

ID = "shift-length-changed"
SEVERITY = Severity.INFO
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for shifts of the four weeks to come that clocks make longer or shorter."""
    rota = context.workspace.rota
    if rota is None:
        return
    end = present.now + AHEAD
    for each in worked(rota, present.now, end, present.holidays):
        if each.change and not each.closed:
            yield _remark(each, rota.owner or "")


def _remark(each: Worked, owner: str) -> Remark:
    shift = each.shift
    forward = each.change.total_seconds() > 0
    length = each.end - each.start
    long = f"lasts {span(length)}" if length else "does not happen"
    turned = "forward" if forward else "back"
    return Remark(
        Place(ROTA, ("shifts", shift.key), on_key=True),
        f"'{shift.key}' {long} on {each.day}, since clocks go {turned} by "
        f"{span(abs(each.change))}: {said(each.stretch, shift.hours.timezone)}",
        hint="tell those who work it",
        owner=owner,
    )
