"""GitHub Pages of a repository: who can read them, and for whom they are built."""

from __future__ import annotations

from http import HTTPStatus

from mergecast.forge.github_answer import ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi
from mergecast.model.guards import Pages
from mergecast.model.health import Away

VARIABLE = "MERGECAST_PAGES"
"""The repository's variable that switches `pages.yml` on."""


def pages(api: GitHubApi) -> Pages | None:
    """Who can read the repository's Pages; None where it has none.

    Raises:
        ForgeAwayError: no answer after three tries, or an unusable one.
        ForgeRefusedError: GitHub refuses to tell.
    """
    told = _found(api, "pages")
    if told is None:
        return None
    public = told.get("public") if isinstance(told, dict) else None
    return Pages(public if isinstance(public, bool) else None)


def audience(api: GitHubApi) -> str | Away:
    """For whom `pages.yml` is to build, as the variable says; empty where nobody.

    Raises:
        ForgeAwayError: no answer after three tries, or an unusable one.
        ForgeRefusedError: GitHub refuses to tell.
    """
    told = _found(api, "actions", "variables", VARIABLE)
    if told is None:
        return ""
    value = told.get("value") if isinstance(told, dict) else None
    if not isinstance(value, str):
        return Away(f"GitHub does not say what {VARIABLE} is")
    return value


def _found(api: GitHubApi, *path: str) -> Json:
    try:
        return api.read(*path)
    except ForgeRefusedError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return None
        raise
