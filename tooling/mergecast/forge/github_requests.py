"""Ask people for a review of a pull request: each once for what there is to see."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from mergecast.forge.github_answer import ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi


def request_reviews(
    api: GitHubApi, number: int, wanted: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask those of ``wanted`` who have not been asked and have not looked.

    Whoever reviewed an earlier commit is asked again; who reviewed the present one has
    given an answer, whatever it was. Nobody is asked about a draft.

    Args:
        api: the repository.
        number: of the pull request.
        wanted: logins.

    Returns:
        Who was asked now, and who cannot be asked: not a collaborator, as a rule.

    Raises:
        ForgeAwayError: no clear answer.
        ForgeRefusedError: the token may not ask, or there is no such pull request.
    """
    pull = api.read("pulls", number)
    if _get(pull, "draft") is True:
        return (), ()
    head = _get(pull, "head", "sha")
    known = {_login(_get(pull, "user"))}
    known |= {_login(each) for each in _get(pull, "requested_reviewers") or ()}
    for review in api.pages("pulls", number, "reviews"):
        if _get(review, "commit_id") == head:
            known.add(_login(_get(review, "user")))
    asked: list[str] = []
    refused: list[str] = []
    for login in dict.fromkeys(wanted):
        if login.casefold() not in known:
            (asked if _ask(api, number, login) else refused).append(login)
    return tuple(asked), tuple(refused)


def _ask(api: GitHubApi, number: int, login: str) -> bool:
    """One at a time: GitHub refuses all together if it refuses one."""
    try:
        body = {"reviewers": [login]}
        api.write("POST", "pulls", number, "requested_reviewers", body=body)
    except ForgeRefusedError as error:
        if error.status == HTTPStatus.UNPROCESSABLE_ENTITY:
            return False
        raise
    return True


def _login(user: Json) -> str:
    login = _get(user, "login")
    return login.casefold() if isinstance(login, str) else ""


def _get(value: Json, *names: str) -> Json:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
