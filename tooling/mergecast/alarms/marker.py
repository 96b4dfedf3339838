"""The hidden first line of an issue that is ours: what it is about, who was told.

It is all that is remembered between runs. It stands before any word that people wrote,
and what is in it is written so that it cannot end the comment that hides it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mergecast.alarms.alarm import Kind
from mergecast.model.forge_values import instant
from mergecast.model.key import Key, KeyFormatError

_LINE = re.compile(r"<!-- mergecast-alarm (\{[^<>\r\n]{1,20000}\}) -->(?:\r?\n|$)")
_BEGIN = "<!-- mergecast-alarm "
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\[bot\])?")
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What an issue is about.

    Args:
        id: of the alarm.
        kind: what was the matter when it was last written.
        level: how bad that was.
        told: the logins of those who were mentioned.
        at: when people were told last.
        settled: whether it was closed because it is settled.
        rehearsal: whether nothing of it was real.
    """

    id: str
    kind: Kind
    level: int
    told: tuple[str, ...]
    at: datetime
    settled: bool = False
    rehearsal: bool = False


def written(mark: Mark) -> str:
    """The line, with its end."""
    told = {
        "v": _VERSION,
        "id": mark.id,
        "kind": mark.kind.value,
        "level": mark.level,
        "told": list(mark.told),
        "at": mark.at.astimezone(UTC).isoformat(timespec="seconds"),
        "settled": mark.settled,
        "rehearsal": mark.rehearsal,
    }
    text = json.dumps(told, separators=(",", ":"))
    for sign in "<>-":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"<!-- mergecast-alarm {text} -->\n"


def read(body: str) -> Mark | None:
    """What an issue says of itself; None where it is none of ours."""
    found = _LINE.match(body)
    if found is None:
        return None
    try:
        return _mark(json.loads(found[1]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def is_spoilt(body: str) -> bool:
    """Whether this was ours once: there is a mark, and it cannot be read."""
    return body.startswith(_BEGIN) and read(body) is None


def _mark(told: dict[str, Any]) -> Mark | None:
    if told["v"] != _VERSION:
        return None
    name, logins, at = told["id"], told["told"], instant(told["at"])
    sound = (
        isinstance(name, str)
        and isinstance(logins, list)
        and type(told["level"]) is int
        and type(told["settled"]) is bool
        and type(told["rehearsal"]) is bool
    )
    if at is None or not sound or not all(map(_is_login, logins)):
        return None
    if name.startswith("part:") and not _is_whole(name[5:]):
        return None
    kind = Kind(told["kind"])
    return Mark(
        name, kind, told["level"], tuple(logins), at, told["settled"], told["rehearsal"]
    )


def _is_login(value: object) -> bool:
    return isinstance(value, str) and _LOGIN.fullmatch(value) is not None


def _is_whole(text: str) -> bool:
    try:
        return Key.parse(text).whole
    except KeyFormatError:
        return False
