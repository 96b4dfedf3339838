"""A team on GitHub whose workflows run: hub, git server, network, and a Python."""

from __future__ import annotations

from contextlib import ExitStack
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
    with ExitStack() as stack:
        github = FakeGitHub()
        stack.enter_context(serve(github))
        network = stack.enter_context(
            server.start(tmp_path / "x.db", accounts=(ACCOUNT,))
        )
        made = founded(tmp_path, github, network, python)
        made.runner.git = stack.enter_context(serve_git(made.remote))
        yield made
