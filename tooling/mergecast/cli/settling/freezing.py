"""What `freeze` does: one event in the ledger, with as little as it takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from getpass import getuser

from mergecast import clock
from mergecast.cli.record.reaching import Reached, reach
from mergecast.cli.record.rehearsed_record import say
from mergecast.cli.session import Session
from mergecast.cli.settling.delivering import deliver
from mergecast.cli.settling.scope_names import nameless
from mergecast.cli.times.pretending import refuse_pretended_time
from mergecast.cli.warroom.dispatching import by_its_job
from mergecast.cli.wiring import session_clock
from mergecast.dispatch.stops import FORMS, Order, is_scope, needed
from mergecast.dispatch.writing import write
from mergecast.errors import GitError, UsageError
from mergecast.model.event import EventKind
from mergecast.renderers.status import FreezeChange
from mergecast.repository.git import Git


def freeze(session: Session, asked: Order) -> FreezeChange:
    """Stop what is asked for, and tell what is frozen then.

    Who asks is asked of the machine where ``by`` is empty. Where the ledger may not be
    written from here, the forge's own job is started, which may.

    Raises:
        MergecastError: a scope names nothing, or the ledger cannot be written.
    """
    started = clock.monotonic()
    place = reach(session.workspace)
    refuse_nonsense(place, asked.scopes, asked.reason)
    try:
        view = say(place.ledger).open()
    except GitError as error:
        raise GitError(error.message, hint=ELSEWHERE, not_done=_NOT_DONE) from error
    refuse_pretended_time(session, place, view)
    wanted = replace(
        asked, reason=asked.reason.strip(), by=asked_by(place.git, asked.by)
    )
    by_job = False
    try:
        written = write(
            view, lambda now: needed(wanted, now), session_clock(session) or clock
        )
    except GitError as error:
        after = by_its_job(session, place, wanted, error)
        by_job = True
        before = {one.scope for one in view.freezes()}
        stopped = {one for one in asked.scopes if one not in before}
    else:
        after = written.view
        stopped = {str(one.body.get("scope")) for one in written.events}
    done = tuple(one for one in dict.fromkeys(asked.scopes) if one in stopped)
    already = tuple(one for one in dict.fromkeys(asked.scopes) if one not in stopped)
    took = clock.monotonic() - started
    deliver(session, place, place.ledger)
    return FreezeChange(
        EventKind.FREEZE,
        done,
        already,
        after.freezes(),
        took,
        by_job=by_job,
        nameless=nameless(session.workspace, done),
    )


def asked_by(git: Git, by: str) -> str:
    """Who asks: whom somebody has proved, or whom the machine names."""
    return by or who(git)


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


def refuse_nonsense(place: Reached, scopes: Iterable[str], reason: str) -> None:
    """A freeze that stops nothing because of a typo is worse than none.

    Raises:
        UsageError: there is no reason, or a scope names nothing.
    """
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
ELSEWHERE = "start the freeze workflow on the forge, or stop what runs `publish`"
