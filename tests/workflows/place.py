"""A team, its repository on GitHub and its network, and what its people do there."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import requests
from cli.program import mergecast
from forge.github.hub import Hub
from forge.github.state import Issue
from intake.forms import filled
from team_repository import AISYAH, MEI, TOM, TeamRepository
from workflows.events import Events, now
from workflows.git_server import GitServer
from workflows.rights import Gate
from workflows.runner import Runner

from mergecast.intake.fields import LABEL, Field
from mergecast.sandbox.accounts import credentials

if TYPE_CHECKING:
    from forge.github.state import FakeGitHub, Pull
    from workflows.ended import Job
    from workflows.tools import Tools
    from workflows.triggers import Event

    from mergecast.sandbox.server import RunningSandbox

SHIPPED = (
    Path(__file__).parents[2] / "tooling/mergecast/cli/starting/starter_files/workflows"
)
ZONE = ZoneInfo("Asia/Kuala_Lumpur")
LEDGER_KEY = "2026:" + "5afe" * 16
SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
publishing: {spacing: 0m}
"""
TEAM = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, roles: [brand]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom, login: tom, email: tom@example.org, roles: [legal]}
"""


@dataclass(slots=True)
class Place:
    """All of it together."""

    hub: Hub
    runner: Runner
    network: RunningSandbox

    @property
    def remote(self) -> Path:
        """The bare repository."""
        assert self.hub.team.remote is not None
        return self.hub.team.remote

    @property
    def github(self) -> FakeGitHub:
        return self.hub.github

    @property
    def events(self) -> Events:
        return self.runner.events

    def happens(self, event: Event) -> list[Job]:
        """The jobs that an event lets run."""
        return [job for job in self.runner.happens(event) if job.ended != "skipped"]

    def draft(
        self, post_id: str, due: timedelta, text: str = "", more: str = ""
    ) -> Pull:
        """Mei proposes a post that is due so long from now."""
        self.hub.branch(post_id)
        path, written = post(post_id, due, text, more)
        self.hub.team.write(path, written)
        self.hub.commit(f"calendar: {post_id}", MEI)
        pull = self.hub.propose(MEI)
        pull.branch = None
        return pull

    def approved(self, pull: Pull) -> list[Job]:
        """Aisyah says yes, now."""
        review = self.hub.review(pull, AISYAH, at=now())
        return self.happens(self.events.review(pull, review))

    def merged(self, pull: Pull) -> list[Job]:
        """Tom presses the button."""
        before = self.runner.main
        after = self.hub.merge(pull, who=TOM)
        return self.happens(self.events.push(after, before, "tom"))

    def ready(
        self, post_id: str, due: timedelta, more: str = "", ago: timedelta | None = None
    ) -> None:
        """A post that is approved (so long ago) and merged, while no workflow ran."""
        pull = self.draft(post_id, due, more=more)
        self.hub.review(pull, AISYAH, at=now(ago))
        self.hub.merge(pull, who=TOM)

    def asks(self, who: str, words: str) -> tuple[Issue, list[Job]]:
        """Somebody fills the form in, and is in a hurry."""
        at = (datetime.now(UTC) + timedelta(days=1)).astimezone(ZONE)
        when = f"as soon as possible, until {at:%Y-%m-%d %H:%M}"
        answers = {Field.WORDS: words, Field.WHEN: when}
        number = self.github.number()
        issue = Issue(number, who, "Post: ", filled("en", answers), [LABEL])
        issue.created_at = now()
        self.github.issues[number] = issue
        return issue, self.happens(self.events.issue(issue, self.runner.main))

    def says(self, on: Issue | Pull, words: str, who: str) -> list[Job]:
        """Somebody writes a comment."""
        event = self.events.comment(on, words, who, self.runner.main)
        return self.happens(event)

    def pull_of(self, issue: Issue) -> Pull:
        """The draft that came of an issue, with what its branch has now."""
        branch = f"mergecast/draft-{issue.number}"
        (pull,) = [one for one in self.github.pulls.values() if one.branch == branch]
        remote = self.github.remote
        assert remote is not None
        pull.head = remote.tip(branch) or pull.head
        pull.commits, pull.files = remote.commits(pull.head), remote.files(pull.head)
        self.hub.team.git("fetch", "-q", "origin", pull.head)
        return pull

    def live(self) -> list[str]:
        """The texts that are live, oldest first."""
        answer = requests.get(f"{self.network.url}/_sandbox/posts", timeout=5)
        return [each["text"] for each in answer.json()["posts"]]

    def statuses(self, sha: str) -> dict[str, str]:
        """How a commit stands, by the name of the status."""
        found = [told for one, told in self.github.statuses if one == sha]
        return {told["context"]: told["state"] for told in found}

    def ledger(self) -> list[dict[str, Any]]:
        """Every event on record, the oldest first."""
        shown = mergecast(self.hub.team, "ledger", "show", "--format", "json")
        assert shown.code == 0, shown.err
        events: list[dict[str, Any]] = json.loads(shown.out)["events"]
        return events


def post(
    post_id: str, due: timedelta, text: str = "", more: str = ""
) -> tuple[str, str]:
    """The path and the words of a post that is due so long from now."""
    at = (datetime.now(UTC) + due).astimezone(ZONE)
    words = text or f"{post_id} is out. 已经发布 🎉"
    when = f"{at:%Y-%m-%d %H:%M:%S}"
    head = f"id: {post_id}\naccounts: [acme]\npublish_at: {when}\n"
    return f"calendar/{at:%Y/%m/%d}-{post_id}.yaml", f"{head}text: |\n  {words}\n{more}"


def founded(
    folder: Path, address: str, lock: str, ago: timedelta | None = None
) -> TeamRepository:
    """Set a team up as its first pull request would, with a ledger that is real.

    Args:
        folder: an empty one.
        address: of the network.
        lock: what jobs install.
        ago: on a rehearsal's ledger that was started so long ago.
    """
    team = TeamRepository.start(folder, remote=True)
    for path in SHIPPED.glob("*.yml"):
        team.write(f".github/workflows/{path.name}", path.read_text("utf-8"))
    team.write(".github/mergecast.txt", lock)
    team.write("mergecast.yaml", SETTINGS)
    team.write("playbooks/team.yaml", TEAM)
    team.commit("Set up")
    team.environment |= _variables(address)
    how = ["ledger", "init"]
    if ago is not None:
        how = ["--now", f"{datetime.now(UTC) - ago:%Y-%m-%dT%H:%M:%SZ}", *how]
        how.append("--sandbox")
    started = mergecast(team, *how)
    assert started.code == 0, started.err
    team.commit("Name the ledger")
    return team


def copied(pattern: Path, folder: Path, address: str) -> TeamRepository:
    """A team as it was set up in another folder, its remote beside it."""
    shutil.copytree(pattern, folder, dirs_exist_ok=True, symlinks=True)
    team = TeamRepository(folder / "acme", folder / "remote.git", minute=30)
    team.git("remote", "set-url", "origin", str(team.remote))
    team.environment |= _variables(address)
    return team


def _variables(address: str) -> dict[str, str]:
    return {"MERGECAST_X_API_BASE": address, "MERGECAST_LEDGER_KEY": LEDGER_KEY}


def on_github(
    team: TeamRepository, github: FakeGitHub, network: RunningSandbox, python: Tools
) -> Place:
    """A team, its repository on GitHub, and the machinery of Actions."""
    hub = Hub.start(team, github)
    github.workflows = {path.name: "active" for path in SHIPPED.glob("*.yml")}
    # A job more after every merge, which only one test looks at.
    github.workflows["calendar.yml"] = "disabled_manually"
    gate = Gate(github)
    github.fault = gate
    secret = json.dumps({"acme": asdict(credentials("acme_hq"))})
    secrets = {"MERGECAST_SECRETS": secret, "MERGECAST_LEDGER_KEY": LEDGER_KEY}
    folder = team.folder.parent
    machine = {"MERGECAST_X_API_BASE": network.url}
    git = GitServer(folder, "")
    runner = Runner(hub, folder, python, git, gate, machine, secrets)
    return Place(hub, runner, network)
