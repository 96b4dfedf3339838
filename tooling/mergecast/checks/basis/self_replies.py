"""Which accounts would have to answer themselves: those that get a thread."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context
from mergecast.checks.basis.by_hand import sent
from mergecast.model.post import Post
from mergecast.networks import NETWORKS
from mergecast.source import Place


def answering(
    post: Post, context: Context, state: str
) -> Iterator[tuple[Place, str, str]]:
    """Each account that gets a thread and is in that state.

    Yields:
        The second part's place, the account's key, its network's name.
    """
    accounts = context.workspace.settings.accounts
    for key in sent(post, context).accounts:
        account = accounts.get(key)
        network = NETWORKS.get(account.network) if account else None
        if account is None or network is None:
            continue
        parts = post.parts_for(key, account.network)
        replies = network.limits(network.DEFAULT_TIER).replies
        if len(parts) < 2 or replies == "any" or account.sample:
            continue
        if account.data.get("self_replies", "unverified") == state:
            yield Place(post.path, parts[1].route), key, network.NAME
