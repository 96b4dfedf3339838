"""A team's repository for tests: real git, people with names, pinned dates."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

MEI = ("Mei Lin", "mei@example.org")
AISYAH = ("Aisyah", "aisyah@example.org")
TOM = ("Tom", "tom@example.org")

SETTINGS = """\
version: 1
forge: {kind: offline}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
"""
POST = """\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: |
  It is out. 已经发布 🎉
"""
POST_PATH = "calendar/2026/11/24-launch.yaml"


@dataclass(slots=True)
class TeamRepository:
    """A working copy; with a remote, a bare one beside it."""

    folder: Path
    remote: Path | None = None
    minute: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def start(cls, folder: Path, *, remote: bool = False) -> TeamRepository:
        """A repository with settings, empty otherwise."""
        _, made = _made_once(remote=remote)
        return made.copied(folder)

    def copied(self, folder: Path) -> TeamRepository:
        """The same somewhere else, commit by commit."""
        made = replace(self, folder=folder / self.folder.name)
        made.environment = dict(self.environment)
        shutil.copytree(self.folder, made.folder, symlinks=True)
        if self.remote:
            made.remote = folder / self.remote.name
            shutil.copytree(self.remote, made.remote, symlinks=True)
            config = made.folder / ".git" / "config"
            text = config.read_text().replace(str(self.remote), str(made.remote))
            config.write_text(text)
        # What git remembers of the files is of those that were copied.
        made.git("update-index", "-q", "--refresh")
        made.minute = self.minute
        return made

    def git(self, *args: str, who: tuple[str, str] = MEI) -> str:
        """Run git as somebody."""
        self.minute += 1
        at = f"2026-11-20T{self.minute // 60:02}:{self.minute % 60:02}:00Z"
        done = subprocess.run(
            ["git", *args],
            cwd=self.folder,
            env=self.env(who) | {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def env(self, who: tuple[str, str] = MEI) -> dict[str, str]:
        """The environment of a command that somebody runs."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": who[0],
            "GIT_AUTHOR_EMAIL": who[1],
            "GIT_COMMITTER_NAME": who[0],
            "GIT_COMMITTER_EMAIL": who[1],
            "PYTHONUTF8": "1",
            **self.environment,
        }

    def write(self, path: str, text: str) -> None:
        """Write a file of the work tree."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, message: str, who: tuple[str, str] = MEI) -> str:
        """Commit everything, also nothing; push where there is a remote."""
        self.git("add", "-A", who=who)
        self.git("commit", "-q", "--allow-empty", "-m", message, who=who)
        self.push()
        return self.git("rev-parse", "HEAD")

    def push(self) -> None:
        """Push the branch at hand as main."""
        if self.remote:
            self.git("push", "-q", "origin", "HEAD:main")


@lru_cache(maxsize=2)  # pure; hundreds of tests begin with the same few commands
def _made_once(*, remote: bool) -> tuple[TemporaryDirectory[str], TeamRepository]:
    """A repository with settings, and the folder that goes with this process."""
    folder = TemporaryDirectory()
    root = Path(folder.name)
    made = TeamRepository(root / "acme", root / "remote.git" if remote else None)
    made.folder.mkdir()
    made.git("init", "-q", "-b", "main")
    if made.remote:
        made.git("init", "-q", "--bare", "-b", "main", str(made.remote))
        made.git("remote", "add", "origin", str(made.remote))
    # Else every commit and every push starts a program that finds nothing to tidy up.
    for each in (made.folder, made.remote):
        if each:
            made.git("-C", str(each), "config", "maintenance.auto", "false")
            made.git("-C", str(each), "config", "receive.autogc", "false")
    made.write("mergecast.yaml", SETTINGS)
    made.commit("Start")
    return folder, made
