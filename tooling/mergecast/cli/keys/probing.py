"""What `mergecast probe` does: rules first, then a question, the try, one setting."""

from __future__ import annotations

import secrets
import sys
from dataclasses import dataclass

import click

from mergecast import clock
from mergecast.cli import wiring
from mergecast.cli.keys.connect_asking import tell
from mergecast.cli.record.reaching import named, record
from mergecast.cli.session import Session
from mergecast.cli.times.pretending import refuse_mixed_worlds, refuse_pretended_time
from mergecast.cli.wiring import Published, on_loopback, session_clock
from mergecast.dispatch.ports import NotReadyError, Publisher
from mergecast.dispatch.trial import Result, Trial, Tried
from mergecast.editing.files import read_exactly, write_atomically
from mergecast.editing.settings import with_self_replies
from mergecast.editing.splice import EditError
from mergecast.errors import ExitCode, MergecastError, UsageError, WorkspaceError
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading import build
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import usable
from mergecast.model.settings import Account
from mergecast.payload import PartPayload, payload
from mergecast.renderers.trial import ProbeReport
from mergecast.repository.trees import WorkTree

_NOTHING = "nothing was posted"


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where the try takes place. ``view`` is None where nothing is on record yet."""

    session: Session
    source: Published
    view: Snapshot | None
    account: Account

    @property
    def counts(self) -> bool:
        """Whether it is the network itself that answers, and not a sandbox."""
        live = self.source.space.settings.live is True
        return live and self.view is not None and not self.view.sandbox

    def stopped(self) -> str:
        """Why nothing may go out now: a freeze, by a look at the record."""
        if self.view is None:
            return ""
        try:
            view = named(self.source).open()
        except MergecastError as error:
            return f"the ledger cannot be read: {error.message}"
        of = {"all", f"account:{self.account.key}", f"network:{self.account.network}"}
        found = next((each for each in view.freezes() if each.scope in of), None)
        return f"{found.scope} is frozen: {found.reason}" if found else ""


def probe(session: Session, name: str, *, yes: bool) -> ProbeReport:
    """Try it, and write down what was seen.

    Raises:
        UsageError: no such account, or nobody said yes.
        WorkspaceError: a rehearsal, a freeze, wrong keys, or no record to look at.
    """
    stage = _stage(session, name)
    text = _refuse_unwritable(session, stage)
    _refuse_frozen(stage)
    publisher = _own_way(stage)
    _ask(stage.account, yes=yes)
    tried = Trial(
        publisher, _parts(stage.account), session_clock(session) or clock, stage.stopped
    ).run()
    if tried.interrupted and not tried.left:
        raise KeyboardInterrupt
    return _recorded(stage, tried, text)


def ending(report: ProbeReport) -> ExitCode:
    """The exit status."""
    if report.tried.left or report.tried.result is Result.UNCLEAR:
        return ExitCode.PERSON_NEEDED
    table = {
        Result.CONFIRMED: ExitCode.DONE,
        Result.REFUSED: ExitCode.FINDINGS,
        Result.NOT_POSTED: ExitCode.CANNOT_WORK,
    }
    return table[report.tried.result]


def _stage(session: Session, name: str) -> _Stage:
    here = usable(WorkTree(session.workspace)).settings
    account = here.accounts.get(name)
    if account is None or account.sample or account.network != "x":
        raise UsageError(
            f"there is no account '{name}' in mergecast.yaml that could be tried",
            hint="name one on X that is no sample",
            not_done=_NOTHING,
        )
    source = wiring.published(session.workspace)
    settings = source.space.settings
    if (here.rehearses or settings.rehearses) and not on_loopback():
        raise WorkspaceError(
            "this workspace rehearses (`live: false`), and a try needs the network",
            hint="try it when `live: true` is merged; or start `mergecast sandbox`, and"
            " set MERGECAST_X_API_BASE to its address",
            not_done=_NOTHING,
        )
    view = record(session, source)
    if view is None and not on_loopback():
        raise WorkspaceError(
            "there is no ledger yet, so nobody can know of a freeze",
            hint="run `mergecast ledger init`, and merge the change that it makes",
            not_done=_NOTHING,
        )
    if view is not None:
        refuse_pretended_time(session, source, view)
        refuse_mixed_worlds(view, settings)
    return _Stage(session, source, view, account)


def _refuse_unwritable(session: Session, stage: _Stage) -> str:
    """The settings as they are, seen to take what may have to be written."""
    text = read_exactly(session.workspace / SETTINGS)
    try:
        for result in (Result.CONFIRMED, Result.REFUSED):
            with_self_replies(text, stage.account.key, result)
    except EditError as error:
        raise WorkspaceError(
            f"mergecast.yaml cannot take `self_replies`: {error.message}",
            hint="write `self_replies: unverified` at the account by hand, then try",
            not_done=_NOTHING,
        ) from None
    return text


def _refuse_frozen(stage: _Stage) -> None:
    if why := stage.stopped():
        raise WorkspaceError(
            why, hint="try it when publishing goes on", not_done=_NOTHING
        )


def _own_way(stage: _Stage) -> Publisher:
    """What talks to the account, with keys that are seen to be its own."""
    account = stage.account
    try:
        found = wiring.publisher(account, stage.session.pinned)
        profile = found.profile()
    except NotReadyError as error:
        raise WorkspaceError(
            str(error), hint=f"run `mergecast connect {account.key}`", not_done=_NOTHING
        ) from None
    same = profile.handle.casefold() == account.user.casefold()
    if profile.id != account.user_id if account.user_id else not same:
        raise WorkspaceError(
            f"the keys of '{account.key}' are those of @{profile.handle}"
            f" ({profile.id}), not of @{account.user}",
            hint=f"run `mergecast connect {account.key}` with the right profile",
            not_done=_NOTHING,
        )
    return found


def _ask(account: Account, *, yes: bool) -> None:
    tell(
        f"two short posts will go out on @{account.user} and be deleted at once;",
        "  followers may see them meanwhile, and X charges for them.",
    )
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody is here to say yes", hint="add --yes", not_done=_NOTHING
        )
    if not click.confirm("Go on?", err=True):
        raise UsageError("you said no", not_done=_NOTHING)


def _parts(account: Account) -> tuple[PartPayload, ...]:
    """A thread of two, with a number that no other post has."""
    number = secrets.token_hex(4)
    words = f"mergecast test {number}: this is deleted in a moment."
    data = {
        "id": f"probe-{number}",
        "accounts": [account.key],
        "thread": [f"{words} (1/2)", f"{words} (2/2)"],
    }
    return payload(build.post(f"probe-{number}.yaml", data), account).parts


def _recorded(stage: _Stage, tried: Tried, text: str) -> ProbeReport:
    if tried.result not in {Result.CONFIRMED, Result.REFUSED}:
        return ProbeReport(stage.account, tried, written=False)
    if not stage.counts:
        why = "a sandbox says nothing of X"
        return ProbeReport(stage.account, tried, written=False, kept=why)
    file = stage.session.workspace / SETTINGS
    try:
        if read_exactly(file) != text:
            why = "somebody else changed it meanwhile"
            return ProbeReport(stage.account, tried, written=False, kept=why)
        made = with_self_replies(text, stage.account.key, tried.result)
        if made == text:
            why = f"it says `self_replies: {tried.result}` already"
            return ProbeReport(stage.account, tried, written=False, kept=why)
        write_atomically(file, made)
    except OSError as error:
        why = f"{error.strerror or error}"
        return ProbeReport(stage.account, tried, written=False, kept=why)
    return ProbeReport(stage.account, tried, written=True)
