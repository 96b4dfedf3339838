"""Public holidays that the rota and the blackouts name can be looked up.

They come from the library `holidays`, an extra: `pip install 'mergecast[holidays]'`.
Without it, or for a region that it does not know, the days are taken for ordinary ones,
somebody who is at home counts as being on shift, and no review warns of posts on them.
`closed` of a shift takes days out by hand, and so does `calendar/blackouts.yaml`.

Passes::

    # playbooks/rota.yaml
    shifts:
      kuala-lumpur: {timezone: Asia/Kuala_Lumpur, from: "08:00", to: "18:00",
                     members: [mei], holidays: MY-14}

Fails::

    # playbooks/rota.yaml
    shifts:
      kuala-lumpur: {timezone: Asia/Kuala_Lumpur, from: "08:00", to: "18:00",
                     members: [mei], holidays: MY-99}

Fails::

    # calendar/blackouts.yaml
    holidays: [{region: MY-99}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import ROTA
from mergecast.findings import Remark, Severity
from mergecast.model.blackout import BLACKOUTS
from mergecast.source import Place

ID = "holidays-unread"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_INSTALL = "pip install 'mergecast[holidays]'"


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Say of each region that is named why its holidays are not known."""
    rota, closed = context.workspace.rota, context.workspace.blackouts
    for shift in rota.shifts.values() if rota is not None else ():
        place = Place(ROTA, ("shifts", shift.key, "holidays"))
        owner = (rota.owner if rota else None) or ""
        yield from _unread(shift.region or "", place, owner, present)
    for rule in closed.holidays:
        place = Place(BLACKOUTS, ("holidays", rule.number, "region"))
        yield from _unread(rule.region, place, closed.owner or "", present)


def _unread(
    region: str, place: Place, owner: str, present: Present
) -> Iterator[Remark]:
    why = present.unread.get(region)
    if why is not None:
        yield Remark(
            place,
            f"the public holidays of '{region}' are taken for workdays: {why}",
            hint=f"run `{_INSTALL}`"
            if "not installed" in why
            else "write an ISO 3166 code, like MX, GB-ENG or MY-14",
            owner=owner,
        )
