"""Every slot of an account can be used.

Two slots at one time, or closer than `spacing`, never both get a post. A slot that is
kept free (`reserved: true`) takes those beside it away from what is planned. More slots
on a day than `per_day` allows are never all filled. And `next` asks for whichever is
free, so no slot can be called by that name.

Passes::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: ["09:00", {name: evening, at: "18:30"}]

Passes::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots:
          - {name: morning, at: "09:00", days: [mon, tue, wed, thu, fri]}
          - {name: morning, at: "09:10", days: [sat, sun]}

Fails::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: ["09:00", {name: morning, at: "09:10"}]

Fails::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: ["08:00", "10:00", "12:00", "14:00", "16:00", "18:00", "20:00"]

Fails::

    # mergecast.yaml
    accounts:
      acme:
        network: x
        user: acme_hq
        timezone: Asia/Kuala_Lumpur
        slots: [{name: next, at: "09:00"}]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.settings import Account, Publishing
from mergecast.model.spoken import span
from mergecast.planning.slots import NEXT, Slot, slots_of
from mergecast.source import Place

ID = "slot-odd"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterator[Remark]:
    """Look at the slots of each account, day by day of a week."""
    settings = context.workspace.settings
    for account in settings.accounts.values():
        slots = slots_of(account)
        yield from _misnamed(account, slots)
        yield from _crowded(account, slots, settings.publishing)


def _misnamed(account: Account, slots: tuple[Slot, ...]) -> Iterator[Remark]:
    for number, slot in enumerate(slots):
        if slot.name == NEXT:
            yield Remark(
                _place(account, number),
                f"no slot can be called '{NEXT}': that asks for whichever is free",
                hint="choose another name",
            )


def _crowded(
    account: Account, slots: tuple[Slot, ...], publishing: Publishing
) -> Iterator[Remark]:
    """Slots that are too close, each pair once; and days that have too many."""
    least = max(1, -(-int(publishing.spacing.total_seconds()) // 60))
    told: set[tuple[int, int]] = set()
    full = False
    for day in range(7):
        on = [
            (slot.at.hour * 60 + slot.at.minute, number)
            for number, slot in enumerate(slots)
            if day in slot.days
        ]
        for (first, one), (second, other) in pairwise(sorted(on)):
            pair = (min(one, other), max(one, other))
            if second - first < least and pair not in told:
                told.add(pair)
                yield _too_close(account, slots, pair, publishing)
        most = publishing.per_day
        if most is not None and len(on) > most and not full:
            full = True
            yield Remark(
                Place("mergecast.yaml", ("accounts", account.key, "slots")),
                f"'{account.key}' has {len(on)} slots on one day, and 'per_day' is "
                f"{most}",
                hint="take some out, or raise 'per_day' under 'publishing'",
            )


def _too_close(
    account: Account,
    slots: tuple[Slot, ...],
    pair: tuple[int, int],
    publishing: Publishing,
) -> Remark:
    one, other = (slots[number] for number in pair)
    near = "at the same time" if one.at == other.at else "too close together"
    return Remark(
        _place(account, pair[1]),
        f"the slots '{one.label}' and '{other.label}' of '{account.key}' are {near}: "
        "only one of them gets a post",
        hint=f"leave {span(publishing.spacing)} between them, as 'spacing' says"
        if publishing.spacing
        else "take one of them out",
    )


def _place(account: Account, number: int) -> Place:
    return Place("mergecast.yaml", ("accounts", account.key, "slots", number))
