"""Reach the ledger: which branch, with which keys, on whose behalf."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, on_loopback, published
from mergecast.errors import WorkspaceError
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone
from mergecast.model.event import Event
from mergecast.model.settings import Settings
from mergecast.repository.git import Git


class Somewhere(Protocol):
    """A repository, and the remote it shares, if any."""

    @property
    def git(self) -> Git:
        """The repository here."""
        ...

    @property
    def remote(self) -> str | None:
        """The name of the remote that counts."""
        ...


@dataclass(frozen=True, slots=True)
class Reached:
    """The ledger, reached without loading the workspace.

    ``genesis`` is None and ``known`` is empty where the settings cannot be read;
    ``known`` are the names that exist of accounts and networks.
    """

    git: Git
    remote: str | None
    access: Access
    genesis: str | None
    known: Mapping[str, Collection[str]]


def reach(workspace: Path) -> Reached:
    """The ledger by what HEAD's settings say, or by defaults where they are broken.

    Raises:
        GitError: this is no repository.
    """
    git = Git(workspace)
    raw = git.run("cat-file", "blob", f"HEAD:{SETTINGS}", ok=(0, 128))
    read = settings_alone(raw)
    settings = read or Settings()
    remotes = [name for name in git.text("remote").split("\n") if name]
    wanted = settings.publishing.remote
    if read is None and len(remotes) == 1:
        wanted = remotes[0]
    remote = wanted if wanted in remotes else None
    from mergecast.networks import NETWORKS  # noqa: PLC0415 - only to freeze

    known = {"account": list(settings.accounts), "network": list(NETWORKS)}
    return Reached(
        git,
        remote,
        _access(git, remote, settings),
        settings.ledger.genesis,
        known if read else {},
    )


def access(source: Published, settings: Settings) -> Access:
    """How this process reaches the workspace's ledger."""
    return _access(source.git, source.remote, settings)


def _access(git: Git, remote: str | None, settings: Settings) -> Access:
    store = GitStore(git, remote, settings.ledger.branch)
    return Access(store, nonce=lambda: os.urandom(16).hex(), run=run_name())


def pretended(real: Access, at: datetime) -> Access:
    """``real`` for a start at a pretended time: the same again each time it is told."""
    numbers = count()

    def nonce() -> str:
        return sha256(f"{at.isoformat()} {next(numbers)}".encode()).hexdigest()[:32]

    return replace(real, nonce=nonce, run="local:pretended:0")


def ledger(source: Published, settings: Settings) -> Ledger:
    """The ledger that the settings name.

    Raises:
        WorkspaceError: the settings name none: it was never set up.
    """
    if settings.ledger.genesis is None:
        raise WorkspaceError(
            "there is no ledger yet, and nothing is published without one",
            hint="run `mergecast ledger init`, and merge the change that it makes",
            not_done="nothing was posted",
        )
    return Ledger(access(source, settings), settings.ledger.genesis)


def run_name() -> str:
    """Where this runs: the job and its attempt, or the machine and the process."""
    job = os.environ.get("GITHUB_RUN_ID")
    if job:
        return f"github:{job}/{os.environ.get('GITHUB_RUN_ATTEMPT', '1')}"
    return f"local:{os.uname().nodename}:{os.getpid()}"


def refuse_pretended_time(session: Session, source: Somewhere, view: Snapshot) -> None:
    """With ``--now``, nothing real may be written.

    Raises:
        WorkspaceError: the ledger, its remote or a network is a real one.
    """
    if session.pinned is None:
        return
    reasons = [
        (not view.sandbox, "the ledger is not a sandbox"),
        (not is_local(source), "the remote is not on this machine"),
        (not on_loopback(), "MERGECAST_X_API_BASE does not name a local sandbox"),
    ]
    for wrong, reason in reasons:
        if wrong:
            raise WorkspaceError(
                f"--now pretends a time, and {reason}",
                hint="leave --now out, or rehearse: `mergecast ledger init --sandbox`",
                not_done="nothing was posted or recorded",
            )


def is_local(source: Somewhere) -> bool:
    """Whether the remote is a folder of this machine, or there is none."""
    if source.remote is None:
        return True
    url = source.git.text("remote", "get-url", "--push", source.remote)
    parts = urlsplit(url)
    if parts.scheme == "file" or url.startswith(("/", "./", "../")):
        return True
    return parts.hostname in {"localhost", "127.0.0.1", "::1"}


def events(session: Session, *, post: str | None, kind: str | None) -> list[Event]:
    """The events of the workspace's ledger that were asked for, oldest first.

    Raises:
        MergecastError: there is no ledger, or it cannot be read.
    """
    view = _open(session)
    return [
        event
        for event in view.events()
        if (kind is None or event.kind == kind)
        and (post is None or event.key.partition("@")[0].partition("~")[0] == post)
    ]


def _open(session: Session) -> Snapshot:
    source = published(session.workspace)
    settings = source.space.settings
    return Ledger(access(source, settings), settings.ledger.genesis).open()


def problems(session: Session) -> list[str]:
    """What is wrong with the workspace's ledger, each place named.

    Raises:
        MergecastError: there is no ledger, or it cannot be reached.
    """
    from mergecast.ledger.verify import verify  # noqa: PLC0415 - needs jsonschema

    source = published(session.workspace)
    settings = source.space.settings
    way = access(source, settings)
    tip = way.store.tip()
    genesis = settings.ledger.genesis
    if tip is None:
        Ledger(way, genesis).open()
        return []
    return [
        ":".join(str(each) for each in (one.path, one.line) if each is not None)
        + (f" (event {one.seq})" if one.seq is not None else "")
        + f": {one.message}"
        for one in verify(way.store, tip, genesis=genesis, ring=way.ring)
    ]
