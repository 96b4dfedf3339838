"""Remember what checking found, by git's ids, so that nothing is looked at twice.

Two things are kept in one SQLite file under ``.git/mergecast/``: the findings of a
whole content tree, and the findings and rows of each folder of posts. A key is made of
the ids of all that decides the result and of the engine (this package's own files), so
that nothing stale can be met. A file that cannot be read is thrown away: losing it
costs time and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

_SCHEMA = """
create table if not exists results (
  key blob primary key, value text not null, used integer not null
) without rowid
"""
_FORGET_OLD = """
delete from results where key in (
  select key from results order by used desc limit -1 offset ?
)
"""
_KEPT = 4_000
"""Results kept; the oldest go first. A tree of 100,000 posts has about 150 folders."""
_BATCH = 16
"""Results written at a time, so that few are in memory."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Results by key. With ``file`` None nothing is remembered."""

    file: Path | None

    def get(self, key: bytes) -> str | None:
        """The result under ``key``, None where there is none."""
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """The results under many keys; those that are missing are left out."""
        if self.file is None or not self.file.exists():
            return {}
        found: dict[bytes, str] = {}
        with suppress(sqlite3.Error):
            base = sqlite3.connect(self.file, timeout=1)
            try:
                for key in keys:
                    row = base.execute(
                        "select value from results where key = ?", (key,)
                    ).fetchone()
                    value = _sound(row[0]) if row is not None else None
                    if value is not None:
                        found[key] = value
            finally:
                base.close()
        return found

    @contextmanager
    def writing(self, now: int) -> Iterator[Callable[[bytes, str], None]]:
        """Gives a function that remembers a result; all of them or none are kept.

        ``now`` (epoch seconds) decides which are old.
        """
        if self.file is None:
            yield lambda _key, _value: None
            return
        try:
            base = _open(self.file)
        except (sqlite3.Error, OSError):
            yield lambda _key, _value: None
            return
        try:
            results = _Results(base, now)
            yield results.put
            results.flush()
            with suppress(sqlite3.Error):
                base.execute(_FORGET_OLD, (_KEPT,))
                base.commit()
        finally:
            base.close()


def _sum(value: str) -> str:
    return f"{crc32(value.encode()):08x} "


def _sound(kept: object) -> str | None:
    """A result as it was put in, None where anything has changed it since."""
    if not isinstance(kept, str):
        return None
    value = kept[9:]
    return value if kept.startswith(_sum(value)) else None


@dataclass(slots=True)
class _Results:
    """Results on their way into the file."""

    base: sqlite3.Connection
    now: int
    pending: list[tuple[bytes, str, int]] = field(default_factory=list)

    def put(self, key: bytes, value: str) -> None:
        """Take one result, and write when there are enough."""
        self.pending.append((key, _sum(value) + value, self.now))
        if len(self.pending) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was taken; a file that refuses is no reason to stop."""
        with suppress(sqlite3.Error):
            self.base.executemany(
                "insert or replace into results values (?, ?, ?)", self.pending
            )
        self.pending.clear()


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(exist_ok=True)
    base = sqlite3.connect(file, timeout=1)
    try:
        base.execute(_SCHEMA)
    except sqlite3.OperationalError:  # another process is writing: go without
        base.close()
        raise
    except sqlite3.DatabaseError:  # no database at all: losing it costs only time
        base.close()
        file.unlink(missing_ok=True)
        base = sqlite3.connect(file, timeout=1)
        base.execute(_SCHEMA)
    return base


def key(*parts: str) -> bytes:
    """A key from all that decides a result, this package included."""
    digest = blake2b(engine(), digest_size=20)
    for part in parts:
        digest.update(b"\0" + part.encode("utf-8", "surrogateescape"))
    return digest.digest()


@cache
def engine() -> bytes:
    """The identity of this package: its files by name, size and time of change."""
    package = Path(__file__).parent.parent
    digest = blake2b(digest_size=20)
    folders = [os.fspath(package)]
    while folders:
        with os.scandir(folders.pop()) as listing:
            for item in sorted(listing, key=lambda found: found.name):
                if item.is_dir():
                    if item.name != "__pycache__":
                        folders.append(item.path)
                    continue
                stat = item.stat()
                digest.update(
                    f"{item.name} {stat.st_size} {stat.st_mtime_ns}\0".encode()
                )
    return digest.digest()
