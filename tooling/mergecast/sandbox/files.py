"""Uploaded media as rows, and the pieces of uploads that are still under way."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mergecast.sandbox.snowflake import instant, milliseconds
from mergecast.sandbox.store import Store


class State(StrEnum):
    """How far X is with a file, in its words."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


_STATES = (State.PENDING, State.SUCCEEDED, State.IN_PROGRESS, State.FAILED)
"""As numbers in the store."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a file turned out to be when it was opened."""

    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Media:
    """A file that posts can show, once it is processed."""

    id: int
    user_id: str
    category: str
    picture: Picture
    size: int
    sha256: str
    alt: str
    state: State
    created: datetime

    @property
    def ready(self) -> bool:
        """Whether posts can show it."""
        return self.state is State.SUCCEEDED

    @property
    def key(self) -> str:
        """What X calls it in answers: a number for the kind, and the id."""
        return f"{16 if self.category == 'tweet_gif' else 3}_{self.id}"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrives in pieces."""

    id: int
    user_id: str
    category: str
    total_bytes: int | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """The whole of a file, with what is known of it."""

    user_id: str
    category: str
    picture: Picture
    content: bytes
    ready: bool


def add(
    store: Store, arrival: Arrival, now: datetime, *, media_id: int | None = None
) -> Media:
    """Keep a file, under the id of its upload if it came in pieces."""
    with store.transaction() as db:
        made = store.next_id(now) if media_id is None else media_id
        picture = arrival.picture
        db.execute(
            "INSERT INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
            (
                made,
                arrival.user_id,
                arrival.category,
                picture.mime,
                picture.width,
                picture.height,
                len(arrival.content),
                hashlib.sha256(arrival.content).hexdigest(),
                arrival.ready,
                milliseconds(now),
                arrival.content,
            ),
        )
        row = db.execute(_SELECT, (made,)).fetchone()
    return _media(row)


_SELECT = (
    "SELECT id, user_id, category, mime, width, height, size, sha256, alt, ready,"
    " created_ms FROM media WHERE id = ?"
)


def find(store: Store, media_id: int) -> Media | None:
    """What is known of a file, without its content."""
    with store.transaction() as db:
        row = db.execute(_SELECT, (media_id,)).fetchone()
    return _media(row) if row else None


def content(store: Store, media_id: int) -> bytes:
    """The bytes that were uploaded."""
    with store.transaction() as db:
        row = db.execute("SELECT content FROM media WHERE id = ?", (media_id,))
        return bytes(row.fetchone()["content"])


def describe(store: Store, media_id: int, alt: str) -> None:
    """Set the alt text."""
    with store.transaction() as db:
        db.execute("UPDATE media SET alt = ? WHERE id = ?", (alt, media_id))


def processed(store: Store, media_id: int, state: State) -> None:
    """So far X has come with it."""
    with store.transaction() as db:
        number = _STATES.index(state)
        db.execute("UPDATE media SET ready = ? WHERE id = ?", (number, media_id))


def begin(
    store: Store, user_id: str, category: str, total: int | None, now: datetime
) -> Upload:
    """Open an upload in pieces."""
    with store.transaction() as db:
        made = store.next_id(now)
        db.execute(
            "INSERT INTO uploads VALUES (?, ?, ?, ?, ?)",
            (made, user_id, category, total, milliseconds(now)),
        )
    return Upload(made, user_id, category, total, now)


def find_upload(store: Store, upload_id: int) -> Upload | None:
    """An upload that was begun and not finished."""
    with store.transaction() as db:
        row = db.execute("SELECT * FROM uploads WHERE id = ?", (upload_id,)).fetchone()
    if row is None:
        return None
    created = instant(row["created_ms"])
    return Upload(
        row["id"], row["user_id"], row["category"], row["total_bytes"], created
    )


def append(store: Store, upload_id: int, number: int, piece: bytes) -> None:
    """Keep a piece; the same number again replaces it, so that a retry is safe."""
    with store.transaction() as db:
        db.execute(
            "INSERT OR REPLACE INTO segments VALUES (?, ?, ?)",
            (upload_id, number, piece),
        )


def received(store: Store, upload_id: int) -> int:
    """How many bytes of an upload are here."""
    with store.transaction() as db:
        query = "SELECT TOTAL(LENGTH(content)) FROM segments WHERE upload = ?"
        return int(db.execute(query, (upload_id,)).fetchone()[0])


def assemble(store: Store, upload_id: int) -> bytes | None:
    """The pieces in order, or None where one is missing."""
    with store.transaction() as db:
        query = "SELECT number, content FROM segments WHERE upload = ? ORDER BY number"
        rows = db.execute(query, (upload_id,)).fetchall()
    if not rows or [row["number"] for row in rows] != list(range(len(rows))):
        return None
    return b"".join(row["content"] for row in rows)


def forget_upload(store: Store, upload_id: int) -> None:
    """The upload is finished: its pieces are no longer needed."""
    with store.transaction() as db:
        db.execute("DELETE FROM segments WHERE upload = ?", (upload_id,))
        db.execute("DELETE FROM uploads WHERE id = ?", (upload_id,))


def _media(row: sqlite3.Row) -> Media:
    return Media(
        id=row["id"],
        user_id=row["user_id"],
        category=row["category"],
        picture=Picture(row["mime"], row["width"], row["height"]),
        size=row["size"],
        sha256=row["sha256"],
        alt=row["alt"],
        state=_STATES[row["ready"]],
        created=instant(row["created_ms"]),
    )
