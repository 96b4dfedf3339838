"""Pages of the team are built only where not everybody could read them."""

from __future__ import annotations

from mergecast.errors import UsageError, WorkspaceError
from mergecast.model.guards import Pages
from mergecast.model.settings import Settings

_NOT_DONE = "nothing was written"
_PLACE = "in the repository's settings, under Pages"


def ensure_private(settings: Settings, *, on_github: bool) -> None:
    """Stop before drafts and people are shown to everybody.

    Args:
        settings: the workspace's.
        on_github: whether GitHub Pages are to show them; it is asked who reads those.

    Raises:
        UsageError: everybody could read them, or there are no GitHub Pages yet.
        WorkspaceError: GitHub does not tell, so nobody knows.
    """
    if settings.public:
        raise UsageError(
            "this repository is public, and the team's pages show drafts and people",
            hint="build --audience public, or keep them on a host that only the team "
            "can read and take `public: true` out of mergecast.yaml",
            not_done=_NOT_DONE,
        )
    if on_github:
        _ensure_read_by_few(_pages(settings))


def _pages(settings: Settings) -> Pages | None:
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests
    from mergecast.forge.github_pages import pages  # noqa: PLC0415 - as above

    said = settings.data.get("forge")
    name = said.get("repository") if isinstance(said, dict) else None
    api = github(name if isinstance(name, str) else None)
    try:
        return pages(api)
    except WorkspaceError as error:
        raise WorkspaceError(
            f"nobody knows who can read its GitHub Pages: {error.message}",
            hint=error.hint or "give the job `pages: read`",
            not_done=_NOT_DONE,
        ) from None


def _ensure_read_by_few(pages: Pages | None) -> None:
    if pages is None:
        raise UsageError(
            "GitHub Pages of this repository are off, so nobody knows who could read"
            " the team's pages",
            hint=f"{_PLACE}: take GitHub Actions as the source, and make them private",
            not_done=_NOT_DONE,
        )
    if pages.public is not False:
        who = "everybody can" if pages.public else "GitHub does not say who can"
        raise UsageError(
            f"{who} read GitHub Pages of this repository, and the team's pages show"
            " drafts and people",
            hint=f"{_PLACE}: make them private; where that cannot be chosen, "
            "set MERGECAST_PAGES to public",
            not_done=_NOT_DONE,
        )
