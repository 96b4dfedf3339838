"""Lists that a team ticks off, as issues on GitHub."""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.forge.github_answer import ForgeAwayError
from mergecast.forge.github_api import GitHubApi


def open_list(api: GitHubApi, title: str, body: str) -> str:
    """Open an issue with a list; gives its address.

    Raises:
        ForgeAwayError: GitHub gives no clear answer; look before trying again.
        ForgeRefusedError: the token may not open issues.
    """
    made = api.write("POST", "issues", body={"title": title, "body": body})
    url = made.get("html_url") if isinstance(made, Mapping) else None
    if not isinstance(url, str):
        raise ForgeAwayError("GitHub's answer about a new issue is not whole")
    return url
