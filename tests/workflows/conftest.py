"""A team on GitHub whose workflows run: hub, git server, network, and a Python."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from forge.github.fake import FakeGitHub, serve
from workflows.git_server import serve_git
from workflows.place import Place, copied, founded, on_github
from workflows.tools import Tools, tools

from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACCOUNT = SandboxAccount("acme_hq", "1000001", "Acme")


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """What jobs install, and with what; once, since nothing changes it."""
    return tools(tmp_path_factory.mktemp("tools"))


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, python: Tools) -> Path:
    """A team that has been set up, for all tests to copy."""
    folder = tmp_path_factory.mktemp("pattern")
    with server.start(folder / "x.db", accounts=(ACCOUNT,)) as network:
        founded(folder, network.url, python.lock)
    (folder / "x.db").unlink()
    return folder


@pytest.fixture
def place(tmp_path: Path, python: Tools, pattern: Path) -> Iterator[Place]:
    """A team that has been set up, with no post yet."""
    with standing(tmp_path, python, pattern) as made:
        yield made


@pytest.fixture
def silent(tmp_path: Path, python: Tools) -> Iterator[Place]:
    """A team that was set up yesterday, and no run came since."""
    with standing(tmp_path, python, ago=timedelta(days=1)) as made:
        yield made


@contextmanager
def standing(
    folder: Path,
    python: Tools,
    pattern: Path | None = None,
    ago: timedelta | None = None,
) -> Iterator[Place]:
    """All that a team has, while it is needed."""
    with ExitStack() as stack:
        github = FakeGitHub()
        stack.enter_context(serve(github))
        network = stack.enter_context(
            server.start(folder / "x.db", accounts=(ACCOUNT,))
        )
        if pattern is not None:
            team = copied(pattern, folder, network.url)
        else:
            team = founded(folder, network.url, python.lock, ago)
        made = on_github(team, github, network, python)
        made.runner.git = stack.enter_context(serve_git(made.remote))
        yield made
