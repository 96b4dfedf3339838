"""What `mergecast ledger init` does: start the ledger and name it in the settings."""

from __future__ import annotations

from mergecast.cli.pretending import is_local, pretended
from mergecast.cli.reaching import access as way_in
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.editing.settings import set_genesis
from mergecast.errors import WorkspaceError
from mergecast.ledger.genesis import Charter, init
from mergecast.ledger.ledger import Ledger
from mergecast.loading.mentions import posts_with
from mergecast.loading.targets import read_targets
from mergecast.loading.workspace import usable
from mergecast.model.event import EventKind
from mergecast.model.key import TICK
from mergecast.model.ledger_state import Draft
from mergecast.model.post import ASAP
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import Entry, WorkTree


def found(session: Session, *, sandbox: bool) -> str:
    """Start the ledger; returns what to tell the person.

    Raises:
        WorkspaceError: there is one already, or settings name one.
        GitError: the remote gave no answer.
    """
    space = usable(WorkTree(session.workspace))
    _refuse_second(space)
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
    charter = Charter(sandbox, space.settings.forge, policy(space), accounts(space))
    genesis = init(access, charter, at=session.now())
    _first_tick(session, source, Ledger(access, genesis))
    set_genesis(session.workspace / "mergecast.yaml", genesis)
    kind = "a sandbox ledger" if sandbox else "the ledger"
    branch = space.settings.ledger.branch
    return (
        f"started {kind} on branch {branch}\n"
        "its id is in mergecast.yaml now: commit that, and have it merged\n"
    )


def _refuse_second(space: Workspace) -> None:
    if space.settings.ledger.genesis is not None:
        raise WorkspaceError(
            "mergecast.yaml names a ledger already",
            hint="see `mergecast ledger show`",
            not_done="nothing was changed",
        )


def policy(space: Workspace) -> dict[str, object]:
    """Everything that decides who may publish what: the first policy."""
    data = space.settings.data
    members = {
        key: {"login": member.login, "email": member.email, "roles": list(member.roles)}
        for key, member in space.team.members.items()
    }
    return {
        "approval": data.get("approval", {}),
        "forge": data.get("forge", {"kind": "offline"}),
        "accounts": accounts(space),
        "members": members,
    }


def accounts(space: Workspace) -> dict[str, dict[str, object]]:
    """By account key, the network and its user id; samples are nobody's."""
    return {
        key: {"network": account.network, "user_id": account.user_id}
        for key, account in space.settings.accounts.items()
        if not account.sample
    }


def _first_tick(session: Session, source: Published, ledger: Ledger) -> None:
    """Look at the whole calendar once, so that no later tick has to.

    What was due before the ledger began is nobody's business any more; only a post
    that waits under a later day, `asap`, could be overlooked.
    """
    now = session.now()
    waiting = {
        target.post.id: {"path": target.post.path, "reason": "as soon as possible"}
        for target in read_targets(source.tree, _asap(source), source.space).targets
        if target.schedule.until is None or target.schedule.until > now
    }
    body = {"main": source.commit, "carry": waiting}
    ledger.open().append([Draft(EventKind.TICK, TICK, body=body)], at=now)


def _asap(source: Published) -> list[Entry]:
    found = posts_with(source.git, source.commit, ASAP)
    return source.tree.entries(*found) if found else []
