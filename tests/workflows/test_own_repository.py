"""This repository's own workflows: they install what was checked out, and end well.

It is the product and a template at once. A copy that nobody has set up yet has samples
alone, and none of its jobs turns red by that.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forge.github.fake import FakeGitHub, serve
from team_repository import MEI, TeamRepository
from workflows.conftest import ACCOUNT
from workflows.git_server import serve_git
from workflows.place import Place, on_github

from mergecast.sandbox import server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflows.ended import Job
    from workflows.tools import Tools

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"tests", "docs", "scripts", "styleguide"}
"""No job needs these, and a job checks out all that there is."""


def _files() -> list[str]:
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True)
    names = done.stdout.decode().split("\0")
    wanted = (name for name in names if name.partition("/")[0] not in LEFT_OUT)
    return [name for name in wanted if name and (ROOT / name).is_file()]


@pytest.fixture
def here(tmp_path: Path, python: Tools) -> Iterator[Place]:
    """A copy of this repository on GitHub."""
    team = TeamRepository.start(tmp_path, remote=True)
    for each in team.folder.iterdir():
        if each.name != ".git":
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    for name in _files():
        to = team.folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, to)
    team.commit("A copy of mergecast")
    with ExitStack() as stack:
        github = FakeGitHub()
        stack.enter_context(serve(github))
        network = stack.enter_context(
            server.start(tmp_path / "x.db", accounts=(ACCOUNT,))
        )
        made = on_github(team, github, network, python)
        made.runner.git = stack.enter_context(serve_git(made.remote))
        yield made


def _ended(jobs: list[Job]) -> dict[str, str]:
    assert all(job.ended == "success" for job in jobs), [job.said for job in jobs]
    return {job.workflow: job.said for job in jobs}


def test_a_copy_that_nobody_set_up_has_no_red_job(here: Place) -> None:
    main = here.runner.main
    for event in (
        here.events.push(main, main, "tom"),
        here.events.schedule("23 * * * *", main),
        here.events.schedule("41 5 * * *", main),
    ):
        for said in _ended(here.happens(event)).values():
            assert "not set up: all accounts are samples" in said

    assert here.live() == []
    assert here.github.issues == {}


def test_a_pull_request_here_is_checked_by_what_is_on_main(here: Place) -> None:
    team = here.hub.team
    here.hub.branch("typo")
    sample = next((team.folder / "calendar").glob("2*/*/*.yaml"))
    text = sample.read_text("utf-8").replace(
        "accounts: [project", "accounts: [projct", 1
    )
    sample.write_text(text, "utf-8")
    here.hub.commit("calendar: A typo", MEI)
    pull = here.hub.propose(MEI)

    jobs = here.happens(here.events.pull_request(pull))

    (job,) = jobs
    assert job.workflow == "review"
    assert job.steps[2].code == 0, "it was installed"
    assert "account 'projct' is not in mergecast.yaml" in job.said
    assert here.statuses(pull.head)["check"] == "failure"
