"""Freeze by the forge's own job, where the ledger may not be written from here.

A hardened repository lets one key alone write the ledger. Whoever has write access may
still start the workflow that holds it, so nobody who may freeze is kept from it.
"""

from __future__ import annotations

from datetime import UTC

from mergecast import clock
from mergecast.cli.record.reaching import Reached
from mergecast.cli.session import Session
from mergecast.dispatch.stops import Order
from mergecast.errors import GitError, MergecastError, WorkspaceError
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone

WORKFLOW = "freeze.yml"
AT_MOST = 240.0
"""Seconds until whoever waits is told to look for themselves."""
_EVERY = 3.0
_BY_HAND = (
    "on the forge, start the workflow 'freeze' by hand (Actions, freeze, Run workflow)"
)


def by_its_job(
    session: Session, place: Reached, asked: Order, refused: GitError
) -> Snapshot:
    """Have the forge freeze it, and wait until it is frozen.

    Args:
        session: how the command was called.
        place: where the ledger is.
        asked: what is to be frozen.
        refused: why the ledger could not be written from here.

    Returns:
        The ledger with it.

    Raises:
        WorkspaceError: it cannot be started, or nothing came of it.
    """
    if session.pinned is not None:
        raise refused
    before = {one.scope for one in place.ledger.open().freezes()}
    wanted = [one for one in dict.fromkeys(asked.scopes) if one not in before]
    _start(place, asked, wanted, refused)
    started = clock.monotonic()
    while clock.monotonic() - started < AT_MOST:
        clock.sleep(_EVERY)
        try:
            view = place.ledger.open()
        except GitError:
            continue
        if {one.scope for one in view.freezes()}.issuperset(wanted):
            return view
    raise WorkspaceError(
        f"the forge's job was started, and it is not frozen after {AT_MOST:g} s",
        hint=f"look at the job; or {_BY_HAND}",
        not_done="it is not known whether publishing is frozen",
    )


def _start(place: Reached, asked: Order, scopes: list[str], refused: GitError) -> None:
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests

    raw = place.git.run("cat-file", "blob", f"HEAD:{SETTINGS}", ok=(0, 128))
    settings = settings_alone(raw)
    told = settings.data.get("forge") if settings else None
    told = told if isinstance(told, dict) else {}
    if settings is not None and told.get("kind") != "github":
        raise refused
    name = told.get("repository")
    until = asked.until.astimezone(UTC).isoformat() if asked.until else None
    more = {"until": until} if until else {}
    branch = settings.publishing.branch if settings else "main"
    try:
        api = github(str(name) if name else None)
        for scope in scopes:
            reason = f"{asked.reason} ({asked.by})"
            inputs = {"scope": scope, "reason": reason, **more}
            path = ("actions", "workflows", WORKFLOW, "dispatches")
            api.write("POST", *path, body={"ref": branch, "inputs": inputs})
    except MergecastError as error:
        raise WorkspaceError(
            f"the ledger cannot be written from here ({refused.message}), and the "
            f"forge's job cannot be started: {error.message}",
            hint=_BY_HAND,
            not_done="nothing was frozen",
        ) from error
