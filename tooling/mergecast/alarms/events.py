"""Who asked, and what: read from the event that started a job. Pure.

The file is the forge's, but most of its words are anybody's. What is missing or of
another type than it should be makes the event one that asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mergecast.alarms.orders import Order, of_button, of_comment


@dataclass(frozen=True, slots=True)
class Asked:
    """An order, and where it was given.

    Args:
        order: what is asked for.
        login: who asks.
        repository: ``owner/name``.
        issue: below which a comment stands; None for a button.
        comment: its id.
        at: when it was written.
    """

    order: Order
    login: str
    repository: str
    issue: int | None = None
    comment: int | None = None
    at: datetime | None = None


def asked(event: object) -> Asked | None:
    """What an event asks for; None where it asks for nothing."""
    login, repository = _get(event, "sender", "login"), _name(event)
    if not isinstance(login, str) or not isinstance(repository, str):
        return None
    if _get(event, "sender", "type") == "Bot":
        return None
    if isinstance(_get(event, "comment"), Mapping):
        return _by_comment(event, login, repository)
    inputs = _get(event, "inputs")
    if not isinstance(inputs, Mapping):
        return None
    order = of_button(*(str(inputs.get(one) or "") for one in ("what", "post", "with")))
    return Asked(order, login, repository)


def _by_comment(event: object, login: str, repository: str) -> Asked | None:
    body, author = _get(event, "comment", "body"), _get(event, "comment", "user")
    issue, comment = _get(event, "issue", "number"), _get(event, "comment", "id")
    at = _instant(_get(event, "comment", "created_at"))
    # What was edited later is another's words, perhaps; below a pull request, /words
    # are for its text.
    fresh = _get(event, "action") == "created" and _get(author, "login") == login
    if _get(event, "issue", "pull_request") is not None or not fresh or at is None:
        return None
    if type(issue) is not int or type(comment) is not int or not isinstance(body, str):
        return None
    order = of_comment(body)
    if order is None:
        return None
    return Asked(order, login, repository, issue, comment, at)


def _name(event: object) -> Any:  # noqa: ANN401 - whatever stands there
    return _get(event, "repository", "full_name")


def _get(value: Any, *names: str) -> Any:  # noqa: ANN401 - JSON of any shape
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _instant(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at.astimezone(UTC) if at and at.tzinfo else None
