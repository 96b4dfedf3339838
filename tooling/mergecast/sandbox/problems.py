"""The refusals of X, in the bodies that its API was seen to answer with.

X writes two families: typed problems (``https://api.x.com/2/problems/...``) and
plain ``about:blank`` ones. Clients have to live with both, so both are made here.
"""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.sandbox.wire import PROBLEM, Answer, json_answer

_TYPES = "https://api.x.com/2/problems/"


class RefusedError(Exception):
    """The request gets this answer instead of what it asked for."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def plain(status: int, title: str, detail: str = "") -> Answer:
    """An ``about:blank`` problem."""
    body = {
        "detail": detail or title,
        "type": "about:blank",
        "title": title,
        "status": status,
    }
    return json_answer(body, status, PROBLEM)


def invalid(message: str, parameters: Mapping[str, list[str]]) -> RefusedError:
    """400: a parameter or a member of the body is not what the API takes."""
    body = {
        "errors": [{"parameters": dict(parameters), "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{_TYPES}invalid-request",
    }
    return RefusedError(json_answer(body, 400, PROBLEM))


def unauthorized(reason: str) -> RefusedError:
    """401. X does not say why; the sandbox does, in a header of its own."""
    answer = plain(401, "Unauthorized")
    headers = (("x-sandbox-reason", reason),)
    return RefusedError(
        Answer(answer.status, answer.body, answer.content_type, headers)
    )


def forbidden(detail: str) -> RefusedError:
    """403: understood, and not allowed."""
    return RefusedError(plain(403, "Forbidden", detail))


def read_only() -> Answer:
    """403 for whoever wants to write with keys that may only read."""
    detail = (
        "Your client app is not configured with the appropriate oauth1 app"
        " permissions for this endpoint."
    )
    body = {
        "title": "Forbidden",
        "status": 403,
        "detail": detail,
        "type": "https://api.twitter.com/2/problems/oauth1-permissions",
    }
    return json_answer(body, 403, PROBLEM)


def duplicate() -> RefusedError:
    """403 for a text this account posted lately; X does not name the twin."""
    return forbidden("You are not allowed to create a Tweet with duplicate content.")


def suspended() -> Answer:
    """403 for an account that X has suspended."""
    body = {
        "title": "Forbidden",
        "status": 403,
        "detail": "The user used for authentication is suspended",
        "type": "https://api.twitter.com/2/problems/user-suspended",
    }
    return json_answer(body, 403, PROBLEM)


def unseen() -> RefusedError:
    """403 for an answer to what is gone, or was made too lately to be seen."""
    return forbidden(
        "You attempted to reply to a Tweet that is deleted or not visible to you."
    )


def no_such_route() -> RefusedError:
    """404 for a path the sandbox does not know."""
    return RefusedError(plain(404, "Not Found"))


def missing(resource: str, parameter: str, value: str) -> dict[str, str]:
    """An entry of ``errors``: this id names nothing. X answers it with status 200."""
    return {
        "value": value,
        "detail": f"Could not find {resource} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": resource,
        "parameter": parameter,
        "resource_id": value,
        "type": f"{_TYPES}resource-not-found",
    }


def not_found(resource: str, parameter: str, value: str) -> RefusedError:
    """404 with the same entry as the body."""
    body = {**missing(resource, parameter, value), "status": 404}
    return RefusedError(json_answer(body, 404, PROBLEM))


def credits_gone() -> Answer:
    """402: nothing left to pay requests with, as the newer of its two spellings."""
    body = {
        "title": "Credits Depleted",
        "detail": "No credits are left to pay for this request.",
        "type": f"{_TYPES}credits-depleted",
        "status": 402,
    }
    return json_answer(body, 402, PROBLEM)


def credits_depleted() -> Answer:
    """402: nothing left to pay requests with, under the older address of its type."""
    body = {
        "title": "CreditsDepleted",
        "detail": "Your enrolled account does not have any credits to fulfill this"
        " request.",
        "type": "https://api.twitter.com/2/problems/credits",
        "status": 402,
    }
    return json_answer(body, 402, PROBLEM)
