"""The accounts of a campaign are set up.

`accounts` in a campaign's file are keys of `accounts` in mergecast.yaml. With another
name the campaign would run on one account less than was meant, and nobody would notice.

Passes::

    # calendar/campaigns/autumn.yaml
    id: autumn
    title: Autumn
    starts: 2026-09-01
    ends: 2026-10-31
    accounts: [acme]

Fails::

    # calendar/campaigns/autumn.yaml
    id: autumn
    title: Autumn
    starts: 2026-09-01
    ends: 2026-10-31
    accounts: [acne]
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "campaign-account-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look the accounts of every campaign up."""
    known = context.workspace.settings.accounts
    for campaign in context.workspace.campaigns.values():
        for number, name in enumerate(campaign.texts("accounts")):
            if name not in known:
                yield Remark(
                    Place(campaign.path, ("accounts", number)),
                    f"there is no account '{name}'",
                    hint=suggest(name, sorted(known), "add it to mergecast.yaml first"),
                )
