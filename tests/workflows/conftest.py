"""A team on GitHub whose workflows run: hub, git server, network, and a Python."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from forge.github.fake import FakeGitHub, serve
from workflows.git_server import serve_git
from workflows.place import Place, founded
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


@pytest.fixture
def place(tmp_path: Path, python: Tools) -> Iterator[Place]:
    """A team that has been set up, with no post yet."""
    with standing(tmp_path, python) as made:
        yield made


@pytest.fixture
def silent(tmp_path: Path, python: Tools) -> Iterator[Place]:
    """A team that was set up yesterday, and no run came since."""
    with standing(tmp_path, python, timedelta(days=1)) as made:
        yield made


@contextmanager
def standing(
    folder: Path, python: Tools, ago: timedelta | None = None
) -> Iterator[Place]:
    """All that a team has, while it is needed."""
    with ExitStack() as stack:
        github = FakeGitHub()
        stack.enter_context(serve(github))
        network = stack.enter_context(
            server.start(folder / "x.db", accounts=(ACCOUNT,))
        )
        made = founded(folder, github, network, python, ago)
        made.runner.git = stack.enter_context(serve_git(made.remote))
        yield made
