"""What becomes of a pull request of ours: ready for reviews, closed, or open again."""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.forge.github_answer import ForgeAwayError, Json
from mergecast.forge.github_api import GitHubApi

_READY = (
    "mutation($id: ID!) { markPullRequestReadyForReview"
    "(input: {pullRequestId: $id}) { pullRequest { isDraft } } }"
)


def mark_ready(api: GitHubApi, pull: Mapping[str, Json]) -> None:
    """Let a draft be reviewed.

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: the token may not do that.
    """
    node = pull.get("node_id")
    if not isinstance(node, str):
        raise ForgeAwayError("GitHub's answer about a pull request is not whole")
    api.query(_READY, id=node)


def set_pull_state(api: GitHubApi, number: int, state: str) -> None:
    """Close a pull request, or open it again (``closed``, ``open``).

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: it cannot be, or the token may not do that.
    """
    api.write("PATCH", "pulls", number, body={"state": state})


def close_issue(api: GitHubApi, number: int) -> None:
    """Close an issue that comes to nothing.

    Raises:
        ForgeAwayError, ForgeRefusedError: as above.
    """
    body = {"state": "closed", "state_reason": "not_planned"}
    api.write("PATCH", "issues", number, body=body)
