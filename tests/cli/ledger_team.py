"""A team that publishes, all inside the test's own process: quick, over real git."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import requests
from cli.program import mergecast
from team_repository import AISYAH, MEI, TeamRepository

from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    import pytest
    from cli.inside import Inside
    from cli.program import Done


@dataclass
class LedgerTeam:
    """Mei's working copy, a remote, and a sandbox that counts what is live.

    ``keys`` are the variables of the job; ``said`` is all that was ever printed.
    """

    repository: TeamRepository
    sandbox: RunningSandbox
    inside: Inside
    patch: pytest.MonkeyPatch
    keys: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def __call__(
        self, *args: str, now: str = "", who: tuple[str, str] = MEI, code: int = 0
    ) -> Done:
        """Run a command, which has to end with ``code``."""
        self.patch.delenv("MERGECAST_LEDGER_KEY", raising=False)
        self.patch.delenv("MERGECAST_LEDGER_KEYS", raising=False)
        for name, value in (self.repository.env(who) | self.keys).items():
            self.patch.setenv(name, value)
        done = self.inside(*args, now=now)
        self.said.append(done.out + done.err)
        assert done.code == code, done
        return done

    def publish(self, now: str, code: int = 0) -> Done:
        """One run, at a pretended time."""
        return self("publish", now=now, code=code)

    def add(self, post_id: str, at: str) -> None:
        """A post that is merged and approved; ``at`` is as its account's clocks say."""
        day = at[:10].replace("-", "/").rsplit("/", 1)
        self.repository.write(
            f"calendar/{day[0]}/{day[1]}-{post_id}.yaml",
            f"id: {post_id}\naccounts: [acme]\npublish_at: {at}\n"
            f"text: {post_id} 你好\n",
        )
        self.repository.commit(f"Add {post_id}")
        self("approve", post_id, "--yes", who=AISYAH)
        self.repository.push()

    def live(self) -> list[str]:
        """The texts that are live, oldest first."""
        answer = requests.get(f"{self.sandbox.url}/_sandbox/posts", timeout=5)
        return [post["text"].partition(" ")[0] for post in answer.json()["posts"]]

    def ledger(self) -> dict[str, bytes]:
        """The files of the ledger's branch, as the remote has it."""
        git, remote = self.repository.git, str(self.repository.remote)
        names = git("-C", remote, "ls-tree", "-r", "--name-only", "mergecast-ledger")
        return {
            name: self.show(name)
            for name in names.splitlines()
            if not name.startswith(".")
        }

    def show(self, path: str) -> bytes:
        """One file of the ledger's branch, to the byte."""
        remote = str(self.repository.remote)
        return subprocess.run(
            ["git", "-C", remote, "show", f"mergecast-ledger:{path}"],
            capture_output=True,
            check=True,
        ).stdout


def started(folder: Path, sandbox: RunningSandbox) -> TeamRepository:
    """A team with a ledger to rehearse on, and no post yet."""
    made = TeamRepository.start(folder, remote=True)
    made.environment["MERGECAST_X_API_BASE"] = sandbox.url
    done = mergecast(made, "ledger", "init", "--sandbox")
    assert done.code == 0, done.err
    made.commit("Name the ledger")
    return made


def copied(pattern: Path, folder: Path, sandbox: RunningSandbox) -> TeamRepository:
    """A team as it was left in another folder, its remote beside it."""
    shutil.copytree(pattern, folder, dirs_exist_ok=True, symlinks=True)
    made = TeamRepository(folder / "acme", folder / "remote.git", minute=30)
    made.environment["MERGECAST_X_API_BASE"] = sandbox.url
    made.git("remote", "set-url", "origin", str(made.remote))
    return made
