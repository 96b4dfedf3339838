"""A team, its repository and its account, at a time that the story tells.

Commands are the real ones, with their real boundary, inside the test's process. The
only clock of the program is set to the story's: it stands still until the story moves
it or the program waits, and what was to happen meanwhile happens.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import requests
from cli.program import Done
from team_repository import AISYAH, MEI, TeamRepository

from mergecast import clock
from mergecast.cli.boundary import run
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.store import Change, Outcome
from mergecast.sandbox.server import RunningSandbox

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")


@dataclass(slots=True)
class StoryClock:
    """Stands until it is moved; ``meanwhile`` is what happens when it gets there."""

    at: datetime = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    seconds: float = 0.0
    meanwhile: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=max(0.0, seconds))
        self.seconds += max(0.0, seconds)
        due = [what for when, what in self.meanwhile if when <= self.at]
        self.meanwhile = [one for one in self.meanwhile if one[0] > self.at]
        for what in due:
            what()

    @contextmanager
    def ticking(self) -> Iterator[None]:
        """The program's clock is this one."""
        with patch.multiple(
            clock, now=self.now, monotonic=self.monotonic, sleep=self.sleep
        ):
            yield


@dataclass(slots=True)
class Team:
    """Mei writes, Aisyah reviews; their account is on a network on this machine."""

    repository: TeamRepository
    sandbox: RunningSandbox
    clock: StoryClock

    def runs(self, *args: str, who: tuple[str, str] = MEI) -> Done:
        """Somebody runs a command in the working copy."""
        out, err = io.StringIO(), io.StringIO()
        told = self.repository.env(who)
        with (
            patch.dict(os.environ, told),
            redirect_stdout(out),
            redirect_stderr(err),
            self.clock.ticking(),
        ):
            code = run(["-C", str(self.repository.folder), *args])
        return Done(code, out.getvalue(), err.getvalue())

    def at(self, local: str) -> None:
        """It is so late now, where the team is: ``09:00``, or with its day."""
        self.clock.at = _instant(local, self.clock.at)

    def when(self, local: str, what: Callable[[], object]) -> None:
        """Something happens at that time, while the program waits."""
        self.clock.meanwhile.append((_instant(local, self.clock.at), what))

    def publishes(self, *args: str) -> Done:
        """The job runs."""
        return self.runs("publish", *args)

    def publishes_at(self, local: str, *args: str) -> Done:
        """The job runs, so late."""
        self.at(local)
        return self.publishes(*args)

    def merges(self, path: str, text: str, who: tuple[str, str] = MEI) -> None:
        """A file is as it reads here from now on, on the publishing branch."""
        self.repository.write(path, text)
        self.repository.commit(f"Change {path}", who)

    def removes(self, path: str) -> None:
        """A file is gone from the publishing branch."""
        (self.repository.folder / path).unlink()
        self.repository.commit(f"Remove {path}")

    def approves(self, post: str, who: tuple[str, str] = AISYAH) -> None:
        """Somebody says yes to a post as it is merged."""
        done = self.runs("approve", post, "--yes", who=who)
        assert done.code == 0, done.err
        self.repository.push()

    def plans(self, text: str, path: str) -> None:
        """A post is merged and approved."""
        self.merges(path, text)
        self.approves(_id_of(text))

    def misbehaves(self, *kinds: str, on: str = "POST /2/tweets") -> None:
        """So the network answers the next requests of a route."""
        script = [{"on": on, "kind": kind, "times": 1} for kind in kinds]
        requests.post(f"{self.sandbox.url}/_sandbox/faults", json=script, timeout=5)

    @contextmanager
    def just_before_it_writes(self, what: Callable[[], object]) -> Iterator[None]:
        """Something happens when a command has decided and is about to write."""
        real = GitStore.push
        waiting = [what]

        def push(store: GitStore, parent: str | None, change: Change) -> Outcome:
            if waiting:
                waiting.pop()()
            return real(store, parent, change)

        with patch.object(GitStore, "push", push):
            yield

    def live(self) -> list[str]:
        """The words that are live, oldest first."""
        return [post["text"] for post in self.posts()]

    def posts(self) -> list[dict[str, str]]:
        """What is live, oldest first, as the network tells it."""
        url = f"{self.sandbox.url}/_sandbox/posts"
        found: list[dict[str, str]] = requests.get(url, timeout=5).json()["posts"]
        return [post for post in found if not post["deleted_at"]]

    def proves(self) -> None:
        """The ledger is sound."""
        done = self.runs("ledger", "verify")
        assert done.code == 0, done.out + done.err


def a_post(id_: str, at: str, text: str = "It is out. 已经发布", **more: str) -> str:
    """A post's file; ``at`` is its local time."""
    lines = [f"id: {id_}", "accounts: [acme]", f"publish_at: {at}"]
    lines += [f"{name}: {value}" for name, value in more.items()]
    return "\n".join([*lines, "text: |", f"  {text}", ""])


def a_thread(id_: str, at: str, *parts: str, **more: str) -> str:
    """A thread's file."""
    lines = [f"id: {id_}", "accounts: [acme]", f"publish_at: {at}"]
    lines += [f"{name}: {value}" for name, value in more.items()]
    return "\n".join([*lines, "thread:", *(f"  - {part}" for part in parts), ""])


def _id_of(text: str) -> str:
    found = re.search(r"^id: (\S+)", text, re.MULTILINE)
    assert found is not None
    return found[1]


def _instant(local: str, now: datetime) -> datetime:
    """A local time, of the day that it is unless it names one."""
    day, _, time = local.rpartition(" ")
    day = day or f"{now.astimezone(KUALA_LUMPUR):%Y-%m-%d}"
    return (
        datetime.fromisoformat(f"{day}T{time}")
        .replace(tzinfo=KUALA_LUMPUR)
        .astimezone(UTC)
    )
