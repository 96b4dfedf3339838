r"""No text holds characters that nobody sees and that mean nothing.

They come along when words are copied from a web page, a chat or a text generator. A
zero-width space inside a hashtag, a link or an @name breaks it, and the editor sees
no reason; hidden characters can also carry a message past a reviewer. What writing
needs is left alone: joined emoji families, flags and variation selectors after an
emoji, the zero-width (non-)joiner of Persian, Arabic, Hindi and their relatives, and
U+200B between the words of Khmer, Thai or Burmese. Descriptions of images and poll
answers are looked at as well. ``mergecast check --fix`` takes them out, except where
that would move something or bring a link or name to life.

Passes::

    id: family-day
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "\U0001F468\u200D\U0001F469\u200D\U0001F467 Family day. Bring everyone!"

Passes::

    id: persian
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "می\u200Cخواهیم با شما آشنا شویم"

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "Ready for the #Laun\u200Bch?"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mergecast.checks.base import NOT_ASCII, Context, Options, Traits
from mergecast.checks.basis.characters import ZERO_WIDTH, compiled, meaningless
from mergecast.checks.basis.targets import rewritten, texts
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place, Route

ID = "text-invisible-characters"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({NOT_ASCII})
OPTIONS: Options = {}

_ZERO_WIDTH = f"[{ZERO_WIDTH}]+"
_LINKING = frozenset("@#$.:/-_")
"""Beside one of these a hidden character may have been put there to break a link."""


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for invisible characters that their neighbours do not call for."""
    for route, text in texts(post, context):
        if found := meaningless(text):
            yield _remark(post, route, text, found)


def _remark(post: Post, route: Route, text: str, found: list[re.Match[str]]) -> Remark:
    first = found[0]
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    removable = all(_means_nothing(text, match) for match in found)
    return Remark(
        Place(post.path, route, within=first.span()),
        f"invisible character {_name(first[0][0])}{_after(text, first.start())}{more}",
        hint="take it out"
        if removable
        else "take it out, and see whether the text is still what you mean",
        fix=rewritten(post, route, text, _without(text, found)) if removable else None,
    )


def _means_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether the text without it is the same text to every reader and network."""
    start, end = match.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (
        compiled(_ZERO_WIDTH).fullmatch(match[0]) is not None
        and before not in _LINKING
        and after not in _LINKING
    )


def _without(text: str, found: list[re.Match[str]]) -> str:
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    return "".join(text[a:b] for a, b in zip(ends, starts, strict=True))


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")


def _after(text: str, start: int) -> str:
    word = text[:start].split()[-1:]
    return f" after '{word[0][-20:]}'" if word else " at the beginning"
