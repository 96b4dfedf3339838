"""An account's own timeline: which of its posts is the part that is looked for?

By its words and by what it answers, and never one that some part has on record.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from datetime import datetime, timedelta

from mergecast.dispatch.ports import LedgerView, NotReadyError, OwnPost, Unreadable
from mergecast.dispatch.recorded import posted_ids
from mergecast.dispatch.words import digest_of
from mergecast.dispatch.world import World
from mergecast.errors import WorkspaceError
from mergecast.model.settings import Account

WORDLESS = digest_of("")
"""Of a picture alone nobody can tell which post it is."""


def timeline(
    world: World, account: Account, since: datetime
) -> tuple[OwnPost, ...] | Unreadable:
    """The account's own posts; without keys nothing can be read now."""
    try:
        seen = world.publisher(account).look_up(since)
    except WorkspaceError as error:
        return Unreadable(error.message)
    except NotReadyError as error:
        return Unreadable(str(error), error.account)
    world.reads.add(account.key, 0 if isinstance(seen, Unreadable) else len(seen))
    return seen


def taken(view: LedgerView, since: datetime) -> dict[str, str]:
    """The network's ids that are of some part already, by what is on record."""
    return dict(posted_ids(view.events((since - timedelta(days=1)).date())))


def is_it(post: OwnPost, seek: Mapping[str, str | None], known: Container[str]) -> bool:
    """Whether a post is what is looked for: its words, its parent, and of no other."""
    return (
        post.id not in known
        and post.reply_to == seek.get("reply_to")
        and any(digest_of(text) == seek.get("text") for text in post.texts)
    )


def several(found: Collection[str]) -> str:
    """Why a person has to say which post it is."""
    ids = ", ".join(found)
    if len(found) == 1:
        return f"a post without words is live, and may be another one: {ids}"
    return f"{len(found)} posts with its words are live: {ids}"
