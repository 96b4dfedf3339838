"""A team whose repository is on GitHub, with a post, owners and a channel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.inside import Inside
from forge.github.fake import FakeGitHub, Issue, serve
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

if TYPE_CHECKING:
    import pytest
    from cli.program import Done

NOW = "2026-11-23T01:00:00Z"
ON_GITHUB = SETTINGS.replace(
    "{kind: offline}", "{kind: github, repository: acme/social}"
)
TEAM = """\
members:
  mei: {name: 陈美玲, login: mei, roles: [creator]}
  tom: {name: "Tom | @all", login: tom, roles: [creator]}
roles:
  creator: {title: Creator}
"""


@dataclass(slots=True)
class PinnedTeam:
    """Commands of a job run in the team's clone; ``issue`` is the pinned one."""

    repository: TeamRepository
    github: FakeGitHub
    inside: Inside

    def __call__(self, *args: str, now: str = NOW) -> Done:
        return self.inside(*args, now=now)

    @property
    def issue(self) -> Issue:
        (found,) = self.github.issues.values()
        return found

    @property
    def said(self) -> list[str]:
        """The comments on it."""
        return [each["body"] for each in self.github.comments.get(1, [])]

    def merge(self, path: str, text: str) -> None:
        """A change of one file, on main."""
        self.repository.write(path, text)
        self.repository.commit(f"Change {path}")

    def post(self, more: str = "owner: mei\n", at: str = "09:00") -> None:
        """The post as it is to be, on main."""
        self.merge(POST_PATH, POST.replace("09:00", at) + more)


@contextmanager
def pinned_team(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[PinnedTeam]:
    """The team, with mei's post merged."""
    made = TeamRepository.start(folder, remote=True)
    made.write("mergecast.yaml", ON_GITHUB)
    made.write("playbooks/team.yaml", TEAM)
    made.write(POST_PATH, POST + "owner: mei\n")
    made.commit("A team and a post")
    for name, value in made.env().items():
        if name.startswith(("GIT_", "HOME")):
            monkeypatch.setenv(name, value)
    for name in ("GITHUB_ACTOR", "GITHUB_EVENT_NAME", "MERGECAST_ALARM_URL"):
        monkeypatch.delenv(name, raising=False)
    github = FakeGitHub()
    with serve(github) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
        yield PinnedTeam(made, github, Inside(made.folder, capsys, monkeypatch))
