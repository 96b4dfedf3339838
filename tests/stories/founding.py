"""Teams of stories: founded once, and going on in a copy of their folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from cli.program import ACCOUNT
from forge.github.fake import FakeGitHub, serve
from stories.telling import StoryClock, Team
from team_repository import TeamRepository

from mergecast.sandbox import server


def founded(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """A team with some files and a ledger to rehearse on, and nothing planned."""
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        made = TeamRepository.start(folder, remote=True)
        for path, text in (files or {}).items():
            made.write(path, text)
        if files:
            made.commit("Who is who")
        done = Team(made, sandbox, StoryClock()).runs("ledger", "init", "--sandbox")
        assert done.code == 0, done.err
        made.commit("Name the ledger")
    return folder


@contextmanager
def going_on(start: Path, folder: Path, time: StoryClock) -> Iterator[Team]:
    """The team of one folder, as it goes on in another one."""
    copytree(start, folder)
    with server.start(":memory:", accounts=(ACCOUNT,), now=time.now) as sandbox:
        made = TeamRepository(folder / "acme", folder / "remote.git", minute=10)
        made.git("remote", "set-url", "origin", str(made.remote))
        made.environment["MERGECAST_X_API_BASE"] = sandbox.url
        yield Team(made, sandbox, time)


@contextmanager
def on_github(
    start: Path, folder: Path, time: StoryClock, github: FakeGitHub
) -> Iterator[Team]:
    """The same, and its repository is on GitHub."""
    with serve(github) as base, going_on(start, folder, time) as team:
        team.repository.environment |= {
            "GITHUB_API_URL": base,
            "GITHUB_TOKEN": "ghs_canary0123456789",
        }
        yield team
