"""What a check knows of the past of posts: from the ledger, or as it was last seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from mergecast.cli.checking import last_seen
from mergecast.errors import MergecastError
from mergecast.inspection.past import Past, parts, pasts
from mergecast.inspection.timeless import Branches
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState
from mergecast.model.post import Post
from mergecast.renderers.encoders.terminal import encode_terminal


def remembered(
    workspace: Path, branches: Branches, posts: Iterable[Post], *, fetch: bool
) -> Mapping[str, Past]:
    """What is on record of posts, by id.

    Args:
        workspace: where to begin.
        branches: where the settings say that the ledger is.
        posts: the posts, in all versions that matter.
        fetch: whether to ask the remote. What is last seen here has to do without one,
            and a ledger that cannot be reached is said; that is no finding.
    """
    keys = list(dict.fromkeys(parts(posts)))
    known = _fetched(workspace, keys) if fetch else None
    if known is None:
        known = last_seen.known(workspace, branches, keys)
    return pasts(known)


def _fetched(workspace: Path, keys: list[Key]) -> dict[str, KeyState | None] | None:
    from mergecast.cli.record.reaching import reach  # noqa: PLC0415 - only to fetch

    try:
        ledger = reach(workspace, real=True).ledger
        if ledger.genesis is None:
            return None
        states = ledger.open().states(keys)
    except MergecastError as error:
        told = f"the ledger cannot be read, so what is live is not known: {error}"
        click.echo(encode_terminal(told), err=True)
        return None
    return {key: state for key, state in states.items() if state is not None}
