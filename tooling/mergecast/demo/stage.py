"""The stage of the demo: a scratch folder, two people, a remote and a pinned clock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mergecast.errors import MergecastError
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.server import RunningSandbox, start

CONTENT = Path(__file__).with_name("content")
ACCOUNT = SandboxAccount("acme_hq", "1000001", "Acme")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a keyboard."""

    name: str
    mail: str


MEI = Person("Mei Lin", "mei@example.org")
AISYAH = Person("Aisyah", "aisyah@example.org")


class DemoError(MergecastError):
    """A step of the demo did not end as it does for everyone else."""


@dataclass(slots=True)
class Stage:
    """Where the story takes place. ``now`` is moved on by the story."""

    folder: Path
    sandbox: RunningSandbox
    clock: list[datetime]
    say: Callable[[str], None]
    colour: bool = False
    results: list[int] = field(default_factory=list)

    @property
    def remote(self) -> Path:
        """The bare repository that everyone pushes to."""
        return self.folder / "remote.git"

    @property
    def clone(self) -> Path:
        """The team's working copy."""
        return self.folder / "acme"

    def git(self, person: Person, *args: str) -> str:
        """Run git as somebody, quietly."""
        return self._run(person, ["git", *args], (0,)).stdout.strip()

    def mergecast(
        self, person: Person, *args: str, expect: int = 0, quiet: bool = False
    ) -> str:
        """Run mergecast as somebody and show what it prints.

        Raises:
            DemoError: it ended with another status than expected.
        """
        at = self.clock[0].isoformat()
        command = [sys.executable, "-P", "-m", "mergecast", "--now", at, *args]
        done = self._run(person, command, (expect,))
        if not quiet:
            self.show("mergecast " + " ".join(args), done.stdout)
        return done.stdout

    def show(self, command: str, output: str) -> None:
        """Print a command and what came of it, set off from the story."""
        prompt = f"    $ {command}"
        self.say(f"\033[1m{prompt}\033[0m" if self.colour else prompt)
        for line in output.rstrip("\n").split("\n"):
            self.say(f"    {line}".rstrip())
        self.say("")

    def place(self, name: str, path: str) -> None:
        """Copy one of the demo's own files into the working copy."""
        target = self.clone / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CONTENT / name, target)

    def _run(
        self, person: Person, command: list[str], expect: tuple[int, ...]
    ) -> subprocess.CompletedProcess[str]:
        where = self.clone if self.clone.exists() else self.folder
        done = subprocess.run(  # noqa: S603 - our own commands, by argument list
            command,
            cwd=where,
            env=self._environment(person),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        if done.returncode not in expect:
            shown = " ".join(command[-4:])
            raise DemoError(
                f"the demo stopped: '{shown}' ended with {done.returncode}",
                hint=(done.stderr or done.stdout).strip()[-400:],
                not_done="nothing was sent anywhere",
            )
        return done

    def _environment(self, person: Person) -> dict[str, str]:
        """Only what the story needs: nobody's configuration changes how it ends."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "HOME", "TMPDIR", "LANG", "SYSTEMROOT", "VIRTUAL_ENV"}
        }
        at = self.clock[0].isoformat()
        return kept | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": person.name,
            "GIT_AUTHOR_EMAIL": person.mail,
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_NAME": person.name,
            "GIT_COMMITTER_EMAIL": person.mail,
            "GIT_COMMITTER_DATE": at,
            "MERGECAST_X_API_BASE": self.sandbox.url,
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
        }


@contextmanager
def stage(
    folder: Path, at: datetime, say: Callable[[str], None], *, colour: bool
) -> Iterator[Stage]:
    """Set the stage: the sandbox runs while the story is told."""
    clock = [at]
    database = folder / "sandbox.sqlite"
    with start(database, accounts=(ACCOUNT,), now=lambda: clock[0]) as sandbox:
        made = Stage(folder, sandbox, clock, say, colour=colour)
        made.git(MEI, "init", "--quiet", "--bare", "-b", "main", str(made.remote))
        made.git(MEI, "clone", "--quiet", str(made.remote), str(made.clone))
        yield made
