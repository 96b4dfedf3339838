"""Which pull request ends in a commit: of a fork's, a job is told next to nothing.

GitHub names no pull request to a job that follows one from a fork, and does not look
forks' commits up. So the open ones are gone through; names from the fork play no part.
"""

from __future__ import annotations

from mergecast.forge.github_answer import Json
from mergecast.forge.github_api import GitHubApi


def pull_of_head(api: GitHubApi, commit: str, branch: str) -> int | None:
    """The number of the oldest open pull request to ``branch`` that ends in ``commit``.

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: the token may not ask.
    """
    found = api.pages("pulls", state="open", base=branch)
    return min(
        (each["number"] for each in found if _is(each, commit, branch)), default=None
    )


def earlier_heads(
    api: GitHubApi, number: int, branch: str, most: int
) -> dict[int, str]:
    """The last commits of open pull requests to ``branch`` that are older than one.

    Args:
        api: the repository on GitHub.
        number: the one that is looked at.
        branch: where they lead to.
        most: how many; those closest to it.

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: the token may not ask.
    """
    found = {
        each["number"]: each["head"]["sha"]
        for each in api.pages("pulls", state="open", base=branch)
        if _leads(each, branch) and each["number"] < number
    }
    return {each: found[each] for each in sorted(found, reverse=True)[:most]}


def _leads(pull: Json, branch: str) -> bool:
    """Whether it is an open pull request to the branch, and says where it ends."""
    head = pull.get("head") if isinstance(pull, dict) else None
    commit = head.get("sha") if isinstance(head, dict) else None
    return isinstance(commit, str) and _is(pull, commit, branch)


def _is(pull: Json, commit: str, branch: str) -> bool:
    if not isinstance(pull, dict) or type(pull.get("number")) is not int:
        return False
    head, base = pull.get("head"), pull.get("base")
    return (
        isinstance(head, dict)
        and head.get("sha") == commit
        and isinstance(base, dict)
        and base.get("ref") == branch
        and pull.get("state") == "open"
    )
