"""What is planned leaves the slots free that are kept free.

A slot with `reserved: true` under `accounts` in mergecast.yaml is room for what
happens: for posts of the bucket `reactive`, or in the lane `realtime`. A planned post
in it, or so close to it that `spacing` leaves no room, takes that away.

Passes::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: ["09:00", {name: now, at: "12:00", reserved: true}]
    # calendar/2026/11/24-launch.yaml
    {id: launch, accounts: [acme], publish_at: 2026-11-24 09:00, text: It is out.}
    # calendar/2026/11/24-now.yaml
    id: answer
    accounts: [acme]
    bucket: reactive
    publish_at: 2026-11-24 12:00
    text: You asked.

Fails::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: ["09:00", {name: now, at: "12:00", reserved: true}]
    # calendar/2026/11/24-launch.yaml
    {id: launch, accounts: [acme], publish_at: 2026-11-24 12:00, text: It is out.}

Fails::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: ["09:00", {name: now, at: "12:00", reserved: true}]
    # calendar/2026/11/24-launch.yaml
    {id: launch, accounts: [acme], publish_at: 2026-11-24 11:50, text: It is out.}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.model.spoken import span
from mergecast.planning.slots import Opening, openings

ID = "slot-reserved"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"publish_at"})
OPTIONS: Options = {}

_MOST = timedelta(days=1)
"""Nobody keeps a slot free of what goes out further away than this."""


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a planned post that takes the room of a slot that is kept free."""
    at, settings = context.schedule.at, context.workspace.settings
    if at is None or post.text("bucket") == "reactive" or "retract" in post.data:
        return
    if post.text("lane") == "realtime" or post.text("incident") is not None:
        return
    for key in dict.fromkeys(post.accounts):
        account = settings.accounts.get(key)
        if account is None or not _keeps_any(account):
            continue
        for kept in _near(account, at, settings.publishing.spacing):
            yield Remark(
                post.span("publish_at"),
                f"{_where(kept, at)} of '{key}', which is kept free, and this post is "
                "planned",
                hint="take another slot: `mergecast move` with --slot next; or set its "
                "bucket, if it is reactive",
            )


def _keeps_any(account: Account) -> bool:
    """Whether any slot is kept free: asked of every post, so without a look at days."""
    slots: Any = account.data.get("slots") or ()
    return any(not isinstance(each, str) and each.get("reserved") for each in slots)


def _near(account: Account, at: datetime, spacing: timedelta) -> Iterator[Opening]:
    """The first slot that is kept free and too close."""
    apart = min(spacing, _MOST)
    try:
        here = at.astimezone(zone(account.timezone))
    except UnknownZoneError:  # another check's business
        return
    days = dict.fromkeys((here + off).date() for off in (-apart, timedelta(), apart))
    for day in days:
        for each in openings(account, day):
            gap = abs(each.at - at)
            if each.slot.reserved and (gap < apart or not gap):
                yield each
                return


def _where(kept: Opening, at: datetime) -> str:
    name = f"the slot '{kept.slot.label}'"
    if kept.at == at:
        return f"it goes out in {name}"
    side = "before" if at < kept.at else "after"
    return f"it goes out {span(abs(kept.at - at))} {side} {name}"
