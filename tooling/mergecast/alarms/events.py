"""Who asked, and what: read from the event that started a job. Pure.

The file is the forge's, but most of its words are anybody's. What is missing or of
another type than it should be makes the event one that asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mergecast.alarms.orders import Order, of_button, of_comment
from mergecast.model import forge_values


@dataclass(frozen=True, slots=True)
class Asked:
    """An order, and where it was given.

    Args:
        order: what is asked for.
        login: who asks.
        user: the forge's number of that account.
        repository: ``owner/name``.
        issue: below which a comment stands; None for a button.
        comment: its id.
        at: when it was written.
    """

    order: Order
    login: str
    user: int
    repository: str
    issue: int | None = None
    comment: int | None = None
    at: datetime | None = None


def asked(event: object) -> Asked | None:
    """What an event asks for; None where it asks for nothing."""
    login = forge_values.login(_get(event, "sender", "login"))
    user = forge_values.number(_get(event, "sender", "id"))
    repository = _get(event, "repository", "full_name")
    if login is None or user is None:
        return None
    if not isinstance(repository, str) or _get(event, "sender", "type") == "Bot":
        return None
    if isinstance(_get(event, "comment"), Mapping):
        return _by_comment(event, Asked(Order(None, ""), login, user, repository))
    inputs = _get(event, "inputs")
    if not isinstance(inputs, Mapping):
        return None
    order = of_button(*(str(inputs.get(one) or "") for one in ("what", "post", "with")))
    return Asked(order, login, user, repository)


def _by_comment(event: object, who: Asked) -> Asked | None:
    body = forge_values.words(_get(event, "comment", "body"))
    author = _get(event, "comment", "user")
    issue = forge_values.number(_get(event, "issue", "number"))
    comment = forge_values.number(_get(event, "comment", "id"))
    at = forge_values.instant(_get(event, "comment", "created_at"))
    # What was edited later is another's words, perhaps; below a pull request, /words
    # are for its text.
    fresh = _get(event, "action") == "created" and _get(author, "login") == who.login
    if _get(event, "issue", "pull_request") is not None or not fresh or at is None:
        return None
    if issue is None or comment is None or body is None:
        return None
    order = of_comment(body)
    if order is None:
        return None
    return replace(who, order=order, issue=issue, comment=comment, at=at)


def _get(value: Any, *names: str) -> Any:  # noqa: ANN401 - JSON of any shape
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
