"""Reach the ledger: on which branch, with which keys, on whose behalf."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from mergecast.cli.delivering import deliver
from mergecast.cli.keyring import keyring
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published
from mergecast.errors import WorkspaceError
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.signing import Keyring
from mergecast.ledger.snapshot import Access
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone
from mergecast.model.settings import Settings
from mergecast.repository.git import Git

_PROCESS = os.urandom(6).hex()
"""What no other process has: numbers of processes and of jobs come round again."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The ledger, reached without loading the workspace.

    ``known`` are the names that exist of accounts and networks; it is empty where the
    settings cannot be read.
    """

    git: Git
    remote: str | None
    ledger: Ledger
    known: Mapping[str, Collection[str]]


def reach(workspace: Path) -> Reached:
    """The ledger by what HEAD's settings say, or by defaults where they are broken.

    A key that cannot be used is no reason not to stop: then there is none.

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
    try:
        ring = keyring()
    except WorkspaceError:
        ring = Keyring()
    way = _access(git, remote, settings, ring)
    named = Ledger(way, settings.ledger.genesis, settings.ledger.key)
    return Reached(git, remote, named, known if read else {})


def access(source: Published, settings: Settings) -> Access:
    """How this process reaches the workspace's ledger.

    Raises:
        WorkspaceError: the environment does not hold keys where it should.
    """
    return _access(source.git, source.remote, settings, keyring())


def _access(git: Git, remote: str | None, settings: Settings, ring: Keyring) -> Access:
    store = GitStore(git, remote, settings.ledger.branch)
    return Access(store, run=run_name(), ring=ring)


def named(source: Published) -> Ledger:
    """The ledger that the settings name, or what is there where they name none."""
    settings = source.space.settings
    wanted = settings.ledger
    return Ledger(access(source, settings), wanted.genesis, wanted.key)


def ledger(session: Session, source: Published) -> Ledger:
    """The ledger that the settings name, with all on record that waited here.

    Raises:
        WorkspaceError: the settings name none: it was never set up.
    """
    if source.space.settings.ledger.genesis is None:
        raise WorkspaceError(
            "there is no ledger yet, and nothing is published without one",
            hint="run `mergecast ledger init`, and merge the change that it makes",
            not_done="nothing was posted",
        )
    found = named(source)
    deliver(session, source, found)
    return found


def run_name() -> str:
    """Where this runs: the job and its attempt, or the machine; then chance."""
    job = os.environ.get("GITHUB_RUN_ID")
    if job:
        attempt = os.environ.get("GITHUB_RUN_ATTEMPT", "1")
        return f"github:{job}/{attempt}/{_PROCESS}"
    return f"local:{os.uname().nodename}:{os.getpid()}:{_PROCESS}"
