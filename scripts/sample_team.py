"""The sample quarter as if a team had been at work: approved, published, looked after.

The sample accounts of this repository never publish. In a scratch copy they do, to the
sandbox on this machine: every post is approved by a commit, and goes out at its time by
the real code, on a real ledger. Not all of it goes well, as on any team.

    .venv/bin/python scripts/sample_team.py FOLDER    takes half a minute
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import requests

from mergecast.cli.approving.saying_yes import about
from mergecast.cli.boundary import run
from mergecast.cli.session import Session
from mergecast.cli.views.looking import everything
from mergecast.planning.agenda import Entry, Wanted
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.server import start

HERE = Path(__file__).parent.parent
CONTENT = ("calendar", "playbooks", "styleguide", "mergecast.yaml")
BEGAN = datetime(2027, 1, 4, 1, tzinfo=UTC)
TODAY = datetime(2027, 2, 24, 6, 30, tzinfo=UTC)
"""The Wednesday of the docs week, after lunch in Kuala Lumpur."""

REFUSED = "docs-nobody-reads"
"""X does not take this post: a person has to decide."""
FORGOTTEN = "holidays-elsewhere"
"""Nobody approved this one in time."""
DRAFTS = ("happy-hari-raya", "ms-hari-raya")
"""These are on a branch, and not merged yet."""
BRANCH = "hari-raya"
NOT_PUSHED = "quarter-in-numbers"
"""This one is only on the machine of whoever writes it."""

_SAMPLE = re.compile(r",\s*sample: true|^\s*sample: true\n", re.MULTILINE)
_USER = re.compile(r"user: (\w+)")
AUTHOR, READER = ("Mei Lin", "mei@example.org"), ("Aisyah", "aisyah@example.org")
_A_MOMENT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """A working copy in which the team has worked until ``TODAY``."""

    workspace: Path

    def session(self, at: datetime) -> Session:
        """Somebody at a keyboard."""
        return Session(self.workspace, at, colour=False, quiet=True, verbose=False)

    def runs(self, at: datetime, *args: str) -> int:
        """A command, in this process, with its real boundary."""
        pinned = ("--quiet", "--now", at.isoformat())
        with open(os.devnull, "w") as nowhere, patch("sys.stdout", nowhere):  # noqa: PTH123 - the null device has no path everywhere
            return run(["-C", os.fspath(self.workspace), *pinned, *args])

    def git(self, at: datetime, *args: str, who: tuple[str, str] = AUTHOR) -> str:
        """Git as somebody."""
        command = ["git", "-C", os.fspath(self.workspace), *args]
        own = os.environ | by(at, who)
        done = subprocess.run(command, check=True, env=own, capture_output=True)
        return done.stdout.decode().strip()


def by(at: datetime, who: tuple[str, str]) -> dict[str, str]:
    """Git's environment: a name, a time, and nobody's configuration."""
    told = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        told |= {f"GIT_{role}_NAME": who[0], f"GIT_{role}_EMAIL": who[1]}
        told[f"GIT_{role}_DATE"] = at.isoformat()
    return told


def at_work(folder: Path) -> SampleTeam:
    """Let the team work in ``folder`` from the beginning of the quarter on."""
    team = SampleTeam(folder / "workspace")
    team.workspace.mkdir(parents=True)
    accounts = tuple(_founded(team))
    kept = {name: _put_aside(team, name) for name in (*DRAFTS, NOT_PUSHED)}
    _commit(team, "Start the calendar")
    clock = [BEGAN]
    with _published(team, accounts, clock) as address:
        entries = [each for each in _entries(team) if each.at and each.accounts]
        _approve(team, entries)
        _publish(team, entries, clock, address)
    _draft(team, kept)
    return team


def _founded(team: SampleTeam) -> Iterator[SandboxAccount]:
    """The sample's files in a repository of their own, with accounts that publish."""
    for each in CONTENT:
        copy = shutil.copytree if (HERE / each).is_dir() else shutil.copyfile
        copy(HERE / each, team.workspace / each)
    settings = team.workspace / "mergecast.yaml"
    text = _SAMPLE.sub("", settings.read_text("utf-8"))
    for number, user in enumerate(_USER.findall(text), 1_000_001):
        yield SandboxAccount(user, str(number), user)
        text = re.sub(rf"user: {user}\b", f'user: {user}, user_id: "{number}"', text)
    settings.write_text(_block(text), "utf-8")
    team.git(BEGAN, "init", "-q", "-b", "main")


