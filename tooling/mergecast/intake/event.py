"""Read the event that started a job: what people wrote, taken with nothing assumed.

An event is a file that somebody else made. What is missing or of another kind stops the
command with a sentence; what people wrote in it is only ever text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mergecast.errors import UsageError
from mergecast.model import forge_values

_ACTION = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody on the forge; what they may do is never taken from an event."""

    login: str
    id: int
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue, or a pull request seen as one; ``by`` is None for a closed account."""

    number: int
    by: Who | None
    body: str
    labels: frozenset[str]
    created: datetime
    updated: datetime
    open: bool = True
    is_pull: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment."""

    id: int
    body: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and who did it.

    Args:
        action: ``opened``, ``edited``, ``created`` and so on.
        sender: who did it.
        private: whether strangers cannot see the repository.
        issue: where it happened.
        comment: the comment, where it was one.
    """

    action: str
    sender: Who
    private: bool
    issue: Issue
    comment: Comment | None = None


def event(raw: bytes) -> Event:
    """The event in a file.

    Raises:
        UsageError: it is none that can be used, and why.
    """
    if len(raw) > forge_values.LARGEST:
        raise _unlike("it has more than 5 MB")
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise _unlike("it is not JSON") from None
    told = _mapping(told, "the event")
    action = told.get("action")
    if not isinstance(action, str) or not _ACTION.fullmatch(action):
        raise _unlike("'action' is missing")
    private = _mapping(told.get("repository"), "repository").get("private")
    comment = told.get("comment")
    return Event(
        action,
        who(told.get("sender"), "sender"),
        private is True,
        issue(told.get("issue")),
        None if comment is None else _comment(comment),
    )


def issue(told: Any) -> Issue:  # noqa: ANN401 - JSON of any shape
    """An issue, from an event or from GitHub's answer.

    Raises:
        UsageError: it is not whole.
    """
    told = _mapping(told, "issue")
    by = told.get("user")
    return Issue(
        _number(told, "number", "issue"),
        None if by is None else who(by, "issue.user"),
        _text(told, "body", "issue"),
        frozenset(_labels(told.get("labels"))),
        _time(told, "created_at", "issue"),
        _time(told, "updated_at", "issue"),
        told.get("state") != "closed",
        told.get("pull_request") is not None,
    )


def who(told: Any, place: str) -> Who:  # noqa: ANN401 - JSON of any shape
    """Somebody.

    Raises:
        UsageError: it is nobody.
    """
    told = _mapping(told, place)
    login = forge_values.login(told.get("login"))
    if login is None:
        raise _unlike(f"'{place}.login' is no login")
    return Who(login, _number(told, "id", place), bot=told.get("type") != "User")


def _comment(told: Any) -> Comment:  # noqa: ANN401 - JSON of any shape
    told = _mapping(told, "comment")
    return Comment(
        _number(told, "id", "comment"),
        _text(told, "body", "comment"),
        _time(told, "created_at", "comment"),
    )


def _mapping(told: Any, place: str) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    if not isinstance(told, dict):
        raise _unlike(f"'{place}' is missing")
    return told


def _number(told: Mapping[str, Any], name: str, place: str) -> int:
    found = forge_values.number(told.get(name))
    if found is None:
        raise _unlike(f"'{place}.{name}' is no whole number above 0")
    return found


def _text(told: Mapping[str, Any], name: str, place: str) -> str:
    found = told.get(name)
    if found is not None and not isinstance(found, str):
        raise _unlike(f"'{place}.{name}' is no text")
    if found is not None and forge_values.words(found) is None:
        most = forge_values.LONGEST
        raise _unlike(f"'{place}.{name}' has {len(found)} characters of at most {most}")
    return found or ""


def _time(told: Mapping[str, Any], name: str, place: str) -> datetime:
    found = forge_values.instant(told.get(name))
    if found is None:
        raise _unlike(f"'{place}.{name}' is no instant")
    return found


def _labels(told: Any) -> list[str]:  # noqa: ANN401 - JSON of any shape
    found = told if isinstance(told, list) else []
    names = (each.get("name") if isinstance(each, dict) else each for each in found)
    return [name for name in names if isinstance(name, str)]


def _unlike(why: str) -> UsageError:
    return UsageError(
        f"the event cannot be used: {why}",
        hint="give the file that GITHUB_EVENT_PATH names, of an issue or a comment",
        not_done="nothing was changed",
    )
