"""Read the event that started a job: what people wrote, taken with nothing assumed.

An event is a file that somebody else made. What is missing or of another kind is told
in a sentence, by which a form stops and an order is none; what people wrote in it is
only ever text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
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
    """A comment; ``by`` is None for a closed account."""

    id: int
    by: Who | None
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


def read(file: Path) -> Mapping[str, Any]:
    """All that a file says, of which too much is not read.

    Raises:
        UsageError: it holds no event.
    """
    with file.open("rb") as opened:
        return parsed(opened.read(forge_values.LARGEST + 1))


def parsed(raw: bytes) -> Mapping[str, Any]:
    """All that the bytes of an event say.

    Raises:
        UsageError: they are none.
    """
    if len(raw) > forge_values.LARGEST:
        raise _unlike("it has more than 5 MB")
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise _unlike("it is not JSON") from None
    if not isinstance(told, dict):
        raise _unlike("it is a single value, or a list")
    return told


def event(told: Mapping[str, Any]) -> Event:
    """What happened to an issue.

    Raises:
        UsageError: it is nothing that can be used, and why.
    """
    action = told.get("action")
    if not isinstance(action, str) or not _ACTION.fullmatch(action):
        raise _unlike("'action' is missing")
    private = mapping(told.get("repository"), "repository").get("private")
    said = told.get("comment")
    return Event(
        action,
        who(told.get("sender"), "sender"),
        private is True,
        issue(told.get("issue")),
        None if said is None else comment(said),
    )


def issue(told: Any) -> Issue:  # noqa: ANN401 - JSON of any shape
    """An issue, from an event or from GitHub's answer.

    Raises:
        UsageError: it is not whole.
    """
    told = mapping(told, "issue")
    return Issue(
        number(told, "number", "issue"),
        _by(told, "issue"),
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
    told = mapping(told, place)
    login = forge_values.login(told.get("login"))
    if login is None:
        raise _unlike(f"'{place}.login' is no login")
    return Who(login, number(told, "id", place), bot=told.get("type") != "User")


def comment(told: Any) -> Comment:  # noqa: ANN401 - JSON of any shape
    """A comment.

    Raises:
        UsageError: it is not whole.
    """
    told = mapping(told, "comment")
    return Comment(
        number(told, "id", "comment"),
        _by(told, "comment"),
        _text(told, "body", "comment"),
        _time(told, "created_at", "comment"),
    )


def mapping(told: Any, place: str) -> Mapping[str, Any]:  # noqa: ANN401 - JSON of any shape
    """A part of an event that has parts itself.

    Raises:
        UsageError: it has none.
    """
    if not isinstance(told, dict):
        raise _unlike(f"'{place}' is missing")
    return told


def number(told: Mapping[str, Any], name: str, place: str) -> int:
    """An id, or the number of an issue.

    Raises:
        UsageError: it is none.
    """
    found = forge_values.number(told.get(name))
    if found is None:
        raise _unlike(f"'{place}.{name}' is no whole number above 0")
    return found


def _by(told: Mapping[str, Any], place: str) -> Who | None:
    by = told.get("user")
    return None if by is None else who(by, f"{place}.user")


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
        hint="give the file that GITHUB_EVENT_PATH names",
        not_done="nothing was changed",
    )
