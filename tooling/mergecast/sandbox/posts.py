"""Posts as rows: what was sent, by whom, in answer to what, and when."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from mergecast.sandbox.snowflake import instant, milliseconds
from mergecast.sandbox.store import Store


@dataclass(frozen=True, slots=True)
class Poll:
    """Two to four choices and how long people may choose."""

    options: tuple[str, ...]
    duration_minutes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a request asks to be posted."""

    text: str
    reply_to: int | None = None
    quote: int | None = None
    poll: Poll | None = None
    media: tuple[int, ...] = ()
    reply_settings: str = "everyone"
    paid: bool = False
    made_with_ai: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A draft that was taken; ``deleted`` says when it went away again."""

    id: int
    user_id: str
    draft: Draft
    conversation: int
    created: datetime
    deleted: datetime | None


def normalised(text: str) -> str:
    """The text as X keeps it: composed, and without white space around it."""
    return unicodedata.normalize("NFC", text).strip()


def add(store: Store, user_id: str, draft: Draft, now: datetime) -> Post:
    """Keep a draft; the caller holds a transaction and has checked it."""
    with store.transaction() as db:
        post_id = store.next_id(now)
        parent = find(store, draft.reply_to) if draft.reply_to is not None else None
        conversation = parent.conversation if parent else post_id
        db.execute(
            "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                post_id,
                user_id,
                draft.text,
                normalised(draft.text),
                draft.reply_to,
                draft.quote,
                conversation,
                _poll_to_text(draft.poll),
                json.dumps(draft.media),
                draft.reply_settings,
                draft.paid,
                draft.made_with_ai,
                milliseconds(now),
            ),
        )
    return Post(post_id, user_id, draft, conversation, now, None)


def find(store: Store, post_id: int) -> Post | None:
    """The post with this id, also when it was deleted."""
    with store.transaction() as db:
        row = db.execute("SELECT * FROM posts WHERE id = ?", (post_id,)).fetchone()
    return _post(row) if row else None


def find_live(store: Store, post_id: int) -> Post | None:
    """The post with this id, if people can see it."""
    post = find(store, post_id)
    return post if post and post.deleted is None else None


def delete(store: Store, post_id: int, now: datetime) -> None:
    """Take a post away; the row stays, for duplicates and for the judge."""
    with store.transaction() as db:
        db.execute(
            "UPDATE posts SET deleted_ms = ? WHERE id = ? AND deleted_ms IS NULL",
            (milliseconds(now), post_id),
        )


def has_twin(store: Store, user_id: str, text: str, around: tuple[int, int]) -> bool:
    """Whether the account posted this text between two instants, deleted or not."""
    with store.transaction() as db:
        row = db.execute(
            "SELECT 1 FROM posts WHERE user_id = ? AND sameness = ?"
            " AND created_ms BETWEEN ? AND ?",
            (user_id, normalised(text), *around),
        ).fetchone()
    return row is not None


def count_of_user(store: Store, user_id: str) -> int:
    """How many live posts the account has."""
    return _count(store, "user_id = ?", user_id)


def count_replies(store: Store, post_id: int) -> int:
    """How many live replies a post has."""
    return _count(store, "reply_to = ?", post_id)


def count_quotes(store: Store, post_id: int) -> int:
    """How many live posts quote it."""
    return _count(store, "quote = ?", post_id)


def every(store: Store) -> list[Post]:
    """All posts, oldest first, deleted ones too."""
    with store.transaction() as db:
        return [_post(row) for row in db.execute("SELECT * FROM posts ORDER BY id")]


def of_user(
    store: Store, user_id: str, *, between: tuple[int, int], limit: int
) -> list[Post]:
    """An account's live posts with ids strictly between two, newest first."""
    with store.transaction() as db:
        rows = db.execute(
            "SELECT * FROM posts WHERE user_id = ? AND deleted_ms IS NULL"
            " AND id > ? AND id < ? ORDER BY id DESC LIMIT ?",
            (user_id, *between, limit),
        )
        return [_post(row) for row in rows]


def of_conversation(store: Store, conversation: int) -> list[Post]:
    """A conversation, oldest first, deleted posts too."""
    with store.transaction() as db:
        rows = db.execute(
            "SELECT * FROM posts WHERE conversation = ? ORDER BY id", (conversation,)
        )
        return [_post(row) for row in rows]


def newest_conversations(
    store: Store, *, user_id: str | None, before: int, limit: int
) -> list[int]:
    """Conversations with a live post (of an account), by first post, newest first."""
    with store.transaction() as db:
        rows = db.execute(
            "SELECT conversation FROM posts WHERE deleted_ms IS NULL"
            " AND conversation < ? AND (? IS NULL OR user_id = ?)"
            " GROUP BY conversation ORDER BY conversation DESC LIMIT ?",
            (before, user_id, user_id, limit),
        )
        return [row["conversation"] for row in rows]


def newest_time(store: Store) -> datetime | None:
    """When the newest post was made, by its own account of time."""
    with store.transaction() as db:
        (latest,) = db.execute("SELECT MAX(created_ms) FROM posts").fetchone()
    return None if latest is None else instant(latest)


def _count(store: Store, condition: str, value: str | int) -> int:
    """``condition`` is one of the literals above, never text from outside."""
    query = f"SELECT COUNT(*) FROM posts WHERE deleted_ms IS NULL AND {condition}"  # noqa: S608 - see the docstring
    with store.transaction() as db:
        return int(db.execute(query, (value,)).fetchone()[0])


def _poll_to_text(poll: Poll | None) -> str | None:
    return json.dumps([poll.duration_minutes, *poll.options]) if poll else None


def _poll_from_text(text: str | None) -> Poll | None:
    if text is None:
        return None
    minutes, *options = json.loads(text)
    return Poll(tuple(options), minutes)


def _post(row: sqlite3.Row) -> Post:
    draft = Draft(
        text=row["text"],
        reply_to=row["reply_to"],
        quote=row["quote"],
        poll=_poll_from_text(row["poll"]),
        media=tuple(json.loads(row["media"])),
        reply_settings=row["reply_settings"],
        paid=bool(row["paid"]),
        made_with_ai=bool(row["ai"]),
    )
    gone = row["deleted_ms"]
    return Post(
        id=row["id"],
        user_id=row["user_id"],
        draft=draft,
        conversation=row["conversation"],
        created=instant(row["created_ms"]),
        deleted=None if gone is None else instant(gone),
    )
