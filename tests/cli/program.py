"""Run the program as people do, and see what it prints and how it ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from cli.warm import Warm, can_be_warm
from team_repository import MEI, TeamRepository

from mergecast.sandbox.accounts import SandboxAccount

ACCOUNT = SandboxAccount("acme_hq", "1000001", "Acme")
PROGRAM = Path(sys.executable).with_name("mergecast")

Process: TypeAlias = Warm | subprocess.Popen[str]
"""One mergecast that runs."""


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
    process = begun(team.folder, team.env(who), *args)
    out, err = process.communicate(stdin)
    assert process.returncode is not None
    return Done(process.returncode, out, err)


def start(team: TeamRepository, *args: str) -> Process:
    """Start mergecast and do not wait for it."""
    return begun(team.folder, team.env(), *args)


def begun(folder: Path, env: Mapping[str, str], *args: str) -> Process:
    """Start mergecast in a folder, with nothing but this environment."""
    if can_be_warm(env):
        return Warm([PROGRAM, *args], folder, env)
    return from_nothing(folder, env, *args)


def from_nothing(folder: Path, env: Mapping[str, str], *args: str) -> Process:
    """The same by a start that nothing was done for."""
    return subprocess.Popen(
        [PROGRAM, *args],
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
