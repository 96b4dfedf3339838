"""What of a bundle of evidence holds, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``proved`` is None where nobody can tell here."""

    name: str
    proved: bool | None
    detail: str


_WORDS = {True: "proved", False: "WRONG", None: "unproved"}


def checks_text(checks: Sequence[Check]) -> str:
    """A line for each thing, and the answer."""
    wrong = any(each.proved is False for each in checks)
    lines = [
        f"{_WORDS[each.proved]:<9} {each.name}: {encode_terminal(each.detail)}"
        for each in checks
    ]
    answer = "this is no evidence" if wrong else "the evidence holds"
    return "".join(f"{line}\n" for line in [*lines, answer])


def checks_json(checks: Sequence[Check]) -> str:
    """The same as JSON."""
    return encode_document(
        holds=all(each.proved is not False for each in checks),
        checks=[
            {"name": each.name, "proved": each.proved, "detail": each.detail}
            for each in checks
        ],
    )
