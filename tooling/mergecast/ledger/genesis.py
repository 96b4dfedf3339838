"""How a ledger is born: once, on a branch that does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.errors import GitError, WorkspaceError
from mergecast.ledger.canonical import canonical, digest
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.signing import Keys
from mergecast.ledger.snapshot import Access, change_of
from mergecast.ledger.stamp import Page, Pen, stamp
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


def init(access: Access, charter: Charter, *, at: datetime) -> str:
    """Start a ledger and return its genesis id, which settings then name.

    With a signer in the keyring it is keyed from its second event on.

    Raises:
        WorkspaceError: there is one already; it is not touched.
        GitError: no answer; whether it was started is not known.
    """
    if access.store.tip() is not None:
        raise _exists()
    drafts = [Draft(EventKind.GENESIS, GENESIS, body=_body(charter))]
    if access.ring.signer:
        drafts.append(Draft(EventKind.ROTATE, ROTATE))
    pen = Pen(at, access.run, access.ring, [access.nonce() for _ in drafts])
    records = {GENESIS: None, ROTATE: None, FREEZE: None}
    batch = stamp(drafts, Page(None, Keys(), records), pen)
    change = change_of(batch, b"", at)
    files = {**change.files, "README.md": _README.encode()}
    outcome = access.store.push(None, Change(files, change.message, change.at))
    if isinstance(outcome, Pushed):
        return batch.events[0].hash
    found = None if access.store.tip() is None else Ledger(access).open()
    if found is None:
        raise GitError("the ledger could not be written", hint="try again")
    if found.genesis != batch.events[0].hash:
        raise _exists()
    return found.genesis


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
