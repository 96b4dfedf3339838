"""Work is shared: nobody has far more shifts or posts than the others.

Looked at are the four weeks to come: hours on shift, and posts whose `owner` somebody
is. More than `hours` in a week, or more than `times` the mean of those who share it, is
said. Both can be set: `workload-uneven: {hours: 40, times: 2}`.

Passes::

    # playbooks/rota.yaml
    shifts:
      day: {timezone: Europe/London, from: "09:00", to: "17:00", members: [mei, aisyah],
            days: [mon, tue, wed, thu, fri]}

Fails::

    # playbooks/rota.yaml
    shifts:
      day: {timezone: Europe/London, from: "08:00", to: "18:00", members: [mei]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import SupportsFloat, cast

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.people.workload import Load, loads, weeks_from
from mergecast.source import Place

ID = "workload-uneven"
SEVERITY = Severity.INFO
OPTIONS: Options = {"hours": 48, "times": 1.5}

_FEW_POSTS = 4
_FEW_MINUTES = 8 * 60


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare everybody with the limit, and with the others."""
    space, weeks = context.workspace, weeks_from(present.now)
    found = loads(space.team, space.rota, present.planned, weeks, present.holidays)
    hours, times = (
        float(cast("SupportsFloat", context.options[name])) for name in OPTIONS
    )
    for each in found:
        name = space.team.members[each.member].name
        for message in _said(each, found, hours, times):
            yield Remark(
                Place("playbooks/team.yaml", ("members", each.member), on_key=True),
                f"{name} {message}",
                hint="share it out: `mergecast team balance` shows how it is now",
                owner=each.member,
            )


def _said(
    each: Load, everybody: Sequence[Load], hours: float, times: float
) -> Iterator[str]:
    if each.fullest > hours * 60:
        long = round(each.fullest / 60)
        yield f"is on shift for {long} h in a week, and {hours:g} h are the limit"
    # Who only stands in now and then does not share the shifts.
    shifts = [load.minutes for load in everybody if load.minutes >= _FEW_MINUTES]
    posts = [load.posts for load in everybody if load.posts]
    if _much(each.minutes, shifts, times, _FEW_MINUTES):
        own, mean = round(each.minutes / 60), round(sum(shifts) / len(shifts) / 60)
        yield f"is on shift for {own} h a week, where the mean is {mean} h"
    if _much(each.posts, posts, times, _FEW_POSTS):
        mean = round(sum(posts) / len(posts))
        yield f"looks after {each.posts} posts, where the mean is {mean}"


def _much(own: int, everybody: Sequence[int], times: float, few: int) -> bool:
    if len(everybody) < 2:
        return False
    mean = sum(everybody) / len(everybody)
    return own > times * mean and own - mean >= few
