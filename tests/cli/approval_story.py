"""A team with roles, its repository and its ledger, to tell stories about approvals."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.inside import Inside
from team_repository import AISYAH, MEI, POST, POST_PATH, TOM, TeamRepository

if TYPE_CHECKING:
    import pytest

RAHIM = ("عبد الرحيم", "rahim@example.org")
EVE = ("Eve", "eve@example.net")
NOW = "2026-11-21T12:00:00Z"

SETTINGS = """\
version: 1
forge: {kind: offline}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
  acme-my: {network: x, user: acme_my, user_id: "1000002", timezone: Asia/Kuala_Lumpur}
approval:
  profile: team
  reschedule: {any_of: [creator]}
  policy: {any_of: [legal, brand], count: 2}
  rules:
    - {paid: true, all_of: [legal, brand], because: someone pays for it}
"""
TEAM = """\
members:
  mei: {name: Mei Lin, email: mei@example.org, roles: [creator]}
  aisyah: {name: Aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom, email: tom@example.org, roles: [legal], backup: rahim}
  rahim: {name: عبد الرحيم, email: rahim@example.org, roles: [duty]}
"""
PAID = f"{POST}paid: true\n"
"""A post that needs legal and brand."""


class Story:
    """What people do, one after the other, and what comes of it."""

    def __init__(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.team = TeamRepository(folder)
        self.monkeypatch = monkeypatch
        self.inside = Inside(folder, capsys, monkeypatch)

    @classmethod
    def begin(
        cls,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> Story:
        """A repository with people, a policy and a ledger; no post yet."""
        made = cls(TeamRepository.start(folder).folder, capsys, monkeypatch)
        made.team.write("mergecast.yaml", SETTINGS)
        made.team.write("playbooks/team.yaml", TEAM)
        made.team.commit("A team")
        made.run("ledger", "init")
        made.team.commit("Name the ledger")
        return made

    def copy(self, folder: Path) -> Story:
        """The same, elsewhere."""
        shutil.copytree(self.team.folder, folder, symlinks=True)
        capsys = self.inside.capsys
        return Story(folder, capsys, self.monkeypatch)

    @contextmanager
    def being(self, who: tuple[str, str]) -> Iterator[None]:
        """Run as somebody."""
        with self.monkeypatch.context() as patch:
            for name, value in self.team.env(who).items():
                patch.setenv(name, value)
            yield

    def run(self, *args: str, who: tuple[str, str] = MEI, now: str = "") -> str:
        """Run a command that has to succeed; what it printed."""
        with self.being(who):
            done = self.inside(*args, now=now)
        assert done.code in {0, 1}, done.err
        return done.out

    def draft(
        self, text: str = POST, who: tuple[str, str] = MEI, path: str = POST_PATH
    ) -> str:
        """Somebody writes the post."""
        self.team.write(path, text)
        return self.team.commit("Draft", who)

    def approve(self, *people: tuple[str, str], post: str = "launch-2026") -> None:
        """People say yes to what HEAD has."""
        for who in people:
            self.at_a_time(who, "approve", post, "--yes")

    def note(self) -> str:
        """What is said of the policy."""
        said = json.loads(self.run("approvals", "--format", "json", now=NOW))
        return "\n".join(said["notes"])

    def at_a_time(self, who: tuple[str, str], *args: str) -> None:
        """Run a command whose commit has the story's time."""
        self.team.minute += 1
        at = f"2026-11-20T{self.team.minute // 60:02}:{self.team.minute % 60:02}:00Z"
        with self.being(who), self.monkeypatch.context() as patch:
            patch.setenv("GIT_AUTHOR_DATE", at)
            patch.setenv("GIT_COMMITTER_DATE", at)
            done = self.inside(*args)
        assert done.code == 0, done.err

    def say(self, line: str, who: tuple[str, str] = EVE) -> str:
        """Somebody writes a line into an empty commit by hand."""
        return self.team.commit(f"x\n\n{line}", who)

    def account(self, post: str = "launch-2026", now: str = NOW) -> dict[str, Any]:
        """All that `approvals` says of a post."""
        said = json.loads(self.run("approvals", post, "--format", "json", now=now))
        found: dict[str, Any] = said["posts"][0]
        return found | {"notes": said["notes"]}

    def reason(self, post: str = "launch-2026", now: str = NOW) -> str:
        """Why a post would not go out; empty where it would.

        What `plan` says has to be the same.
        """
        reason = self.account(post, now)["reason"] or ""
        planned = json.loads(
            self.run("plan", "--format", "json", "--days", "30", now=now)
        )
        mine = [
            each["reason"]
            for each in planned["decisions"]
            if each["key"].startswith(f"{post}@")
        ]
        for each in mine:
            assert ("not approved: " in each) == bool(reason), (each, reason)
        return str(reason)

    def digest(self, post: str = "launch-2026") -> str:
        """What has to be approved of a post."""
        return str(self.account(post)["payload"])


__all__ = ["AISYAH", "EVE", "MEI", "NOW", "PAID", "POST", "RAHIM", "TOM", "Story"]
