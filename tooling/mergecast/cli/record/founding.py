"""What `mergecast ledger init` does: start the ledger and name it in the settings."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from mergecast.cli.record.reaching import access as way_in
from mergecast.cli.session import Session
from mergecast.cli.times.pretending import is_local, pretended
from mergecast.cli.wiring import Published, published
from mergecast.editing.files import read_exactly, staged
from mergecast.editing.settings import naming
from mergecast.errors import WorkspaceError
from mergecast.ledger.genesis import Charter, prepare, start, unused
from mergecast.ledger.snapshot import Access
from mergecast.loading.mentions import posts_with
from mergecast.loading.paths import SETTINGS
from mergecast.loading.policy_value import policy_of
from mergecast.loading.targets import read_targets
from mergecast.loading.workspace import usable
from mergecast.model.event import EventKind
from mergecast.model.key import TICK
from mergecast.model.ledger_state import Draft
from mergecast.model.post import ASAP
from mergecast.model.settings import REHEARSAL
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import Entry, Tree, WorkTree


def found(session: Session, *, sandbox: bool) -> str:
    """Start the ledger; returns what to tell the person.

    Raises:
        WorkspaceError: there is one already, or settings name one.
        GitError: the remote gave no answer.
    """
    tree = WorkTree(session.workspace)
    space = usable(tree)
    _refuse_second(space, sandbox=sandbox)
    source = published(session.workspace)
    if session.pinned and not (sandbox and is_local(source)):
        raise WorkspaceError(
            "--now pretends a time, and this ledger would be a real one",
            hint="leave --now out, or add --sandbox",
            not_done="nothing was written",
        )
    access = way_in(source, space.settings)
    if session.pinned:
        access = pretended(access, session.pinned)
    charter = charter_of(space, tree, sandbox=sandbox)
    verb = _begin(session, source, access, charter)
    kind = "a sandbox ledger" if sandbox else "the ledger"
    branch = space.settings.ledger.branch
    live = " with `live: true`" if space.settings.rehearses else ""
    return (
        f"{verb} {kind} on branch {branch}\n"
        f"its id is in mergecast.yaml now: commit that{live}, and have it merged\n"
    )


def charter_of(space: Workspace, tree: Tree, *, sandbox: bool) -> Charter:
    """What a ledger of this workspace is born with."""
    policy = policy_of(space.settings, space.team, tree).value
    return Charter(sandbox, space.settings.forge, policy, policy["accounts"])


def _begin(
    session: Session, source: Published, access: Access, charter: Charter
) -> str:
    """Name a ledger in the settings and start it: both, or neither.

    The settings are ready beside their place before anything is pushed. Should the
    machine die in between, the next try finds the ledger unused, and names it.
    """
    left = unused(access, charter)
    if left is not None:
        with _settings(session, left.genesis, left.keys.present) as put_in_place:
            put_in_place()
        return "found and named"
    unborn = prepare(
        access, charter, at=session.now(), more=[first_tick(source, session.now())]
    )
    key = access.ring.signer.key_id if access.ring.signer else None
    with _settings(session, unborn.id, key) as put_in_place:
        start(access, unborn)
        put_in_place()
    return "started"


def _settings(
    session: Session, genesis: str, key: str | None
) -> AbstractContextManager[Callable[[], None]]:
    file = session.workspace / SETTINGS
    keyed = {"key": key} if key else {}
    return staged(file, naming(read_exactly(file), genesis=genesis, **keyed))


def _refuse_second(space: Workspace, *, sandbox: bool) -> None:
    if space.settings.rehearses and sandbox:
        raise WorkspaceError(
            "`live: false` in mergecast.yaml: a rehearsal has a record of its own",
            hint="run `mergecast publish`, which begins it; or leave --sandbox out to "
            "start the real ledger before you go live",
            not_done="nothing was changed",
        )
    if space.settings.ledger.branch == REHEARSAL:
        raise WorkspaceError(
            f"the branch '{REHEARSAL}' is for rehearsals",
            hint="name another one as `ledger.branch` in mergecast.yaml",
            not_done="nothing was changed",
        )
    if space.settings.ledger.genesis is not None:
        raise WorkspaceError(
            "mergecast.yaml names a ledger already",
            hint="see `mergecast ledger show`",
            not_done="nothing was changed",
        )


def first_tick(source: Published, now: datetime) -> Draft:
    """Look at the whole calendar once, so that no later tick has to.

    What was due before the ledger began is nobody's business any more; only a post
    that waits under a later day, `asap`, could be overlooked.
    """
    waiting = {
        target.post.id: {"path": target.post.path, "reason": "as soon as possible"}
        for target in read_targets(source.tree, _asap(source), source.space).targets
        if target.schedule.until is None or target.schedule.until > now
    }
    body = {"main": source.commit, "carry": waiting}
    return Draft(EventKind.TICK, TICK, body=body)


def _asap(source: Published) -> list[Entry]:
    found = posts_with(source.git, source.commit, ASAP)
    return source.tree.entries(*found) if found else []
