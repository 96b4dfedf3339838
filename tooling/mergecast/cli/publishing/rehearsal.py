"""What `live: false` means: an emulator instead of a network, a record of its own.

No key of the job is read here and no address but loopback is known, so nothing that a
rehearsal does can reach a network. Its record is a sandbox ledger on a branch of its
own, begun by the first run and named nowhere: going live is one reviewed change, and
nothing that was rehearsed is on the record that counts then.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mergecast.cli.approving.policy_wiring import Standing
from mergecast.cli.keys.identifying import own_keys
from mergecast.cli.record.reaching import ledger, named
from mergecast.cli.session import Session
from mergecast.cli.times.pretending import is_local, pretended
from mergecast.cli.wiring import Published
from mergecast.dispatch.identity import OwnKeys, Profile, ids
from mergecast.errors import GitError, WorkspaceError
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.scratch_store import ScratchStore
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.model.settings import Account
from mergecast.repository.git import Git

if TYPE_CHECKING:
    from mergecast.publishers.x import XPublisher
    from mergecast.sandbox.accounts import SandboxAccount
    from mergecast.sandbox.server import RunningSandbox


def permalink(account: Account, remote_id: str) -> str:
    """Where a post would be; the name can never exist (RFC 2606)."""
    return f"https://rehearsal.invalid/{account.user}/status/{remote_id}"


def record_of_run(session: Session, source: Published, *, writes: bool) -> Ledger:
    """The ledger of a run; that of a rehearsal begins with the first that writes.

    Raises:
        WorkspaceError: there is none, or none may begin.
        GitError: no answer.
    """
    if source.rehearses and not writes:
        return shadow(source, session.now())
    if source.rehearses:
        begun(session, source)
    return ledger(session, source)


def begun(session: Session, source: Published) -> Ledger:
    """The record of the rehearsal, begun if it is not there yet.

    Raises:
        WorkspaceError: time is pretended, and others share the remote.
        GitError: no answer.
    """
    found = named(source)
    if found.access.store.tip() is None:
        if session.pinned and not is_local(source):
            raise WorkspaceError(
                "--now pretends a time, and others share this rehearsal",
                hint="leave --now out, or walk a week that is not kept: "
                "`mergecast publish --rehearse 7d`",
                not_done="nothing was posted or recorded",
            )
        access = found.access
        if session.pinned:
            access = pretended(access, session.pinned)
        _start(source, access, session.now())
    return found


def shadow(source: Published, now: datetime) -> Ledger:
    """The same as it would go on from now; nothing of it is kept."""
    found = named(source)
    store = ScratchStore(found.access.store)
    made = replace(found, access=replace(found.access, store=store))
    if store.tip() is None:
        _start(source, made.access, now)
    return made


def _start(source: Published, access: Access, now: datetime) -> None:
    from mergecast.cli.record.founding import (  # noqa: PLC0415 - once in a rehearsal
        charter_of,
        first_tick,
    )
    from mergecast.ledger.genesis import prepare, start  # noqa: PLC0415 - once in a rehearsal

    charter = charter_of(source.space, source.tree, sandbox=True)
    unborn = prepare(access, charter, at=now, more=[first_tick(source, now)])
    try:
        start(access, unborn)
    except GitError:
        raise
    except WorkspaceError:
        return  # another run began it: that one counts


@dataclass(slots=True)
class Emulator:
    """A stand-in for X that starts when it is first needed. Close it.

    ``database`` keeps its posts for later runs of this clone; None forgets them.
    """

    accounts: Mapping[str, Account]
    database: Path | None = None
    _running: RunningSandbox | None = field(default=None, init=False)

    def keys(self, stands: Standing, at: datetime | None) -> OwnKeys:
        """The way to each account here; ``at`` is the time that posts then have."""
        value = stands.walked.in_force.value if stands.walked else {}
        known = ids(value.get("accounts", {}), self.accounts)

        def publisher(account: Account) -> XPublisher:
            return self._publisher(account, at)

        def profile(account: Account) -> Profile:
            return self._publisher(account, at).profile()

        return OwnKeys(publisher, profile, known)

    def close(self) -> None:
        """Stop it, if it was started."""
        if self._running is not None:
            self._running.close()
            self._running = None

    def _publisher(self, account: Account, at: datetime | None) -> XPublisher:
        from mergecast.publishers.x import (  # noqa: PLC0415 - tweepy
            Credentials,
            XPublisher,
            client,
        )
        from mergecast.publishers.x_media import Pace  # noqa: PLC0415 - tweepy
        from mergecast.sandbox.accounts import credentials  # noqa: PLC0415 - only to rehearse

        sample = credentials(account.user)
        made = client(
            Credentials(
                sample.consumer_key,
                sample.consumer_secret,
                sample.access_token,
                sample.access_token_secret,
            ),
            self._url(),
        )
        if at is not None:
            made.session.headers["X-Sandbox-Now"] = at.isoformat()
        # The emulator gets on with an upload by being asked, not by waiting.
        return XPublisher(made, Pace(sleep=lambda _seconds: None))

    def _url(self) -> str:
        if self._running is None:
            self._running = self._started()
        return self._running.url

    def _started(self) -> RunningSandbox:
        from mergecast.sandbox.server import start as serve  # noqa: PLC0415 - only to rehearse
        from mergecast.sandbox.store import MEMORY  # noqa: PLC0415 - only to rehearse

        who = tuple(_stand_in(each) for each in self.accounts.values())
        if self.database is not None:
            with contextlib.suppress(WorkspaceError):  # another run has the file
                return serve(self.database, accounts=who)
        return serve(MEMORY, accounts=who)


def ways(
    session: Session,
    source: Published,
    view: Snapshot,
    stands: Standing,
    stack: contextlib.ExitStack,
) -> OwnKeys:
    """The ways to all accounts for one tick; a rehearsal's emulator ends with it."""
    found = source.space.settings.accounts
    if not source.rehearses:
        return own_keys(session, stands, found)
    real = {key: each for key, each in found.items() if not each.sample}
    emulator = Emulator(real, kept_in(source.git, view.genesis))
    stack.callback(emulator.close)
    return emulator.keys(stands, session.pinned)


def _stand_in(account: Account) -> SandboxAccount:
    from mergecast.sandbox.accounts import (  # noqa: PLC0415 - only to rehearse
        SandboxAccount,
    )

    made_up = str(int(sha256(account.user.lower().encode()).hexdigest()[:8], 16))
    user_id = account.user_id or f"1{made_up:0>10}"
    answers = account.data.get("self_replies") != "refused"
    return SandboxAccount(
        account.user, user_id, account.key, account.tier, self_replies=answers
    )


def kept_in(git: Git, genesis: str) -> Path:
    """Where this clone keeps the emulator's posts: of one record, and of no older one.

    A record that began anew knows nothing of the older posts; the emulator would refuse
    their texts as said twice.
    """
    inside = git.directory / git.text("rev-parse", "--git-common-dir")
    folder = inside / "mergecast"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"rehearsal-{genesis.rpartition(':')[2][:16]}.sqlite"
    for old in folder.glob("rehearsal-*.sqlite*"):
        if not old.name.startswith(name):
            old.unlink(missing_ok=True)
    return folder / name
