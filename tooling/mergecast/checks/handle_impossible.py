"""Every account has a handle that its network gives.

`user` of an account is its handle, without the @. On X that is 1 to 15 letters (a-z),
digits and underscores; with anything else no account is found, and links to its posts
lead nowhere.

Passes::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme-hq, timezone: Asia/Kuala_Lumpur}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.networks import NETWORKS
from mergecast.source import Place

ID = "handle-impossible"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterator[Remark]:
    """Ask each account's network."""
    for account in context.workspace.settings.accounts.values():
        network = NETWORKS.get(account.network)
        if network is not None and not network.handle_fits(account.user):
            yield Remark(
                Place("mergecast.yaml", ("accounts", account.key, "user")),
                f"no account of {network.NAME} can be called '{account.user}': "
                f"a handle there is {network.HANDLES}",
                hint="write it as its page shows it behind the @",
            )