def _put_aside(team: SampleTeam, name: str) -> tuple[Path, str]:
    """Take a post away; where it was, and what was in it."""
    for path in sorted((team.workspace / "calendar").rglob("*.yaml")):
        text = path.read_text("utf-8")
        if f"\nid: {name}\n" in text:
            path.unlink()
            return path, text
    raise SystemExit(f"the sample has no post '{name}'")


def _block(text: str) -> str:
    """What was put behind a user in a block has a line of its own there."""
    return re.sub(
        r'^( +)(user: \w+), (user_id: "\d+")$', r"\1\2\n\1\3", text, flags=re.MULTILINE
    )


def _commit(team: SampleTeam, message: str) -> None:
    team.git(BEGAN, "add", "-A")
    team.git(BEGAN, "commit", "-qm", message)


@contextmanager
def _published(
    team: SampleTeam, accounts: tuple[SandboxAccount, ...], clock: Sequence[datetime]
) -> Iterator[str]:
    """The sandbox runs, and the ledger is there."""
    database = team.workspace.with_name("sandbox.sqlite")
    with start(database, accounts=accounts, now=lambda: clock[0]) as sandbox:
        told = {"MERGECAST_X_API_BASE": sandbox.url} | by(BEGAN, AUTHOR)
        with patch.dict(os.environ, told):
            if team.runs(BEGAN, "ledger", "init", "--sandbox"):
                raise SystemExit("the ledger could not be begun")
            _commit(team, "Name the ledger")
            yield sandbox.url


def _entries(team: SampleTeam) -> list[Entry]:
    return everything(team.session(BEGAN), Wanted())[1]


def _approve(team: SampleTeam, entries: Sequence[Entry]) -> None:
    """One commit with a line for every post but one."""
    names = dict.fromkeys(each.post.id for each in entries)
    said = [
        about(team.session(BEGAN), name).line(*READER)
        for name in names
        if name != FORGOTTEN
    ]
    message = "Approve the quarter\n\n" + "\n".join(said)
    team.git(BEGAN, "commit", "-q", "--allow-empty", "-m", message, who=READER)


def _publish(
    team: SampleTeam,
    entries: Sequence[Entry],
    clock: list[datetime],
    address: str,
) -> None:
    """A run at each moment at which something comes due, and one now."""
    due = sorted({each.at for each in entries if each.at and each.at < TODAY})
    refused = next(each.at for each in entries if each.post.id == REFUSED)
    later = (refused or TODAY) + timedelta(minutes=20)
    for at in sorted({*due, later, TODAY - _A_MOMENT}):
        clock[0] = at + _A_MOMENT
        if at == refused:
            script = [{"on": "POST /2/tweets", "kind": "500", "times": 1}]
            requests.post(f"{address}/_sandbox/faults", json=script, timeout=5)
        team.runs(clock[0], "publish")


def _draft(team: SampleTeam, kept: Mapping[str, tuple[Path, str]]) -> None:
    """Posts that somebody else still has to read, and one that is not pushed."""
    at = TODAY - timedelta(hours=3)
    team.git(at, "switch", "-qc", BRANCH)
    for name in DRAFTS:
        path, text = kept[name]
        path.write_text(text, "utf-8")
    team.git(at, "add", "-A")
    team.git(at, "commit", "-qm", "Greetings for Hari Raya")
    # Nothing is pushed anywhere: this is what is left here of a push.
    team.git(at, "update-ref", f"refs/remotes/origin/{BRANCH}", "HEAD")
    team.git(at, "switch", "-q", "main")
    path, text = kept[NOT_PUSHED]
    path.write_text(text, "utf-8")


def main(args: list[str]) -> int:
    """Let the team work in a new folder, and say how to look at it."""
    if len(args) != 1 or Path(args[0]).exists():
        print("name a new folder: scripts/sample_team.py FOLDER")
        return 2
    team = at_work(Path(args[0]))
    pinned = f"--now {TODAY:%Y-%m-%dT%H:%M:%SZ}"
    print(f"mergecast -C {team.workspace} {pinned} pages serve")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
