"""The sandbox's memory: one SQLite file, one connection, one lock.

Threads take turns; a second process is refused, since two sandboxes on one file
would hand out the same ids.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock

from mergecast.errors import WorkspaceError
from mergecast.sandbox.snowflake import following

MEMORY = ":memory:"
VERSION = 1
NONCES_LIVE_SECONDS = 1_200

_TABLES = """
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, user_id TEXT NOT NULL, text TEXT NOT NULL,
  sameness TEXT NOT NULL, reply_to INTEGER, quote INTEGER,
  conversation INTEGER NOT NULL, poll TEXT, media TEXT NOT NULL,
  reply_settings TEXT NOT NULL, paid INTEGER NOT NULL, ai INTEGER NOT NULL,
  created_ms INTEGER NOT NULL, deleted_ms INTEGER
);
CREATE INDEX posts_of_user ON posts (user_id, id);
CREATE INDEX posts_of_conversation ON posts (conversation);
CREATE INDEX replies ON posts (reply_to);
CREATE INDEX twins ON posts (user_id, sameness, created_ms);
CREATE TABLE media (
  id INTEGER PRIMARY KEY, user_id TEXT NOT NULL, category TEXT NOT NULL,
  mime TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  size INTEGER NOT NULL, sha256 TEXT NOT NULL, alt TEXT NOT NULL,
  ready INTEGER NOT NULL, created_ms INTEGER NOT NULL, content BLOB NOT NULL
);
CREATE TABLE uploads (
  id INTEGER PRIMARY KEY, user_id TEXT NOT NULL, category TEXT NOT NULL,
  total_bytes INTEGER, created_ms INTEGER NOT NULL
);
CREATE TABLE segments (
  upload INTEGER NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (upload, number)
);
CREATE TABLE nonces (
  user_id TEXT NOT NULL, nonce TEXT NOT NULL, stamp INTEGER NOT NULL,
  PRIMARY KEY (user_id, nonce)
);
CREATE TABLE requests (
  user_id TEXT NOT NULL, route TEXT NOT NULL, period INTEGER NOT NULL,
  number INTEGER NOT NULL, PRIMARY KEY (user_id, route, period)
);
CREATE TABLE latest (id INTEGER NOT NULL);
INSERT INTO latest VALUES (0);
"""


class Store:
    """An open database. Use :meth:`transaction` for everything that must hold."""

    def __init__(self, database: Path | str) -> None:
        self._lock = RLock()
        try:
            self._connection = sqlite3.connect(
                database, timeout=0, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _unusable(database, error) from error
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._connection.close()
            raise _unusable(database, error) from error

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        (version,) = run("PRAGMA user_version").fetchone()
        if version == 0:
            script = f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;"
            self._connection.executescript(script)
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"its version is {version}, not {VERSION}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and nobody else meanwhile."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def next_id(self, now: datetime) -> int:
        """An id for ``now``, greater than every id before it."""
        with self.transaction() as db:
            (last,) = db.execute("SELECT id FROM latest").fetchone()
            made = following(last, now)
            db.execute("UPDATE latest SET id = ?", (made,))
        return made

    def use_nonce(self, user_id: str, nonce: str, stamp: int) -> bool:
        """Whether the nonce is new; from now on it is not."""
        with self.transaction() as db:
            db.execute(
                "DELETE FROM nonces WHERE stamp < ?", (stamp - NONCES_LIVE_SECONDS,)
            )
            made = db.execute(
                "INSERT OR IGNORE INTO nonces VALUES (?, ?, ?)", (user_id, nonce, stamp)
            )
        return made.rowcount == 1

    def count_request(self, user_id: str, route: str, period: int) -> int:
        """How many requests this one makes in its period."""
        with self.transaction() as db:
            (number,) = db.execute(
                "INSERT INTO requests VALUES (?, ?, ?, 1)"
                " ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number",
                (user_id, route, period),
            ).fetchone()
        return int(number)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def _unusable(database: Path | str, error: sqlite3.Error) -> WorkspaceError:
    if "locked" in str(error):
        return WorkspaceError(
            f"another sandbox is using '{database}'",
            hint="stop it, or name another file",
            not_done="the sandbox was not started",
        )
    if "unable to open" in str(error):
        return WorkspaceError(
            f"'{database}' cannot be opened",
            hint="name a file that you may write, in a folder that is there",
            not_done="the sandbox was not started",
        )
    return WorkspaceError(
        f"'{database}' is not a database of the sandbox: {error}",
        hint="name a new file, or delete this one",
        not_done="the sandbox was not started",
    )
