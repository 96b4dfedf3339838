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
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import AHEAD, ROTA, said, weeks_of
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


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare what has to be covered with who is there."""
    rota = context.workspace.rota
    if rota is None or not rota.cover:
        return
    shifts = weeks_of(context, present, rota)
    missing = gaps(rota, shifts, present.now, present.now + AHEAD)
    again: dict[Stretch, list[Stretch]] = {}
    for start, end in missing:
        again.setdefault((start % DAY, end - start), []).append((start, end))
    for stretches in again.values():
        yield _remark(rota, shifts, stretches)


def _remark(
    rota: Rota, shifts: Sequence[Staffed], stretches: Sequence[Stretch]
) -> Remark:
    first = stretches[0]
    where = said(first, rota.cover[-1].timezone)
    times = f", and {len(stretches) - 1} times more" if len(stretches) > 1 else ""
    closed = next((each for each in shifts if _why(each, first)), None)
    if closed is not None:
        key, reason = closed.worked.shift.key, _why(closed, first)
        place = Place(ROTA, ("shifts", key), on_key=True)
        message = f"nobody is on shift {where}: '{key}' is not worked ({reason})"
        hint = "put the day under 'open', or let another shift cover it"
    else:
        field = "cover" if len(rota.cover) > 1 or rota.cover[0].end != DAY else ""
        place = Place(ROTA, (field or "around_the_clock",), on_key=True)
        message = f"nobody is on shift {where}"
        hint = "make a shift longer, add one, or name who stands in"
    return Remark(place, f"{message}{times}", hint, owner=rota.owner or "")


def _why(each: Staffed, gap: Stretch) -> str:
    """Why a shift that would cover the beginning of a gap is not worked."""
    work = each.worked
    if not work.start <= instant_of(gap[0]) + timedelta(minutes=1) <= work.end:
        return ""
    return work.closed or ("" if each.present else "all who work it are away")
