"""What `mergecast preview` does: read one file and measure each of its targets."""

from __future__ import annotations

from pathlib import Path

from mergecast.cli.checking import prefixes
from mergecast.cli.session import Session
from mergecast.errors import MergecastError, UsageError
from mergecast.loading import build
from mergecast.loading.workspace import read, usable
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.networks import NETWORKS
from mergecast.renderers.preview import PreviewPart, PreviewTarget
from mergecast.repository.trees import WorkTree


def preview(session: Session, file: Path) -> list[PreviewTarget]:
    """How the post will look on each account that it names.

    Raises:
        UsageError: the file is no post, or names no account that is set up.
    """
    path = prefixes(session.workspace, [file])[0]
    tree = WorkTree(session.workspace)
    found = read(path, tree.read(path) or b"", "post")
    if found.data is None:
        raise UsageError(
            f"'{path}' is not a post that can be shown: {_first(found.said)}",
            hint=f"run `mergecast check {path}`",
        )
    post = build.post(path, found.data)
    accounts = _accounts(tree)
    known = [accounts[key] for key in post.accounts if key in accounts]
    if not known:
        raise UsageError(
            f"none of the accounts of '{path}' is in mergecast.yaml",
            hint=f"use one of: {', '.join(accounts) or 'none are set up yet'}",
        )
    return [_target(post, account) for account in known]


def _accounts(tree: WorkTree) -> dict[str, Account]:
    return dict(usable(tree).settings.accounts)


def _first(said: tuple[tuple[str, object], ...]) -> str:
    return str(getattr(said[0][1], "message", "")) if said else "it is empty"


def _target(post: Post, account: Account) -> PreviewTarget:
    network = NETWORKS.get(account.network)
    if network is None:
        raise MergecastError(
            f"the network '{account.network}' is not supported yet",
            hint=f"use one of: {', '.join(NETWORKS)}",
        )
    parts = []
    for part in post.parts_for(account.key, account.network):
        measured = network.measure(part.text, account.tier)
        urls = tuple(url.text for url in measured.urls)
        parts.append(
            PreviewPart(
                part, measured.weighted_length, measured.limit, measured.valid, urls
            )
        )
    return PreviewTarget(account, tuple(parts))
