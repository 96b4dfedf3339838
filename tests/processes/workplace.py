"""A team whose publishers run on several machines at once, over real servers.

Git's own server and the local stand-in for X answer on loopback; each machine has its
own clone. Time is pretended, so that leases run out while a test waits for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cli.program import begun, mergecast
from ledger.http_remote import Asked, serving
from processes.deaths import RUNNER, Death, Reaper, Runner
from team_repository import AISYAH, TeamRepository

from mergecast.forge.offline_lines import approval_line
from mergecast.loading import build
from mergecast.loading.workspace import settings_alone
from mergecast.payload import payload, post_digest
from mergecast.sandbox import connection, server
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.context import Conduct, Sandbox
from mergecast.sandbox.faults import FaultKind
from mergecast.sandbox.routes import Outcome, respond
from mergecast.sandbox.server import RunningSandbox
from mergecast.sandbox.wire import Request, json_answer

if TYPE_CHECKING:
    import pytest

ACCOUNTS = {"acme": "acme_hq", "acme-my": "acme_my"}
SETTINGS = """\
version: 1
forge: {kind: offline}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
  acme-my: {network: x, user: acme_my, user_id: "1000002", timezone: Asia/Kuala_Lumpur}
publishing: {spacing: 0m, per_day: 1000, late: publish-within 7d}
"""
ZONE = timedelta(hours=8)
START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """A post to be: one text, or several for a thread."""

    id: str
    accounts: tuple[str, ...]
    texts: tuple[str, ...]

    def parts(self) -> Iterator[tuple[str, str, str]]:
        """Each part: its key, the account's handle there, and the words."""
        for account in self.accounts:
            for number, text in enumerate(self.texts, 1):
                yield f"{self.id}@{account}:{number}", ACCOUNTS[account], text


@dataclass(slots=True)
class Workplace:
    """The team, its servers and machines, and all that was ever to be published."""

    team: TeamRepository
    sandbox: RunningSandbox
    reaper: Reaper
    url: str
    machines: tuple[Path, ...]
    drafts: list[Draft] = field(default_factory=list)
    started: int = 0

    def merge(self, drafts: Sequence[Draft], due: datetime) -> None:
        """Posts are merged, approved and due at that minute."""
        settings = settings_alone(SETTINGS.encode())
        assert settings is not None
        lines = []
        for draft in drafts:
            at = due + ZONE
            path = f"calendar/{at:%Y/%m/%d}-{draft.id}.yaml"
            text, data = _file(draft, at)
            self.team.write(path, text)
            post = build.post(path, data)
            digest = post_digest(
                {
                    key: payload(post, settings.accounts[key]).digest
                    for key in draft.accounts
                }
            )
            lines.append(approval_line(*AISYAH, draft.id, digest))
        self.team.git("add", "-A")
        self.team.git("commit", "-q", "-m", "Drafts")
        message = "Approve\n\n" + "\n".join(lines)
        self.team.git("commit", "-q", "--allow-empty", "-m", message, who=AISYAH)
        self.team.push()
        self.drafts += drafts

    def start(self, machine: Path, now: datetime, death: Death | None = None) -> Runner:
        """Start one `mergecast publish`, and let it die where that is wanted."""
        self.started += 1
        name = str(self.started)
        # No two tell the same time, which is how the network knows who asks.
        now += timedelta(microseconds=self.started)
        environment = self.team.env() | {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "http.extraHeader",
            "GIT_CONFIG_VALUE_0": f"{RUNNER}: {name}",
        }
        at = ("--now", now.isoformat())
        begin = partial(begun, machine, environment, *at, "publish")
        return self.reaper.started(name, now, death, begin)


@contextmanager
def workplace(
    root: Path, patch: pytest.MonkeyPatch, machines: int = 1
) -> Iterator[Workplace]:
    """A team that has just set its ledger up."""
    reaper = Reaper()
    patch.setattr(connection, "respond", partial(_gated, reaper))
    accounts = tuple(
        SandboxAccount(handle, f"100000{number}", handle)
        for number, handle in enumerate(ACCOUNTS.values(), 1)
    )
    # Twins must show, and nobody is slowed down.
    conduct = Conduct(same_text_for=timedelta(0), rate_limits=False)
    with (
        server.start(":memory:", accounts=accounts, conduct=conduct) as sandbox,
        serving(root, gate=reaper) as url,
    ):
        team = _founded(root, sandbox)
        remote = f"{url}/remote.git"
        folders = tuple(root / f"machine-{number}" for number in range(machines))
        for folder in folders:
            team.git("clone", "-q", remote, str(folder))
        yield Workplace(team, sandbox, reaper, remote, folders)


def _founded(root: Path, sandbox: RunningSandbox) -> TeamRepository:
    team = TeamRepository.start(root, remote=True)
    team.environment["MERGECAST_X_API_BASE"] = sandbox.url
    team.write("mergecast.yaml", SETTINGS)
    team.commit("Settings")
    now = (START - timedelta(days=1)).isoformat()
    done = mergecast(team, "--now", now, "ledger", "init", "--sandbox")
    assert done.code == 0, done.err
    team.commit("Name the ledger")
    for setting in ("http.receivepack", "uploadpack.allowFilter"):
        team.git("-C", str(team.remote), "config", setting, "true")
    return team


def _gated(reaper: Reaper, sandbox: Sandbox, request: Request) -> Outcome:
    """The stand-in's answer to a request, unless who asked dies over it."""
    asked = Asked(request.method, request.path, request.headers)
    outcome = reaper(asked, lambda: respond(sandbox, request))
    return outcome or Outcome(json_answer({}), FaultKind.DROP)


def _file(draft: Draft, at: datetime) -> tuple[str, dict[str, object]]:
    """A post's file, and what is in it."""
    lines = [
        f"id: {draft.id}",
        f"accounts: [{', '.join(draft.accounts)}]",
        f"publish_at: {at:%Y-%m-%d %H:%M}",
        "timezone: Asia/Kuala_Lumpur",
    ]
    data: dict[str, object] = {"id": draft.id, "accounts": list(draft.accounts)}
    if len(draft.texts) == 1:
        data["text"] = draft.texts[0]
        lines.append(f"text: '{draft.texts[0]}'")
    else:
        data["thread"] = [{"text": text} for text in draft.texts]
        lines += ["thread:", *(f"  - '{text}'" for text in draft.texts)]
    return "\n".join(lines) + "\n", data
