"""What a person posts by hand, and why: because the file says so, or by policy.

With ``publishing.refused: manual`` whatever a tier may not do becomes a packet at its
time. Only what a person could do with the same account: one that may not send long
posts may not write them in its app either, so those stay an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mergecast.model.post import Post
from mergecast.model.settings import Account, Publishing
from mergecast.networks import NETWORKS
from mergecast.networks.base import Limits, Network


def left_to_a_person(
    post: Post, account: Account, publishing: Publishing
) -> str | None:
    """Why a person posts it; None where a run does.

    ``manual: false`` in the post says that a run may try, whatever the policy.
    """
    said = post.data.get("manual")
    if said is True:
        return "its file says `manual: true`"
    if said is False or not publishing.by_hand:
        return None
    return next(refused(post, account), None)


def refused(post: Post, account: Account) -> Iterator[str]:
    """What of a post its account's tier may not do, in words."""
    network = NETWORKS.get(account.network)
    if network is None:
        return
    limits = limits_of(network, account.tier)
    tier = f"the tier '{account.tier}'"
    if post.text("quote") and not limits.quotes:
        yield f"{network.NAME} takes no quotes from {tier}"
    link = post.text("reply_to") or ""
    uninvited = "/" in link and not is_own(link, {account.user.lower()})
    if uninvited and limits.replies == "invited":
        yield (
            f"{network.NAME} takes answers to others from {tier} only where they asked "
            "for one"
        )
    parts = post.parts_for(account.key, account.network)
    alone = account.data.get("self_replies") == "refused"
    if len(parts) > 1 and alone and limits.replies == "invited":
        yield f"{network.NAME} does not let '{account.key}' answer itself"
    most = limits.cashtags_max
    if most is not None and any(len(network.cashtags(p.text)) > most for p in parts):
        yield f"{network.NAME} takes {most} cashtag in a post from {tier}"


def limits_of(network: Network, tier: str) -> Limits:
    """What a tier may do; of one that nobody knows, the network's usual one."""
    try:
        return network.limits(tier)
    except ValueError:
        return network.limits(network.DEFAULT_TIER)


def is_own(link: str, handles: Collection[str]) -> bool:
    """Whether a link is to a post of one of these accounts, in small letters."""
    steps = link.lower().split("/")
    return "status" in steps and steps[steps.index("status") - 1] in handles
