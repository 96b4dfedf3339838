"""A budget is of accounts that there are, and warns before it waits.

Passes::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {accounts: {acme: {warn: 15, wait: 20}}}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {accounts: {amce: {wait: 20}}}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {month: {warn: 50, wait: 20}}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {month: {wait: 20}, timezone: Mars/Base}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.budget import Budget, Threshold
from mergecast.networks.charges import dollars
from mergecast.source import Place

ID = "budget-odd"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_SETTINGS = "mergecast.yaml"


def check(context: Context) -> Iterable[Remark]:
    """Look at the budget of the settings, and at those of the campaigns."""
    space = context.workspace
    if space.settings.budget is not None:
        yield from _of_settings(space.settings.budget, context)
    for each in space.campaigns.values():
        yield from _late_warning(each.budget, Place(each.path, ("budget", "warn")))


def _of_settings(budget: Budget, context: Context) -> Iterator[Remark]:
    there = context.workspace.settings.accounts
    yield from _late_warning(
        budget.month, Place(_SETTINGS, ("budget", "month", "warn"))
    )
    for key, threshold in budget.accounts.items():
        route = ("budget", "accounts", key)
        yield from _late_warning(threshold, Place(_SETTINGS, (*route, "warn")))
        if key not in there:
            yield Remark(
                Place(_SETTINGS, route),
                f"there is no account '{key}', so this budget limits nothing",
                hint=suggest(key, there, "remove it, or write its name"),
            )
    data: Any = context.workspace.settings.data["budget"]
    named = data.get("timezone", budget.timezone)
    if named != budget.timezone:
        yield Remark(
            Place(_SETTINGS, ("budget", "timezone")),
            f"there is no time zone '{named}', so its months begin in UTC",
            hint="name a place, like Asia/Kuala_Lumpur, or leave it out for UTC",
        )


def _late_warning(threshold: Threshold, place: Place) -> Iterator[Remark]:
    warn, wait = threshold.warn, threshold.wait
    if warn is not None and wait is not None and warn > wait:
        yield Remark(
            place,
            f"it warns from {dollars(warn)}, when posts wait from {dollars(wait)} on",
            hint="let it warn earlier than it waits",
        )
