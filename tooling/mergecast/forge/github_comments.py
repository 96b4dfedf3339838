"""The one comment of mergecast on a pull request: made once, then kept up to date."""

from __future__ import annotations

from collections.abc import Callable

from mergecast.forge.github_answer import Json
from mergecast.forge.github_api import GitHubApi


def keep_comment(
    api: GitHubApi, number: int, mark: str, body: Callable[[str], str]
) -> bool:
    """Bring the comment that begins with ``mark`` up to date, or make it.

    Args:
        api: the repository.
        number: of the pull request.
        mark: its first line. A person who writes it changes nothing: only comments of
            programs are ours.
        body: the new text, given the present one ("" where there is none).

    Returns:
        Whether anything had to be written.

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: the token may not comment, or there is no such pull request.
    """
    found = next(
        (each for each in api.pages("issues", number, "comments") if _ours(each, mark)),
        None,
    )
    if found is None:
        api.write("POST", "issues", number, "comments", body={"body": body("")})
        return True
    new = body(found["body"])
    if new == found["body"]:
        return False
    api.write("PATCH", "issues", "comments", found["id"], body={"body": new})
    return True


def _ours(comment: Json, mark: str) -> bool:
    if not isinstance(comment, dict) or type(comment.get("id")) is not int:
        return False
    user, body = comment.get("user"), comment.get("body")
    program = isinstance(user, dict) and user.get("type") == "Bot"
    return program and isinstance(body, str) and body.startswith(mark)
