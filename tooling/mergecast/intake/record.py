"""Which answers of a form a draft has taken up, told by the commits of the draft.

So an edit of the form changes what was edited there, and what somebody changed by a
comment meanwhile stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from mergecast.intake.fields import Field, Wish

TRAILER = "Mergecast-Form"
_LINE = re.compile(rf"^{TRAILER}: ([a-z0-9= ]{{0,400}})$", re.MULTILINE)
_PAIR = re.compile(r"([a-z]+)=([0-9a-f]{12})")

Taken = Mapping[Field, str]
"""A digest of each answer that was taken up."""


def digest(answer: str) -> str:
    """What tells one answer from another."""
    return sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def taken(answers: Wish, fields: Iterable[Field]) -> Taken:
    """The digests of some of the answers."""
    return {field: digest(answers.get(field, "")) for field in fields}


def line(known: Taken) -> str:
    """The line of a commit's message."""
    return f"{TRAILER}: {' '.join(f'{f.value}={d}' for f, d in sorted(known.items()))}"


def read(messages: Iterable[str]) -> Taken:
    """What the commits of a draft say, the newest first."""
    for message in messages:
        found = _LINE.search(message)
        if found is not None:
            pairs = _PAIR.findall(found[1])
            return {Field(name): d for name, d in pairs if name in set(Field)}
    return {}


def changed(answers: Wish, known: Taken) -> Wish:
    """The answers that no draft has taken up yet.

    New pictures take the description that stands in the form along.
    """
    found = {f: a for f, a in answers.items() if known.get(f) != digest(a)}
    if Field.PICTURES in found and Field.ALT in answers:
        found[Field.ALT] = answers[Field.ALT]
    return found
