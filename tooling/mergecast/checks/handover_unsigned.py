"""Every handover is signed by the shift that takes over.

`mergecast team handover --sign` signs. A handover that nobody signed for twelve hours
was perhaps read by nobody. Handovers of more than two weeks ago are not looked at.

Passes::

    # playbooks/handovers/2026-11-21-asia.yaml
    shift: asia
    day: "2026-11-21"
    by: mei
    written: 2026-11-21 09:40
    signed: {by: aisyah, at: 2026-11-21 09:55}

Fails::

    # playbooks/handovers/2026-11-21-asia.yaml
    shift: asia
    day: "2026-11-21"
    by: mei
    written: 2026-11-21 09:40
    next: europe
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "handover-unsigned"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_SOON = timedelta(hours=12)
_LONG_AGO = timedelta(days=14)


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look for handovers of these days that nobody signed."""
    space = context.workspace
    oldest, newest = (
        f"{present.now - before:%Y-%m-%d %H:%M}" for before in (_LONG_AGO, _SOON)
    )
    for each in space.playbooks.handovers:
        if each.signed is not None or not oldest < each.written < newest:
            continue
        shift = space.rota.shifts.get(each.following or "") if space.rota else None
        yield Remark(
            Place(each.path),
            f"nobody signed what '{each.shift}' handed over on {each.day}",
            hint="read it, then run `mergecast team handover --sign`",
            owner=shift.members[0] if shift else "",
        )
