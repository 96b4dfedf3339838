"""Where the pinned issue is, and whether strangers read there."""

from __future__ import annotations

from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_pinned import GitHubBoard
from mergecast.loopback import is_loopback
from mergecast.model.settings import Settings

_NOT_DONE = "nobody was told"


def board(session: Session, settings: Settings) -> GitHubBoard:
    """The issues of the repository.

    Raises:
        UsageError: it has no forge with issues, or people would be told of a pretended
            time.
        WorkspaceError: there is no token.
    """
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests

    if settings.forge != "github":
        raise UsageError(
            "there is no forge with issues here",
            hint="take the text: `mergecast today --week --format markdown`",
            not_done=_NOT_DONE,
        )
    told = settings.data.get("forge")
    name = told.get("repository") if isinstance(told, dict) else None
    api = github(str(name) if name else None)
    if session.pinned is not None and not is_loopback(api.base):
        raise UsageError(
            "--now pretends a time, and people would be told of it",
            hint="leave out --now",
            not_done=_NOT_DONE,
        )
    return GitHubBoard(api, session.now())


def is_open_to_all(settings: Settings, api: GitHubApi) -> bool:
    """Whether strangers read it, and nobody said that they may read all."""
    if settings.public:
        return False
    told = api.read()
    return not (isinstance(told, dict) and told.get("private") is True)


def is_set_up(settings: Settings) -> bool:
    """Whether there is an account that is no sample."""
    return any(not each.sample for each in settings.accounts.values())
