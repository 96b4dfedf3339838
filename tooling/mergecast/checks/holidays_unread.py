"""Public holidays that the rota names can be looked up.

They come from the library `holidays`, an extra: `pip install 'mergecast[holidays]'`.
Without it, or for a region that it does not know, the days are taken for ordinary ones,
and somebody who is at home counts as being on shift. `closed` of a shift takes days out
by hand.

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
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.weeks import ROTA
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "holidays-unread"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_INSTALL = "pip install 'mergecast[holidays]'"


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Say of each shift's region why its holidays are not known."""
    rota = context.workspace.rota
    for shift in rota.shifts.values() if rota is not None else ():
        why = present.unread.get(shift.region or "")
        if why is not None:
            missing = "not installed" in why
            yield Remark(
                Place(ROTA, ("shifts", shift.key, "holidays")),
                f"the public holidays of '{shift.region}' are taken for workdays: "
                f"{why}",
                hint=f"run `{_INSTALL}`"
                if missing
                else "write an ISO 3166 code, like MX, GB-ENG or MY-14",
                owner=(rota.owner if rota else None) or "",
            )
