"""Somebody is on shift whenever somebody has to be.

`around_the_clock` and `cover` in playbooks/rota.yaml say when. Looked at are four weeks
from now on, minute by minute, with leave, stand-ins, public holidays and the days on
which clocks change. Gaps that come again at the same hour are said once.

Passes::

    # playbooks/rota.yaml
    cover: [{timezone: Europe/London, from: "09:00", to: "17:00", days: [mon]}]
    shifts:
      london: {timezone: Europe/London, from: "08:00", to: "18:00", members: [mei]}

Fails::

    # playbooks/rota.yaml
    cover: [{timezone: Europe/London, from: "09:00", to: "20:00", days: [mon]}]
    shifts:
      london: {timezone: Europe/London, from: "08:00", to: "18:00", members: [mei]}

Fails::

    # playbooks/away.yaml
    away: [{member: mei, from: 2026-11-30, to: 2026-11-30}]
    # playbooks/rota.yaml
    cover: [{timezone: Europe/London, from: "09:00", to: "17:00"}]
    shifts:
      london: {timezone: Europe/London, from: "08:00", to: "18:00", members: [mei]}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import AHEAD, ROTA, more, said, weeks_of
from mergecast.findings import Remark, Severity
from mergecast.model.rota import DAY, Rota
from mergecast.people.coverage import gaps
from mergecast.people.shifts import instant_of
from mergecast.people.staffing import Staffed
from mergecast.people.stretches import Stretch
from mergecast.source import Place

ID = "coverage-gap"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_Why: TypeAlias = tuple[str, str] | None
"""The key of a shift, and why nobody works it."""


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare what has to be covered with who is there."""
    rota = context.workspace.rota
    if rota is None or not rota.cover:
        return
    shifts = weeks_of(context, present, rota)
    missing = gaps(rota, shifts, present.now, present.now + AHEAD)
    again: dict[tuple[int, int, _Why], list[Stretch]] = {}
    for start, end in missing:
        why = next(filter(None, (_why(each, start) for each in shifts)), None)
        again.setdefault((start % DAY, end - start, why), []).append((start, end))
    for (_, _, why), stretches in again.items():
        yield _remark(rota, why, stretches)


def _remark(rota: Rota, why: _Why, stretches: Sequence[Stretch]) -> Remark:
    where = said(stretches[0], rota.cover[-1].timezone)
    again = more(len(stretches) - 1)
    if why is not None:
        key, reason = why
        place = Place(ROTA, ("shifts", key), on_key=True)
        message = f"nobody is on shift {where}: '{key}' is not worked ({reason}){again}"
        hint = "put the day under 'open', or let another shift cover it"
    else:
        field = "cover" if len(rota.cover) > 1 or rota.cover[0].end != DAY else ""
        place = Place(ROTA, (field or "around_the_clock",), on_key=True)
        message = f"nobody is on shift {where}{again}"
        hint = "make a shift longer, add one, or name who stands in"
    return Remark(place, message, hint, owner=rota.owner or "")


def _why(each: Staffed, start: int) -> _Why:
    """The shift that would cover the beginning of a gap, and why nobody works it."""
    work = each.worked
    if not work.start <= instant_of(start) < work.end:
        return None
    reason = work.closed or ("" if each.present else "all who work it are away")
    return (work.shift.key, reason) if reason else None
