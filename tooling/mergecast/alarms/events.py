"""Who asked, and what: read from the event that started a job. Pure.

The file is the forge's, but most of its words are anybody's. What is missing or of
another type than it should be makes the event one that asks for nothing: it was started
by whatever somebody wrote, and most of that is talk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mergecast.alarms.orders import Order, of_button, of_comment
from mergecast.errors import UsageError
from mergecast.model import forge_event


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
    try:
        return _asked(forge_event.mapping(event, "the event"))
    except UsageError:
        return None


def _asked(event: Mapping[str, Any]) -> Asked | None:
    who = forge_event.who(event.get("sender"), "sender")
    repository = forge_event.mapping(event.get("repository"), "repository")
    name = repository.get("full_name")
    if who.bot or not isinstance(name, str):
        return None
    asks = Asked(Order(None, ""), who.login, who.id, name)
    if event.get("comment") is not None:
        return _by_comment(event, asks)
    inputs = forge_event.mapping(event.get("inputs"), "inputs")
    order = of_button(*(str(inputs.get(one) or "") for one in ("what", "post", "with")))
    return replace(asks, order=order)


def _by_comment(event: Mapping[str, Any], asks: Asked) -> Asked | None:
    issue = forge_event.mapping(event.get("issue"), "issue")
    number = forge_event.number(issue, "number", "issue")
    comment = forge_event.comment(event.get("comment"))
    # What was edited later is another's words, perhaps; below a pull request, /words
    # are for its text.
    own = comment.by is not None and comment.by.login == asks.login
    if event.get("action") != "created" or not own or _is_pull(issue):
        return None
    order = of_comment(comment.body)
    if order is None:
        return None
    return replace(
        asks, order=order, issue=number, comment=comment.id, at=comment.created
    )


def _is_pull(issue: Mapping[str, Any]) -> bool:
    return issue.get("pull_request") is not None
