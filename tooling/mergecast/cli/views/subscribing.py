"""What `mergecast calendar ics` does: a feed that calendars subscribe to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from mergecast.cli.session import Session
from mergecast.cli.views.looking import everything
from mergecast.errors import GitError, WorkspaceError
from mergecast.model.settings import Settings
from mergecast.planning.agenda import Wanted
from mergecast.renderers.calendar_ics import Feed, calendar_ics
from mergecast.repository.ages import last_changed
from mergecast.repository.changes import State, changed
from mergecast.repository.git import Git


def feed(session: Session, wanted: Wanted) -> str:
    """The calendar as a feed.

    Raises:
        MergecastError: there is no workspace.
    """
    settings, entries = everything(session, wanted)
    paths = {each.post.path for each in entries}
    return calendar_ics(
        Feed(
            _name(wanted),
            _workspace(settings),
            entries,
            session.now(),
            _committed(Git(session.workspace), paths),
        )
    )


def write(output: Path, text: str) -> None:
    """Put the feed in a file, whole or not at all.

    Raises:
        WorkspaceError: it cannot be written.
    """
    from mergecast.editing.files import write_atomically  # noqa: PLC0415 - only here

    try:
        write_atomically(output, text.encode())
    except OSError as error:
        raise WorkspaceError(
            f"'{output}' cannot be written: {error.strerror}",
            hint="name a file in a folder that is there",
            not_done="nothing was written",
        ) from None


def _committed(git: Git, paths: set[str]) -> dict[str, datetime]:
    """When each file last changed; those with edits of now are left out."""
    try:
        known = last_changed(git, "HEAD", paths)
        edited = changed(git, "HEAD", State(None), ("calendar",))
    except GitError:
        # No repository yet, or no commit in it: all of it is new.
        return {}
    return {path: at for path, at in known.items() if path not in edited}


def _name(wanted: Wanted) -> str:
    """What a calendar shows as the feed's name."""
    asked = (wanted.account, wanted.person, wanted.campaign, wanted.bucket)
    return " ".join(["Posts", *(name for name in asked if name is not None)])


def _workspace(settings: Settings) -> str:
    """What the ids of this workspace's events end with: the repository's name.

    The ledger's id where no forge is named; it does not change either.
    """
    forge = settings.data.get("forge")
    repository = forge.get("repository") if isinstance(forge, dict) else None
    if isinstance(repository, str):
        return repository.replace("/", ".")
    return settings.ledger.genesis or "mergecast"
