"""What mergecast knows of the networks, and how old that is."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, ok, warn
from mergecast.networks import NETWORKS
from mergecast.networks.freshness import checked, stale


def prices(facts: Facts) -> Iterator[Said]:
    """Whether limits and prices were compared with the networks' pages lately."""
    used = {each.network for each in facts.settings.accounts.values()}
    for network in sorted(used & NETWORKS.keys()):
        name, day = NETWORKS[network].NAME, checked(network)
        days = stale(network, facts.now.date())
        if days is None:
            yield ok(f"limits and prices of {name} are those of {day}")
        else:
            yield warn(
                f"limits and prices of {name} are those of {day}, {days} days ago",
                "use a newer mergecast; until then believe the network's own page",
            )
