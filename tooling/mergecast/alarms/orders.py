"""What a person asks for by a comment or a button. Pure: words become an order, or not.

A comment is an order if its first line begins with ``/`` and a word; all else that
people write below an issue is none of our business. One comment is one order. What
follows the word is never taken apart by a shell, and its part is named by the issue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from mergecast.dispatch.stops import is_scope
from mergecast.model.key import Key, KeyFormatError
from mergecast.model.ledger_state import Resolution
from mergecast.model.order_lines import begun
from mergecast.model.reasons import LONGEST, plain_reason


class Verb(StrEnum):
    """What can be asked for."""

    POSTED = "posted"
    RESEND = "resend"
    CANCEL = "cancel"
    GONE = "gone"
    MANUAL = "manual"
    PUBLISH = "publish"
    MOVE = "move"
    RETRACT = "retract"
    FREEZE = "freeze"
    THAW = "thaw"
    HELP = "help"


RESOLVES: Mapping[Verb, Resolution] = {
    Verb.POSTED: Resolution.POSTED,
    Verb.RESEND: Resolution.RESEND,
    Verb.CANCEL: Resolution.CANCEL,
    Verb.GONE: Resolution.GONE,
    Verb.MANUAL: Resolution.MANUAL,
}

_SPACE = re.compile(r"\s+")
_WHEN = re.compile(
    r"(?:\d{4}-\d\d-\d\d(?:[ T]\d{1,2}:\d\d)?|\d{1,2}:\d\d|[+-]\d{1,5} ?[mhdw])(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Args:
        verb: None where nobody knows the word.
        word: as it was written.
        key: the part or the post, if it was named.
        scope: what to stop or to let go on, if it was named.
        url: where it is live.
        when: the new time, as written.
        reason: empty where none was given.
    """

    verb: Verb | None
    word: str
    key: Key | None = None
    scope: str | None = None
    url: str | None = None
    when: str | None = None
    reason: str = ""


def of_comment(body: str) -> Order | None:
    """The order in a comment; None where it is none."""
    lines = body.strip().splitlines()
    first = begun(lines[0]) if lines else None
    if first is None:
        return None
    word, rest = first
    # More lines are more reason; what a mail quotes below its answer is none.
    more = takewhile(lambda line: not line.startswith(">"), lines[1:])
    return _order(word, [rest, *more])


def of_button(what: str, post: str, words: str) -> Order:
    """The order that a form of the forge made: its three fields."""
    order = _order(what.strip() or "help", [words])
    name = post.strip()
    if not name:
        return order
    if order.verb in {Verb.FREEZE, Verb.THAW}:
        return replace(order, scope=name)
    try:
        return replace(order, key=Key.parse(name))
    except KeyFormatError:
        return replace(order, verb=None, word=f"{order.word} {name[:100]}")


def _order(word: str, lines: list[str]) -> Order:
    try:
        verb = Verb(word.casefold())
    except ValueError:
        return Order(None, word)
    text = _SPACE.sub(" ", " ".join(lines)).strip()[: 4 * LONGEST]
    key: Key | None = None
    first, _, rest = text.partition(" ")
    if (named := _whole(first)) is not None:
        key, text = named, rest
    if verb in {Verb.FREEZE, Verb.THAW} and is_scope(first):
        return Order(verb, word, scope=first, reason=plain_reason(rest))
    if verb is Verb.POSTED:
        url, _, text = text.partition(" ")
        return Order(verb, word, key, url=_address(url), reason=plain_reason(text))
    if verb is Verb.MOVE:
        found = _WHEN.match(text)
        when = found[0].replace("T", " ") if found else None
        reason = text[found.end() :].strip() if found else text
        return Order(verb, word, key, when=when, reason=plain_reason(reason))
    return Order(verb, word, key, reason=plain_reason(text))


def _whole(text: str) -> Key | None:
    """A part that is named with account and number; anything less is just a word."""
    try:
        key = Key.parse(text)
    except KeyFormatError:
        return None
    return key if key.whole else None


def _address(text: str) -> str | None:
    """A link as people paste it: bare, or in the brackets of Markdown."""
    bare = text.removeprefix("<").removesuffix(">")
    return bare if 0 < len(bare) <= LONGEST else None
