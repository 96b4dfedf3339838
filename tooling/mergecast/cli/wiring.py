"""The only place that chooses adapters: which clock, forge, ledger and networks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mergecast import clock
from mergecast.cli.session import Session
from mergecast.dispatch.target import Target
from mergecast.errors import GitError
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone, usable
from mergecast.loopback import is_loopback
from mergecast.model.settings import Account, Publishing, Settings
from mergecast.model.workspace import Workspace
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit, has_remote
from mergecast.repository.trees import CommitTree

if TYPE_CHECKING:
    from mergecast.publishers.x import Credentials, XPublisher

API_BASE = "MERGECAST_X_API_BASE"
_FETCHES = 5


@dataclass(frozen=True, slots=True)
class Pinned:
    """A clock that stands at ``--now`` and moves on with real time from there."""

    at: datetime
    started: float = field(default_factory=clock.monotonic)

    def now(self) -> datetime:
        """The pretended instant."""
        return self.at

    def monotonic(self) -> float:
        """Real seconds: deadlines are never pretended."""
        return clock.monotonic()

    def sleep(self, seconds: float) -> None:
        """Real waiting."""
        clock.sleep(seconds)


@dataclass(frozen=True)
class Published:
    """The publishing branch as it is on the remote now (or here, without a remote)."""

    git: Git
    remote: str | None
    branch: str
    commit: str

    @cached_property
    def tree(self) -> CommitTree:
        """Its files, read from git's objects and never from the work tree."""
        return CommitTree(self.git, self.commit)

    @cached_property
    def space(self) -> Workspace:
        """Its settings and people."""
        return usable(self.tree)

    @property
    def rehearses(self) -> bool:
        """Whether all that goes out from there goes to an emulator."""
        return self.space.settings.rehearses


def published(workspace: Path) -> Published:
    """Fetch the publishing branch and find its commit.

    Raises:
        GitError: no repository, remote or branch.
    """
    git = Git(workspace)
    told = publishing(git)
    remote, branch = told.remote, told.branch
    if not has_remote(git, remote):
        return Published(git, None, branch, _commit(git, f"refs/heads/{branch}"))
    ref = f"refs/mergecast/{branch}"
    _fetch(git, remote, f"+refs/heads/{branch}:{ref}")
    return Published(git, remote, branch, _commit(git, ref))


def publishing(git: Git) -> Publishing:
    """Where the publishing branch is.

    What HEAD has only says where to look; what counts is read from there.
    """
    here = git.run("cat-file", "blob", f"HEAD:{SETTINGS}", ok=(0, 128))
    return (settings_alone(here) or Settings()).publishing


def _fetch(git: Git, remote: str, refspec: str) -> None:
    """Fetch; whoever fetches the same here at this moment may hold the ref's lock."""
    command = ("fetch", "--no-tags", "--no-write-fetch-head", "--quiet")
    for left in reversed(range(_FETCHES)):
        try:
            git.run(*command, "--end-of-options", remote, refspec)
        except GitError as error:
            if "couldn't find remote ref" in error.message:
                raise _no_branch(refspec.partition(":")[0]) from error
            if not left or "cannot lock ref" not in error.message:
                error.not_done = "nothing was posted or recorded"
                raise
        else:
            return


def _commit(git: Git, ref: str) -> str:
    if found := find_commit(git, ref):
        return found
    raise _no_branch(ref)


def _no_branch(ref: str) -> GitError:
    return GitError(
        f"there is no branch '{ref.partition('heads/')[2]}' to publish from",
        hint="merge something into it, or set publishing.branch in mergecast.yaml",
    )


def files(source: Published, target: Target) -> Mapping[str, bytes]:
    """The bytes of a target's media by sha256, from the commit that was planned."""
    from hashlib import sha256  # noqa: PLC0415 - only for posts with media

    found = {}
    for path in target.bundle:
        raw = source.tree.read(path)
        if raw is not None and path != target.post.path:
            found[sha256(raw).hexdigest()] = raw
    return found


def publisher(account: Account, pretended: datetime | None = None) -> XPublisher:
    """What talks to an account's network, with its own keys.

    ``pretended`` is told to a sandbox, so that its page shows the same time.
    """
    from mergecast.publishers.x import XPublisher, client  # noqa: PLC0415 - tweepy

    made = client(keys_of(account), api_base(account))
    if pretended is not None and on_loopback():
        made.session.headers["X-Sandbox-Now"] = pretended.isoformat()
    return XPublisher(made)


def api_base(account: Account) -> str:
    """Where an account's requests go: its network, or what the job names."""
    from mergecast.networks import NETWORKS  # noqa: PLC0415 - cheap, but not for --help
    from mergecast.publishers.endpoint import endpoint  # noqa: PLC0415 - cheap, but not for --help

    hosts = NETWORKS[account.network].HOSTS
    return endpoint(os.environ.get(API_BASE, ""), hosts=hosts, variable=API_BASE)


def on_loopback() -> bool:
    """Whether everything that is sent stays on this machine."""
    return is_loopback(os.environ.get(API_BASE, ""))


def keys_of(account: Account) -> Credentials:
    """An account's keys; those of the sandbox where everything stays on this machine.

    Raises:
        NotReadyError: something of them is missing.
        WorkspaceError: the secret cannot be read at all.
    """
    from mergecast.cli.keys.credentials import (  # noqa: PLC0415 - only to send
        credentials,
        of_variables,
        secret,
    )

    own = of_variables(account.key, os.environ) or secret().get(account.key)
    if own is None and on_loopback():
        from mergecast.publishers.x import Credentials  # noqa: PLC0415 - only to send
        from mergecast.sandbox.accounts import (  # noqa: PLC0415 - only for a sandbox
            credentials as sample_of,
        )

        sample = sample_of(account.user)
        return Credentials(
            sample.consumer_key,
            sample.consumer_secret,
            sample.access_token,
            sample.access_token_secret,
        )
    return credentials(account.key)


def session_clock(session: Session) -> Pinned | None:
    """The clock of a pinned session, None where real time counts."""
    return Pinned(session.pinned) if session.pinned else None
