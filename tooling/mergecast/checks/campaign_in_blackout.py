"""A campaign is planned around the days on which nothing goes out.

A day of mourning or another closed day (`calendar/blackouts.yaml`) inside the days of a
campaign stops its posts as it stops all others. Those who lead the campaign have to
know early: what was meant for that day goes elsewhere.

Passes::

    # calendar/blackouts.yaml
    days: [{name: Election, kind: closed, from: 2026-10-15}]
    # calendar/campaigns/party.yaml
    {id: party, title: Party, starts: 2026-10-16, ends: 2026-10-20}

Fails::

    # calendar/blackouts.yaml
    days: [{name: Election, kind: closed, from: 2026-10-15}]
    # calendar/campaigns/party.yaml
    {id: party, title: Party, starts: 2026-10-10, ends: 2026-10-20}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.blackout import Blackout
from mergecast.model.settings import Account
from mergecast.model.workspace import Campaign
from mergecast.planning.blackouts import may_reach
from mergecast.source import Place

ID = "campaign-in-blackout"
SEVERITY = Severity.INFO
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare the days of each campaign with those that stop posts."""
    closed = [each for each in context.workspace.blackouts.days if each.force.stops]
    accounts = context.workspace.settings.accounts
    for campaign in context.workspace.campaigns.values() if closed else ():
        keys = campaign.texts("accounts") or tuple(accounts)
        own = [accounts[key] for key in keys if key in accounts]
        for day in closed:
            if _meet(campaign, day) and _is_about(day, own):
                when = _when(day)
                yield Remark(
                    Place(campaign.path, ("starts",)),
                    f"'{day.name}' ({day.force}, {when}) falls into campaign "
                    f"'{campaign.id}': no post that it is about goes out then",
                    hint="plan its posts around it",
                )


def _meet(campaign: Campaign, day: Blackout) -> bool:
    starts, ends = campaign.starts or "", campaign.ends or "9999"
    return starts <= day.end[:10] and day.start[:10] <= ends


def _when(day: Blackout) -> str:
    return day.start if day.start[:10] == day.end[:10] else f"{day.start} to {day.end}"


def _is_about(day: Blackout, accounts: Iterable[Account]) -> bool:
    return any(may_reach(day.reach, account) for account in accounts)
