"""The statuses of a commit that a branch's rules ask for, set by hand.

What a program pushes starts no workflow, so that the jobs which would answer never run:
whoever pushed it says how they would have ended.
"""

from __future__ import annotations

from enum import StrEnum

from mergecast.forge.github_api import GitHubApi

CHECK = "check"
APPROVALS = "approvals"
"""The names of the two jobs of review.yml, and so of what the rules ask for."""
_LONGEST = 140


class State(StrEnum):
    """How a commit stands."""

    SUCCESS = "success"
    PENDING = "pending"
    FAILURE = "failure"


def set_status(
    api: GitHubApi, commit: str, name: str, state: State, why: str = ""
) -> None:
    """Say how a commit stands.

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: the token may not say so.
    """
    told = why if len(why) <= _LONGEST else f"{why[: _LONGEST - 1]}…"
    body = {"state": state.value, "context": name, "description": told}
    api.write("POST", "statuses", commit, body=body)
