"""The fast way through the front door, for files that give no cause for doubt.

Nothing is diagnosed here. Whatever *could* be a hazard raises ``DoubtError``, and the
careful way (``loading.careful``) reads the file again and decides. A test proves that
what passes here without doubt is clean and equal on the careful way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, TypeAlias

from mergecast.loading.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
    source,
)
from mergecast.loading.limits import (
    FREE_LISTS,
    FREE_TEXT,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
)
from mergecast.loading.scalars import WORDS, Scalar, resolve
from mergecast.loading.unseen import HAZARDOUS

# Classes of events are compared by identity (they have no subclasses): faster than
# isinstance, but it narrows nothing for a type checker.
_Event: TypeAlias = Any

_USUAL = b"\n" + bytes(range(0x20, 0x7F))
# Each begins with a character that the engine finds as fast as `in` does, and looks
# back from there. "Not preceded by a non-delimiter" also holds at the file's start.
_TAG = re.compile(r"!(?<![^\s\[{,:?-]!)")
_ANCHOR = re.compile(r"&(?<![^\s\[{,:?-]&)\S")
_QUESTION = re.compile(r"\?(?<![^\s\[{,-]\?)(?:\s|$)")
_RETURN = re.compile(r"\r(?!\n)|\r(?<= \r)")
_HEADER = re.compile(r"[|>][-+0-9]* +#\S")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_WIDE_KEY = re.compile(r"[a-z_]+ ?：")
_MOST_COMMENTS = 50  # a look at each costs its line
_NUMBER_OR_WORD = frozenset(["", *"-0123456789tfn"])
_ODD = frozenset("“”‘’„‟«»「」『』《》〈〉＂＇【】［］｛｝〔〕｜＞－–—•·・")


class DoubtError(Exception):
    """Something in this file needs a careful look."""


def quick(raw: bytes, text: str) -> object:
    """The data of a clean file.

    Raises:
        DoubtError: it may not be clean.
    """
    if len(raw) > MAX_BYTES or _doubtful(raw, text):
        raise DoubtError
    try:
        return _Builder(raw, text).document()
    except (YAMLError, StopIteration) as problem:
        raise DoubtError from problem


def _doubtful(raw: bytes, text: str) -> bool:
    """Whether characters anywhere, comments included, need a careful look."""
    unusual = raw.translate(None, _USUAL)
    return bool(
        (unusual and HAZARDOUS.search(unusual.decode()))
        or " \n" in text
        or "mergecast:" in text
        or "\\" in text
        or ("!" in text and _TAG.search(text))
        or ("&" in text and _ANCHOR.search(text))
        or ("?" in text and _QUESTION.search(text))
        or (b"\r" in unusual and _RETURN.search(text))
        or text.endswith(" ")
    )


class _Builder:
    """Makes data of events as they come."""

    __slots__ = ("comments", "look", "step", "text")

    def __init__(self, raw: bytes, text: str) -> None:
        self.step: Callable[[], _Event] = source(raw)
        if len(raw) > MAX_NODES // 2:  # at most two nodes a byte
            self.step = islice(iter(self.step, None), MAX_NODES).__next__
        self.text = text
        self.comments = _comments(text) if " #" in text else {}
        # A folded scalar has a space in it, or an empty line was between its words.
        self.look = bool(self.comments) or "\n\n" in text or "\r" in text

    def document(self) -> object:
        """The data of the one document, None if there is none."""
        step = self.step
        step()
        event = step()
        if event.__class__ is not DocumentStartEvent:
            return None
        if event.version or event.tags:
            raise DoubtError
        event = step()
        if event.__class__ is ScalarEvent:
            data: object = self.scalar(event, "")
        else:
            data = self.collection(event, "", 0)
        step()
        if step().__class__ is DocumentStartEvent:
            raise DoubtError
        return data

    def collection(self, event: _Event, key: str, depth: int) -> object:
        """The data of a mapping or list under ``key``; a list passes its key on."""
        if depth < MAX_DEPTH:
            if event.__class__ is MappingStartEvent:
                return self.mapping(depth + 1)
            if event.__class__ is SequenceStartEvent:
                return self.sequence(key, depth + 1)
        raise DoubtError

    def mapping(self, depth: int) -> dict[str, object]:
        """The data of a mapping whose keys are plain words, each there once."""
        result: dict[str, object] = {}
        step, look = self.step, self.look
        while (event := step()).__class__ is ScalarEvent:
            key = event.value
            if key in result or key in WORDS:
                raise DoubtError
            if not key.isidentifier() and not _KEY.fullmatch(key):
                raise DoubtError
            event = step()
            if event.__class__ is not ScalarEvent:
                result[key] = self.collection(event, key, depth)
                continue
            value = event.value
            if event.style or look or " " in value or not value.isascii():
                result[key] = self.scalar(event, key)
            elif value[:1] in _NUMBER_OR_WORD:
                result[key] = resolve(value)
            else:
                result[key] = value
        if event.__class__ is not MappingEndEvent:
            raise DoubtError
        return result

    def sequence(self, key: str, depth: int) -> list[object]:
        """The data of a list; ``key`` is what the list stands under."""
        result: list[object] = []
        step, look = self.step, self.look
        while (event := step()).__class__ is not SequenceEndEvent:
            if event.__class__ is not ScalarEvent:
                item = self.collection(event, key, depth)
                if item.__class__ is dict and key in FREE_LISTS and "text" not in item:
                    raise DoubtError
                result.append(item)
                continue
            value = event.value
            if event.style or look or " " in value or not value.isascii():
                result.append(self.scalar(event, key))
            elif value[:1] in _NUMBER_OR_WORD:
                result.append(resolve(value))
            else:
                result.append(value)
        if len(result) == 1 and not str(result[0]).isascii():
            raise DoubtError
        return result

    def scalar(self, event: _Event, key: str) -> Scalar:
        """The value of a scalar that means what it looks like."""
        value: str = event.value
        style = event.style
        if style == "|":
            if value.endswith("\n\n") or (
                self.comments and _HEADER.match(self.text, event.start_mark.index)
            ):
                raise DoubtError
            return value
        if self.comments:
            self.look_behind(event, key)
        if event.start_mark.line != event.end_mark.line:
            raise DoubtError  # folded, as every ">" is
        if style:
            return value
        if value.isascii():
            return value if " " in value else resolve(value)
        if value[0] in _ODD or value != value.strip() or _WIDE_KEY.match(value):
            raise DoubtError
        return value

    def look_behind(self, event: _Event, key: str) -> None:
        """Doubt a value that a comment follows which may be a part of it."""
        joined = self.comments.get(event.end_mark.index)
        if joined or (joined is False and not event.style and key in FREE_TEXT):
            raise DoubtError


def _comments(text: str) -> dict[int, bool]:
    """Where comments may begin behind a value, white space included.

    True where no space follows the ``#``. Not those on lines that begin with one:
    they are comments as a whole, or hashtags under a ``|``.
    """
    found: dict[int, bool] = {}
    at = text.find(" #")
    for _ in range(_MOST_COMMENTS):
        if at < 0:
            return found
        start = text.rfind("\n", 0, at) + 1
        before = text[start:at].rstrip(" ")
        if before and not before.lstrip(" ").startswith("#"):
            found[start + len(before)] = not text[at + 2 : at + 3].isspace()
        at = text.find(" #", at + 2)
    raise DoubtError
