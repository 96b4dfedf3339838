"""Reach the forge: which repository, and with which token, as the job says."""

from __future__ import annotations

import os
import re

from mergecast.errors import UsageError, WorkspaceError
from mergecast.forge.github_api import PUBLIC, GitHubApi
from mergecast.publishers.endpoint import endpoint

_REPOSITORY = re.compile(r"[A-Za-z0-9-]{1,100}/[A-Za-z0-9._-]{1,100}")


def github(repository: str | None = None) -> GitHubApi:
    """The repository on GitHub, as the job's environment or the settings name it.

    The address comes from the environment alone (``GITHUB_API_URL``): a merged change
    can never send a token elsewhere.

    Raises:
        WorkspaceError: there is no token, or no address to send it to.
        UsageError: no repository is named.
    """
    name = repository or os.environ.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name) or ".." in name:
        raise UsageError(
            "no repository on GitHub is named",
            hint="set GITHUB_REPOSITORY, or forge.repository in mergecast.yaml",
        )
    token = os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN")
    if not token:
        raise WorkspaceError(
            "there is no token for GitHub",
            hint="set GITHUB_TOKEN; in a workflow: ${{ github.token }}",
        )
    base = endpoint(
        os.environ.get("GITHUB_API_URL", ""),
        hosts=[PUBLIC[8:]],
        variable="GITHUB_API_URL",
    )
    return GitHubApi(name, token, base)
