"""A shift and the next one are there together long enough to hand over.

`overlap` in playbooks/rota.yaml says for how long (2 h unless it says something else).
The next shift is the one that is there in the minute after a shift's last. Where
somebody works both, nothing has to be handed over. Looked at are four weeks from now
on: zones change their clocks on different days, so that an overlap may be short for a
few weeks of the year.

Passes::

    # playbooks/rota.yaml
    shifts:
      early: {timezone: Europe/London, from: "06:00", to: "14:00", members: [mei]}
      late: {timezone: Europe/London, from: "12:00", to: "20:00", members: [aisyah]}

Fails::

    # playbooks/rota.yaml
    shifts:
      early: {timezone: Europe/London, from: "06:00", to: "14:00", members: [mei]}
      late: {timezone: Europe/London, from: "13:30", to: "20:00", members: [aisyah]}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import AHEAD, ROTA, more, said, weeks_of
from mergecast.findings import Remark, Severity
from mergecast.model.rota import Rota
from mergecast.model.spoken import span
from mergecast.people.coverage import Relay, relays
from mergecast.source import Place

ID = "overlap-short"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Measure every overlap, and say each pair of shifts that is short once."""
    rota = context.workspace.rota
    if rota is None or not rota.overlap:
        return
    end = present.now + AHEAD
    short: dict[tuple[str, str, int], list[Relay]] = {}
    for each in relays(weeks_of(context, present, rota)):
        own, following = each.before.worked, each.after.worked
        if present.now <= own.end < end and each.minutes < rota.overlap:
            key = (own.shift.key, following.shift.key, each.minutes)
            short.setdefault(key, []).append(each)
    for (before, after, minutes), found in short.items():
        yield _remark(rota, (before, after), minutes, found)


def _remark(
    rota: Rota, names: tuple[str, str], minutes: int, found: list[Relay]
) -> Remark:
    before, after = names
    own = found[0].before.worked
    first = said(own.stretch, own.shift.hours.timezone)
    there = span(timedelta(minutes=minutes)) if minutes else "not at all"
    wanted = span(timedelta(minutes=rota.overlap))
    return Remark(
        Place(ROTA, ("shifts", before, "to")),
        f"'{before}' and '{after}' are there together {there}, and {wanted} are asked "
        f"for: {first}{more(len(found) - 1)}",
        hint=f"let '{before}' end later, or '{after}' begin earlier",
        owner=rota.owner or "",
    )
