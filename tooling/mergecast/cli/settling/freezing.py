"""What `freeze` and `thaw` do: one event in the ledger, with as little as it takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from getpass import getuser

from mergecast import clock
from mergecast.cli.record.keyring import keyring
from mergecast.cli.record.reaching import Reached, reach
from mergecast.cli.session import Session
from mergecast.cli.settling.delivering import deliver
from mergecast.cli.times.pretending import refuse_pretended_time
from mergecast.cli.wiring import session_clock
from mergecast.dispatch.stops import FORMS, Order, is_scope, needed
from mergecast.dispatch.writing import write
from mergecast.errors import GitError, UsageError
from mergecast.model.event import EventKind
from mergecast.renderers.status import FreezeChange
from mergecast.repository.git import Git


def order(
    session: Session,
    kind: EventKind,
    scopes: tuple[str, ...],
    reason: str,
    by: str = "",
) -> FreezeChange:
    """Freeze or thaw, and tell what is frozen then.

    Who asks is asked of the machine where ``by`` is empty.

    Raises:
        MergecastError: a scope names nothing, or the ledger cannot be written.
    """
    started = clock.monotonic()
    place = reach(session.workspace)
    _refuse_nonsense(place, scopes, reason)
    if kind is EventKind.THAW:
        keyring()  # a key that cannot be used is said
    view = place.ledger.open()
    refuse_pretended_time(session, place, view)
    asked = Order(kind, scopes, reason.strip(), by or who(place.git))
    written = write(
        view, lambda now: needed(asked, now), session_clock(session) or clock
    )
    done = tuple(str(event.body["scope"]) for event in written.events)
    already = tuple(scope for scope in dict.fromkeys(scopes) if scope not in done)
    took = clock.monotonic() - started
    deliver(session, place, place.ledger)
    return FreezeChange(kind, done, already, written.view.freezes(), took)


def who(git: Git) -> str:
    """Who asks, as far as it can be known; nobody has proved it."""
    if os.environ.get("GITHUB_RUN_ID") and os.environ.get("GITHUB_ACTOR"):
        return os.environ["GITHUB_ACTOR"]
    try:
        return git.text("var", "GIT_AUTHOR_IDENT").partition(" <")[0]
    except GitError:
        return _of_the_machine()


def _of_the_machine() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "someone"


def _refuse_nonsense(place: Reached, scopes: Iterable[str], reason: str) -> None:
    """A freeze that stops nothing because of a typo is worse than none."""
    if not reason.strip():
        raise UsageError("the reason is empty", hint='give one: --reason "flood"')
    for scope in scopes:
        if not is_scope(scope):
            raise UsageError(
                f"'{scope}' is no scope", hint=f"write {FORMS}", not_done=_NOT_DONE
            )
        kind, _, name = scope.partition(":")
        known = place.known.get(kind)
        if known and name not in known:
            raise UsageError(
                f"there is no {kind} '{name}'",
                hint=f"name one of: {', '.join(known)}",
                not_done=_NOT_DONE,
            )


_NOT_DONE = "nothing was frozen or thawed"
