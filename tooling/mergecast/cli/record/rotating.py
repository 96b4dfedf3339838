"""What `mergecast ledger rotate` does: let another key sign, from one event on."""

from __future__ import annotations

from mergecast import clock
from mergecast.cli.record.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.settling.freezing import who
from mergecast.cli.times.pretending import refuse_pretended_time
from mergecast.cli.wiring import published, session_clock
from mergecast.dispatch.writing import write
from mergecast.editing.files import read_exactly, write_atomically
from mergecast.editing.settings import naming
from mergecast.errors import UsageError, WorkspaceError
from mergecast.ledger.signing import Signer
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import usable
from mergecast.model.event import EventKind, Json
from mergecast.model.key import ROTATE
from mergecast.model.ledger_state import Draft
from mergecast.renderers.rotated import Rotated
from mergecast.repository.trees import WorkTree

_NOT_DONE = "nothing was recorded"


def rotate(session: Session, *, lost: bool, reason: str) -> Rotated:
    """Turn on the key of this process, in place of the one in force if there is one.

    Raises:
        UsageError: the key was retired, or the old one is called lost and is not.
        WorkspaceError: there is no key here, or not the one in force.
    """
    if lost and not reason.strip():
        raise UsageError(
            "a lost key needs a reason",
            hint='give one: --reason "the safe burned"',
            not_done=_NOT_DONE,
        )
    source = published(session.workspace)
    if source.rehearses:
        raise UsageError(
            "a rehearsal's record is never signed",
            hint="sign the real ledger when it begins: set MERGECAST_LEDGER_KEY, then "
            "run `mergecast ledger init`",
            not_done=_NOT_DONE,
        )
    view = ledger(session, source).open()
    refuse_pretended_time(session, source, view)
    new = view.access.ring.signer
    if new is None:
        raise _no_key()
    before = view.keys.present
    body: Json = {}
    if lost:
        body = {"lost": True, "by": who(source.git), "reason": reason.strip()}
    written = write(
        view, lambda now: _needed(now, new, body), session_clock(session) or clock
    )
    named = not source.space.settings.ledger.key and _name(session, new.key_id)
    seq = written.events[0].seq if written.events else None
    return Rotated(new.key_id, before, seq, lost=lost, named=named)


def _needed(view: Snapshot, new: Signer, body: Json) -> list[Draft]:
    """The rotation; none where the key is in force already."""
    present, ring = view.keys.present, view.access.ring
    if present == new.key_id:
        return []
    if new.key_id in {key_id for _, key_id in view.keys.since}:
        raise UsageError(
            f"the key '{new.key_id}' was retired, and a retired key stays so",
            hint="make a key with a name never used before",
            not_done=_NOT_DONE,
        )
    here = ring.find(present) is not None
    if body and (present is None or here):
        raise UsageError(
            f"the key '{present}' is not lost: it is here"
            if here
            else "no key can be lost: the ledger has none",
            hint="leave --lost out",
            not_done=_NOT_DONE,
        )
    if present is not None and not (here or body):
        raise WorkspaceError(
            f"the key '{present}' has to sign this too, and it is not here",
            hint=f"put '{present}' into MERGECAST_LEDGER_KEYS; only if nobody has it "
            "any more, say --lost",
            not_done=_NOT_DONE,
        )
    return [Draft(EventKind.ROTATE, ROTATE, body=body)]


def _no_key() -> WorkspaceError:
    return WorkspaceError(
        "there is no key here to turn on",
        hint="make one, keep it safe, and set MERGECAST_LEDGER_KEY to it: "
        'echo "NAME:$(openssl rand -hex 32)"',
        not_done=_NOT_DONE,
    )


def _name(session: Session, key: str) -> bool:
    """Name the key in the settings, so that nobody can take the signatures away."""
    file = session.workspace / SETTINGS
    if usable(WorkTree(session.workspace)).settings.ledger.key is not None:
        return False
    write_atomically(file, naming(read_exactly(file), key=key))
    return True
