"""How a ledger is born: once, on a branch that does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.errors import GitError, WorkspaceError
from mergecast.ledger.canonical import canonical, digest
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.signing import Keys
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.ledger.stamp import Page, Pen, change_of, stamp
from mergecast.ledger.store import Change, Pushed
from mergecast.model.event import EventKind, Json
from mergecast.model.key import FREEZE, GENESIS, ROTATE
from mergecast.model.ledger_state import Draft

_README = """\
This branch is the ledger of mergecast: what was claimed, posted, held and frozen.

It is written by the program alone, one commit at a time, and never forced.
Do not edit, rebase, merge or delete it: posts could then go out twice.
`mergecast ledger show` reads it, `mergecast ledger verify` checks it.
"""


@dataclass(frozen=True, slots=True)
class Charter:
    """What a ledger is born with.

    Args:
        sandbox: whether it is for rehearsals, where time may be given.
        forge: the kind of forge that reviews happen on.
        policy: the first policy, its full value.
        accounts: by account key, the network and the network's user id.
    """

    sandbox: bool
    forge: str
    policy: Json
    accounts: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Unborn:
    """A ledger that is ready to be written: its id is known before anybody has it."""

    id: str
    charter: Charter
    change: Change


def prepare(
    access: Access, charter: Charter, *, at: datetime, more: Sequence[Draft] = ()
) -> Unborn:
    """What a new ledger will be; writes nothing.

    With a signer in the keyring it is keyed from its second event on. ``more`` are
    events that it begins with.
    """
    drafts = [Draft(EventKind.GENESIS, GENESIS, body=_body(charter))]
    if access.ring.signer:
        drafts.append(Draft(EventKind.ROTATE, ROTATE))
    drafts += more
    pen = Pen(at, access.run, access.ring, [access.nonce() for _ in drafts])
    records = dict.fromkeys((*(draft.key for draft in drafts), ROTATE, FREEZE))
    batch = stamp(drafts, Page(None, Keys(), records), pen)
    change = change_of(batch, b"", at)
    files = {**change.files, "README.md": _README.encode()}
    whole = Change(files, change.message, change.at)
    return Unborn(batch.events[0].hash, charter, whole)


def start(access: Access, unborn: Unborn) -> None:
    """Write a ledger that was prepared, where there is none.

    Raises:
        WorkspaceError: there is one already; it is not touched.
        GitError: no answer; whether it was started is not known.
    """
    if access.store.tip() is not None:
        raise _exists()
    outcome = access.store.push(None, unborn.change)
    if isinstance(outcome, Pushed):
        return
    if access.store.tip() is None:
        raise GitError("the ledger could not be written", hint="try again")
    if Ledger(access).open().genesis != unborn.id:
        raise _exists()


def init(access: Access, charter: Charter, *, at: datetime) -> str:
    """Start a ledger and return its genesis id, which settings then name.

    Raises:
        WorkspaceError: there is one already; it is not touched.
        GitError: no answer; whether it was started is not known.
    """
    unborn = prepare(access, charter, at=at)
    start(access, unborn)
    return unborn.id


def unused(access: Access, charter: Charter) -> Snapshot | None:
    """A ledger that an earlier start left behind: as asked for, and nothing more.

    Raises:
        GitError: no answer.
        LedgerDamagedError: there is a ledger, and it cannot be believed.
    """
    if access.store.tip() is None:
        return None
    view = Ledger(access).open()
    born = view.birth
    same = (born.sandbox, born.forge, view.policy().digest, dict(born.accounts)) == (
        charter.sandbox,
        charter.forge,
        digest(canonical(charter.policy)),
        dict(charter.accounts),
    )
    fresh = view.head.since == 0 and all(
        event.kind in _AT_BIRTH for event in view.tail.events
    )
    return view if same and fresh else None


_AT_BIRTH = frozenset({EventKind.GENESIS, EventKind.ROTATE, EventKind.TICK})


def _body(charter: Charter) -> Json:
    return {
        "sandbox": charter.sandbox,
        "forge": charter.forge,
        "policy": charter.policy,
        "policy_digest": digest(canonical(charter.policy)),
        "accounts": charter.accounts,
    }


def _exists() -> WorkspaceError:
    return WorkspaceError(
        "there is a ledger on this branch already",
        hint="put its id into `ledger.genesis`: `mergecast ledger show` prints it",
        not_done="nothing was written",
    )
