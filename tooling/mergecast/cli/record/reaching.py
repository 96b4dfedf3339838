"""Reach the ledger: on which branch, with which keys, on whose behalf."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mergecast.cli.record.keyring import keyring
from mergecast.cli.session import Session
from mergecast.cli.settling.outbox_files import anything
from mergecast.cli.wiring import Published, published
from mergecast.errors import MergecastError, WorkspaceError
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger, NothingRehearsedError
from mergecast.ledger.signing import Keyring
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone
from mergecast.model.settings import REHEARSAL, Settings
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
    rehearses: bool = False


def reach(workspace: Path, *, real: bool = False) -> Reached:
    """The ledger by what HEAD's settings say, or by defaults where they are broken.

    A key that cannot be used is no reason not to stop: then there is none. With
    ``real``, the one of what was published, also while the workspace rehearses.

    Raises:
        GitError: this is no repository.
    """
    git = Git(workspace)
    raw = git.run("cat-file", "blob", f"HEAD:{SETTINGS}", ok=(0, 128))
    read = settings_alone(raw)
    settings = _that_count(workspace, read or Settings(), real=real)
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
    found = _ledger(git, remote, settings, ring)
    return Reached(git, remote, found, known if read else {}, settings.rehearses)


def _that_count(workspace: Path, here: Settings, *, real: bool) -> Settings:
    """HEAD's settings; where they rehearse, what main says of that.

    Who stops everything from an old branch must not stop a rehearsal alone. Where main
    cannot be read, the real ledger is meant.
    """
    if not here.rehearses:
        return here
    meant = replace(here, live=None)
    if real:
        return meant
    try:
        main = published(workspace)
    except MergecastError:
        return here
    said = settings_alone(main.tree.read(SETTINGS) or b"")
    return here if said is not None and said.rehearses else said or meant


def access(source: Published, settings: Settings) -> Access:
    """How this process reaches the workspace's ledger.

    Raises:
        WorkspaceError: the environment does not hold keys where it should.
    """
    return _access(source.git, source.remote, settings.ledger.branch, keyring())


def _access(git: Git, remote: str | None, branch: str, ring: Keyring) -> Access:
    return Access(GitStore(git, remote, branch), run=run_name(), ring=ring)


def _ledger(git: Git, remote: str | None, settings: Settings, ring: Keyring) -> Ledger:
    """The real ledger, or that of a rehearsal, which no key ever signs."""
    if settings.rehearses:
        anew = GitStore(git, remote, REHEARSAL, anew=True)
        return Ledger(Access(anew, run=run_name(), ring=Keyring()), rehearsal=True)
    wanted = settings.ledger
    way = _access(git, remote, wanted.branch, ring)
    return Ledger(way, wanted.genesis, wanted.key)


def named(source: Published) -> Ledger:
    """The ledger that the settings name, or what is there where they name none."""
    settings = source.space.settings
    ring = Keyring() if settings.rehearses else keyring()
    return _ledger(source.git, source.remote, settings, ring)


def record(session: Session, source: Published) -> Snapshot | None:
    """The ledger as it is now; None where none was set up, or nothing rehearsed yet.

    Raises:
        GitError: no answer.
        LedgerDamagedError: it cannot be believed.
    """
    settings = source.space.settings
    if settings.ledger.genesis is None and not settings.rehearses:
        return None
    try:
        return ledger(session, source).open()
    except NothingRehearsedError:
        return None


def ledger(session: Session, source: Published) -> Ledger:
    """The ledger that the settings name, with all on record that waited here.

    Raises:
        WorkspaceError: the settings name none: it was never set up.
    """
    settings = source.space.settings
    if settings.ledger.genesis is None and not settings.rehearses:
        raise WorkspaceError(
            "there is no ledger yet, and nothing is published without one",
            hint="run `mergecast ledger init`, and merge the change that it makes",
            not_done="nothing was posted",
        )
    found = named(source)
    if anything(source.git):
        from mergecast.cli.settling.delivering import (  # noqa: PLC0415 - seldom
            deliver,
        )

        deliver(session, source, found)
    return found


def run_name() -> str:
    """Where this runs: the job and its attempt, or the machine; then chance."""
    job = os.environ.get("GITHUB_RUN_ID")
    if job:
        attempt = os.environ.get("GITHUB_RUN_ATTEMPT", "1")
        return f"github:{job}/{attempt}/{_PROCESS}"
    return f"local:{os.uname().nodename}:{os.getpid()}:{_PROCESS}"
