r"""No text holds characters that turn the reading direction around.

A hidden U+202E makes `gpj.exe` read as `exe.jpg`, and a reviewer approves something
else than what goes out. Texts in Arabic or Hebrew get their direction from their
letters. The three small marks that settle a single spot (U+200E, U+200F, U+061C) are
fine in a text that has such letters; elsewhere they mean nothing, and
``mergecast check --fix`` takes them out.

Passes::

    id: greeting
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "نسخة C++\u200F جديدة"

Fails::

    id: greeting
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "Get the picture: \u202Egpj.exe"

Fails::

    id: greeting
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: "Good\u200E morning"
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mergecast.checks.base import NOT_ASCII, Context, Options, Traits
from mergecast.checks.basis.characters import BIDI_CONTROL, BIDI_MARK, compiled
from mergecast.checks.basis.scripts import RIGHT_TO_LEFT
from mergecast.checks.basis.targets import rewritten, texts
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place, Route

ID = "text-bidi-controls"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({NOT_ASCII})
OPTIONS: Options = {}

_ANY = f"[{BIDI_MARK}{BIDI_CONTROL}]"
_BREAKS_A_LINK = f"[@#$.:/]{_ANY}|{_ANY}[@#$.:/]"


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for bidi controls, and for marks in texts that need none."""
    for route, text in texts(post, context):
        if text.isascii() or not compiled(_ANY).search(text):
            continue
        if turning := compiled(f"[{BIDI_CONTROL}]").search(text):
            yield Remark(
                Place(post.path, route, within=turning.span()),
                f"{_name(turning[0])} changes the order in which readers see the text",
                hint="take it out; Arabic and Hebrew letters need no such character",
            )
        elif not compiled(f"[{RIGHT_TO_LEFT}]").search(text):
            yield _needless(post, route, text)


def _needless(post: Post, route: Route, text: str) -> Remark:
    marks = list(compiled(_ANY).finditer(text))
    more = f" and {len(marks) - 1} more" if len(marks) > 1 else ""
    fix = None
    if not compiled(_BREAKS_A_LINK).search(text):
        fix = rewritten(post, route, text, compiled(_ANY).sub("", text))
    return Remark(
        Place(post.path, route, within=marks[0].span()),
        f"invisible {_name(marks[0][0])}{more}, and nothing here reads "
        "from right to left",
        hint="take it out",
        fix=fix,
    )


def _name(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character).lower()})"
