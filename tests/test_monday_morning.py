"""The tutorial for a team is walked through as written, with a GitHub beside it.

What people press on GitHub is done by the fake when the page says so with `gh`: pull
requests, reviews and merges over real git, and rulesets that are only looked at.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import LOGINS, Hub
from markdown_pages import blocks
from team_repository import AISYAH, TeamRepository
from test_tutorial import Shell, pattern, plain, steps

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGE = "docs/tutorials/monday-morning.md"
ADDRESS = "https://github.com/acme/social"
TOKEN = "ghp_of_mei"  # noqa: S105 - a made-up one


@dataclass(slots=True)
class Morning:
    """A terminal, and what is on GitHub meanwhile."""

    shell: Shell
    hub: Hub
    rulesets: list[dict[str, Any]] = field(default_factory=list)

    def type(self, line: str) -> str:
        """Run a line; what is for GitHub's command line is done on GitHub."""
        words = shlex.split(line)
        if words[0] == "make":
            return self._built(words)
        if words[0] != "gh":
            return self.shell.type(line)
        match words[1:3]:
            case ["pr", "create"]:
                return self._proposed()
            case ["pr", "review"]:
                self.hub.review(self.hub.github.pulls[int(words[3])], AISYAH)
            case ["pr", "merge"]:
                self._merged(int(words[3]))
            case ["api", "repos/acme/social/rulesets"]:
                file = self._where() / words[words.index("--input") + 1]
                self.rulesets.append(json.loads(file.read_text("utf-8")))
            case _:
                raise AssertionError(f"nobody knows: {line}")
        return ""

    def _built(self, words: list[str]) -> str:
        """As the Makefile does it, without an environment of its own."""
        assert words == ["make", "--directory", "~/mergecast", "wheel"]
        recipe = MAKEFILE.partition("\nwheel:")[2].splitlines()[1].split()
        assert recipe[0] == "@$(BIN)/python"
        assert recipe[-2:] == ["-d", "dist"]
        place = self.shell.folder / "mergecast/dist"
        done = subprocess.run(
            [sys.executable, *recipe[1:-1], place],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        built = Path(done.stdout.strip() or done.stderr.strip())
        assert (place / built.name).is_file()
        around = f"'{place.parent}'"
        return (
            f"make: Entering directory {around}\ndist/{built.name}\n"
            f"make: Leaving directory {around}\n"
        )

    def _where(self) -> Path:
        state = self.shell.folder / "state" / "where"
        return Path(state.read_text("utf-8").strip())

    def _proposed(self) -> str:
        command = ["git", "branch", "--show-current"]
        done = subprocess.run(
            command, cwd=self._where(), capture_output=True, text=True, check=True
        )
        branch, git = done.stdout.strip(), self.hub.team.git
        git("fetch", "-q", "origin")
        git("switch", "-q", "-C", "main", "origin/main")
        git("switch", "-q", "-C", branch, f"origin/{branch}")
        return f"{ADDRESS}/pull/{self.hub.propose().number}\n"

    def _merged(self, number: int) -> None:
        self.hub.merge(self.hub.github.pulls[number], who=AISYAH)


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Morning]:
    """An empty repository on GitHub, and Mei's terminal."""
    remote = tmp_path / "remote.git"
    there = TeamRepository(tmp_path / "github", remote)
    there.folder.mkdir()
    there.git("init", "-q", "-b", "main")
    there.git("init", "-q", "--bare", "-b", "main", str(remote))
    there.git("remote", "add", "origin", str(remote))
    github = FakeGitHub()
    shell = Shell(tmp_path)
    shell.start()
    with serve(github) as base:
        shell.more = _surroundings(tmp_path, base, remote)
        yield Morning(shell, Hub.start(there, github))
    shell.close()


def _surroundings(home: Path, base: str, remote: Path) -> dict[str, str]:
    """What leads Mei's programs to this GitHub in place of the real one."""
    config = home / "gitconfig"
    config.write_text(f'[url "{remote}"]\n\tinsteadOf = {ADDRESS}.git\n')
    programs = home / "bin"
    programs.mkdir()
    gh = programs / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$*" = "auth token" ] && echo {TOKEN}\n')
    gh.chmod(0o755)
    path = Shell(home)._env()["PATH"]
    return {
        "GIT_CONFIG_GLOBAL": str(config),
        "GITHUB_API_URL": base,
        "PATH": f"{programs}{os.pathsep}{path}",
    }


def test_monday_morning_is_true_from_beginning_to_end(morning: Morning) -> None:
    count = 0
    for block in blocks(PAGE):
        if block.language != "console":
            continue
        for line, expected in steps(block):
            count += 1
            said = morning.type(line)
            assert re.fullmatch(pattern(expected), plain(said)), (
                f"{block}: $ {line}\n--- the page says:\n{expected}--- it says:\n{said}"
            )

    assert count >= 30
    assert [one["name"] for one in morning.rulesets] == [
        "mergecast: posts are reviewed",
        "mergecast: the ledger is never rewritten",
    ]
    assert {"mei", "aisyah"} <= set(LOGINS.values())
