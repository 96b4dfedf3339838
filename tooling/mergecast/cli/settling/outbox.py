"""Answers of people that wait in this clone until the ledger can be reached.

A post that goes out by hand must not wait for a network. What a person said of it is
kept in the clone's git directory, a file each, and written down at the next contact.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mergecast.cli.settling.outbox_files import files, folder
from mergecast.dispatch.resolving import Answer
from mergecast.editing.files import write_atomically
from mergecast.errors import GitError, WorkspaceError
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.model.spoken import clock
from mergecast.repository.git import Git

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that is not on record yet, or a file that cannot be read as one.

    ``genesis`` is the ledger that it is for.
    """

    file: Path
    genesis: str = ""
    answer: Answer | None = None

    def __str__(self) -> str:
        """What waits, for people."""
        if self.answer is None:
            return f"'{self.file}' cannot be read: look at it, then delete it"
        said = f" at {clock(self.answer.said)}" if self.answer.said else ""
        where = f" ({self.answer.url})" if self.answer.url else ""
        return (
            f"{self.answer.key}  {self.answer.outcome}{where}, as {self.answer.by} "
            f"said{said}"
        )


def put(git: Git, genesis: str, answer: Answer) -> None:
    """Keep an answer until the next contact: the whole file, or none.

    Raises:
        WorkspaceError: the git directory cannot be written to.
    """
    told = asdict(answer) | {
        "v": _VERSION,
        "genesis": genesis,
        "key": str(answer.key),
        "said": answer.said.isoformat() if answer.said else None,
    }
    # Numbered, since clocks go back: what was said first is written down first.
    number = max((int(file.name[:6]) for file in files(git)), default=0) + 1
    file = folder(git) / f"{number:06}-{os.urandom(4).hex()}.json"
    try:
        write_atomically(file, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise WorkspaceError(
            f"the answer cannot be kept in '{file.parent}': {error.strerror}",
            hint="let the one who runs mergecast write to the clone's git directory",
            not_done="nothing was recorded",
        ) from error


def waiting(git: Git) -> list[Waiting]:
    """What waits here, in the order in which it was said."""
    try:
        return [_read(file) for file in files(git)]
    except GitError:
        return []


def forget(git: Git, key: Key) -> None:
    """Take away what waits on a part: something newer is on record."""
    for each in waiting(git):
        if each.answer is not None and each.answer.key == key:
            each.file.unlink(missing_ok=True)


@contextmanager
def alone(git: Git) -> Iterator[Sequence[Waiting]]:
    """What waits here, while no other process of this machine takes it."""
    with (folder(git) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield waiting(git)


def _read(file: Path) -> Waiting:
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        if told.pop("v") != _VERSION:
            return Waiting(file)
        genesis = str(told.pop("genesis"))
        said = datetime.fromisoformat(told["said"]) if told["said"] else None
        answer = Answer(
            **told
            | {
                "key": Key.parse(told["key"]),
                "outcome": Resolution(told["outcome"]),
                "said": said,
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Waiting(file)
    return Waiting(file, genesis, answer)
