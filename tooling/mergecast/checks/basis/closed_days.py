"""What the checks of blackouts and holidays ask of a post, and how they say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from mergecast.checks.base import Context
from mergecast.model.blackout import Blackout
from mergecast.model.post import ASAP, Post
from mergecast.model.settings import Account


def accounts_of(names: Iterable[str], context: Context) -> Iterator[Account]:
    """The accounts of a post that are set up and no samples."""
    known = context.workspace.settings.accounts
    for name in names:
        if name in known and not known[name].sample:
            yield known[name]


def goes_out(post: Post, context: Context, now: datetime) -> datetime | None:
    """When a post would go out: as soon as possible is now; None for a draft."""
    return now if post.publish_at == ASAP else context.schedule.at


def who(blackout: Blackout) -> str:
    """Why it is, and who decided so; empty where that is not said."""
    decided = f"decided by '{blackout.decided_by}'" if blackout.decided_by else ""
    said = "; ".join(filter(None, (blackout.reason, decided)))
    return f": {said}" if said else ""
