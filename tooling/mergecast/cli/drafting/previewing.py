"""What `mergecast preview` does: read one file and measure each of its targets."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.cli.drafting.finding_posts import find_post
from mergecast.cli.session import Session
from mergecast.errors import MergecastError, UsageError
from mergecast.loading.workspace import usable
from mergecast.model.post import Post
from mergecast.model.settings import Account, Publishing, Settings
from mergecast.networks import NETWORKS
from mergecast.networks.by_hand import left_to_a_person
from mergecast.renderers.preview import PreviewPart, PreviewTarget
from mergecast.repository.trees import WorkTree


def preview(session: Session, name: str) -> list[PreviewTarget]:
    """How the post will look on each account that it names.

    Raises:
        UsageError: the file is no post, or names no account that is set up.
    """
    post = find_post(session, name).post
    return targets(post, usable(WorkTree(session.workspace)).settings)


def targets(post: Post, settings: Settings) -> list[PreviewTarget]:
    """The same of a post that is at hand.

    Raises:
        UsageError: it names no account that is set up.
    """
    accounts = settings.accounts
    known = [accounts[key] for key in post.accounts if key in accounts]
    if not known:
        raise UsageError(
            f"none of the accounts of '{post.path}' is in mergecast.yaml",
            hint=_instead(accounts),
        )
    return [_target(post, account, settings.publishing) for account in known]


def _instead(accounts: Iterable[str]) -> str:
    names = ", ".join(accounts)
    return f"use one of: {names}" if names else "set one up in mergecast.yaml first"


def _target(post: Post, account: Account, publishing: Publishing) -> PreviewTarget:
    network = NETWORKS.get(account.network)
    if network is None:
        raise MergecastError(
            f"the network '{account.network}' is not supported yet",
            hint=f"use one of: {', '.join(NETWORKS)}",
        )
    by_hand = left_to_a_person(post, account, publishing)
    parts = []
    for part in post.parts_for(account.key, account.network):
        measured = network.measure(part.text, account.tier)
        alts = sum(1 for each in part.media if each.alt)
        parts.append(
            PreviewPart(
                part,
                measured.weighted_length,
                measured.limit,
                measured.valid,
                tuple(url.text for url in measured.urls),
                ()
                if by_hand
                else network.charges(part.text, alts, bare=account.bare_domains),
            )
        )
    return PreviewTarget(account, tuple(parts), by_hand)
