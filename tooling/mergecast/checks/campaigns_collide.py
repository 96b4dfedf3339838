"""No other campaign runs while an exclusive one does.

A campaign that says `exclusive: true` has its accounts to itself from its first day to
its last. Another one on the same account in these days takes its readers, or seems to
mock it; one of the two moves, or `exclusive` goes.

Passes::

    # calendar/campaigns/apology.yaml
    {id: apology, title: Apology, starts: 2026-10-01, ends: 2026-10-09, exclusive: true}
    # calendar/campaigns/party.yaml
    {id: party, title: Party, starts: 2026-10-10, ends: 2026-10-20}

Passes::

    # calendar/campaigns/apology.yaml
    {id: apology, title: Apology, starts: 2026-10-01, ends: 2026-10-09, exclusive: true,
     accounts: [acme]}
    # calendar/campaigns/party.yaml
    {id: party, title: Party, starts: 2026-10-05, ends: 2026-10-20, accounts: [acme-de]}

Fails::

    # calendar/campaigns/apology.yaml
    {id: apology, title: Apology, starts: 2026-10-01, ends: 2026-10-09, exclusive: true}
    # calendar/campaigns/party.yaml
    {id: party, title: Party, starts: 2026-10-09, ends: 2026-10-20, accounts: [acme-de]}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.workspace import Campaign
from mergecast.source import Place

ID = "campaigns-collide"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare each exclusive campaign with all others, each pair once."""
    campaigns = context.workspace.campaigns.values()
    exclusive = [each for each in campaigns if each.data.get("exclusive") is True]
    told: set[frozenset[str]] = set()
    for own in exclusive:
        for other in campaigns:
            pair = frozenset({own.id, other.id})
            if len(pair) == 1 or pair in told:
                continue
            told.add(pair)
            where = _shared(own, other)
            days = _both(own, other)
            if where is not None and days is not None:
                yield Remark(
                    Place(other.path, ("starts",)),
                    f"campaign '{other.id}' runs {where} while '{own.id}' "
                    f"({own.path}) is exclusive, from {days[0]} to {days[1]}",
                    hint="move one of them, name other 'accounts', or take "
                    "'exclusive' out",
                )


def _both(own: Campaign, other: Campaign) -> tuple[str, str] | None:
    """The first and last day that both have; days in this form sort as they follow."""
    first = max(own.starts or "", other.starts or "")
    last = min(own.ends or "9999", other.ends or "9999")
    return (first, last) if first <= last else None


def _shared(own: Campaign, other: Campaign) -> str | None:
    """On which accounts both run, in words; None where on none."""
    mine, theirs = set(own.texts("accounts")), set(other.texts("accounts"))
    if not mine or not theirs:
        some = sorted(mine or theirs)
        return f"on {_named(some)}" if some else "on the same accounts"
    both = sorted(mine & theirs)
    return f"on {_named(both)}" if both else None


def _named(accounts: list[str]) -> str:
    return ", ".join(f"'{each}'" for each in accounts)
