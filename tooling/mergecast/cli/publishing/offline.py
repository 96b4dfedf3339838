"""What this clone has of the publishing branch and the ledger; no remote is asked."""

from __future__ import annotations

from pathlib import Path

from mergecast.cli.record.keyring import keyring
from mergecast.cli.wiring import Published
from mergecast.errors import GitError, MergecastError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.offline_store import OfflineStore
from mergecast.ledger.signing import Keyring
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone
from mergecast.model.settings import Settings
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit


def offline(workspace: Path) -> Published:
    """The publishing branch as far as this clone knows it.

    Raises:
        GitError: this is no repository, or it does not have the branch.
    """
    git = Git(workspace)
    here = git.run("cat-file", "blob", f"HEAD:{SETTINGS}", ok=(0, 128))
    publishing = (settings_alone(here) or Settings()).publishing
    remote, branch = publishing.remote, publishing.branch
    ours, theirs = f"refs/mergecast/{branch}", f"refs/remotes/{remote}/{branch}"
    for name in (ours, theirs, f"refs/heads/{branch}"):
        if found := find_commit(git, name):
            return Published(git, None, branch, found)
    raise GitError(
        f"this clone does not have the branch '{branch}'",
        hint=f"fetch it while the remote can be reached: `git fetch {remote} {branch}`",
    )


def offline_ledger(source: Published) -> Ledger:
    """The ledger as this clone has it; it cannot be written.

    Raises:
        GitError: the clone does not have its branch.
    """
    found = offline_ledgers(source)
    if found:
        return found[0]
    settings = source.space.settings
    branch, remote = settings.record.branch, settings.publishing.remote
    fetch = f"`git fetch {remote} {branch}`"
    hint = f"fetch it while the remote can be reached: {fetch}"
    if settings.rehearses:
        hint = f"a first `mergecast publish` begins it; after one elsewhere, {fetch}"
    raise GitError(
        f"this clone does not have the ledger's branch '{branch}'", hint=hint
    )


def newest_view(source: Published) -> Snapshot:
    """The ledger by the newest copy of it that this clone has: git's or our own.

    Raises:
        GitError: the clone does not have its branch, or not its contents.
        LedgerDamagedError: it cannot be believed.
    """
    found, trouble = [], None
    for ledger in offline_ledgers(source):
        try:
            found.append(ledger.open())
        except MergecastError as error:
            trouble = error
    if found:
        return max(found, key=lambda view: view.head.seq)
    raise (
        trouble
        if trouble is not None
        else GitError(
            "this clone does not have the ledger yet",
            hint="run `mergecast status` while the remote can be reached",
        )
    )


def offline_ledgers(source: Published) -> list[Ledger]:
    """Every copy of the ledger that this clone has: git's own first."""
    settings = source.space.settings
    wanted, rehearsal = settings.record, settings.rehearses
    branch, remote = wanted.branch, settings.publishing.remote
    refs = (f"refs/remotes/{remote}/{branch}", f"refs/heads/{branch}")
    stores = [OfflineStore(source.git, refs, branch)]
    inside = source.git.text("rev-parse", "--git-common-dir")
    cache = source.git.directory / inside / "mergecast" / "ledger.git"
    if cache.exists():
        stores.append(
            OfflineStore(source.git, (f"refs/mergecast/{branch}",), branch, cache)
        )
    ring = Keyring() if rehearsal else keyring()
    return [
        Ledger(Access(store, ring=ring), wanted.genesis, wanted.key, rehearsal)
        for store in stores
        if store.tip() is not None
    ]
