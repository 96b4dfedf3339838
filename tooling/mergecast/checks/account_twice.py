"""No profile of a network stands in the settings twice.

Two keys under `accounts` with one handle, or one `user_id`, are one profile: posts for
both would go out there twice, and spacing, caps and keys of one know nothing of the
other. Handles differ by more than small and capital letters.

Passes::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
      acme-de: {network: x, user: acme_de, timezone: Europe/Berlin}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
      acme-de: {network: x, user: Acme_HQ, timezone: Europe/Berlin}

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, user_id: "783214", timezone: Asia/Kuala_Lumpur}
      acme-de: {network: x, user: acme_de, user_id: "783214", timezone: Europe/Berlin}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "account-twice"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterator[Remark]:
    """Name, at the later of two, the account that had it before."""
    first: dict[tuple[str, str, str], str] = {}
    for account in context.workspace.settings.accounts.values():
        named = {"user": account.user.lower(), "user_id": account.user_id}
        for field, value in named.items():
            if value is None:
                continue
            other = first.setdefault((account.network, field, value), account.key)
            if other != account.key:
                what = f"handle '{account.user}'" if field == "user" else f"id {value}"
                yield Remark(
                    Place("mergecast.yaml", ("accounts", account.key, field)),
                    f"account '{other}' has the {what}, too",
                    hint="take one of the two out, or correct it",
                )
