"""Run the program as people do, and see what it prints and how it ends."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from team_repository import MEI, TeamRepository

from mergecast.sandbox.accounts import SandboxAccount

ACCOUNT = SandboxAccount("acme_hq", "1000001", "Acme")
PROGRAM = Path(sys.executable).with_name("mergecast")


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


def mergecast(
    team: TeamRepository, *args: str, who: tuple[str, str] = MEI, stdin: str = ""
) -> Done:
    """Run mergecast in a team's working copy."""
    done = subprocess.run(
        [PROGRAM, *args],
        cwd=team.folder,
        env=team.env(who),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def start(team: TeamRepository, *args: str) -> subprocess.Popen[str]:
    """Start mergecast and do not wait for it."""
    return subprocess.Popen(
        [PROGRAM, *args],
        cwd=team.folder,
        env=team.env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
