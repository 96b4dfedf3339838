"""Limits and prices of the networks in use were compared with their pages lately.

They are part of mergecast, with the day on which they were checked. A network changes
them without a notice, so after 90 days costs and limits may be wrong: a newer mergecast
has newer ones, and until then the network's price page is the one to believe.

Passes::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    # looked at on 2036-11-24
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.networks import NETWORKS
from mergecast.networks.freshness import checked, stale
from mergecast.source import Place

ID = "network-data-stale"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Look at the day of each network's data, once."""
    seen = set()
    for key, account in context.workspace.settings.accounts.items():
        if account.network not in NETWORKS or account.network in seen:
            continue
        seen.add(account.network)
        days = stale(account.network, present.now.date())
        if days is not None:
            name = NETWORKS[account.network].NAME
            yield Remark(
                Place("mergecast.yaml", ("accounts", key, "network")),
                f"what {name} allows and takes was checked {days} days ago, on "
                f"{checked(account.network)}",
                hint="use a newer mergecast; until then believe the network's own page",
            )
