"""What `mergecast ledger verify` found, for people and for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

Place: TypeAlias = tuple[str, int | None, int | None, str]
"""A file, its line and the event's number where there are such, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger as of ``tip``; ``unjudged`` counts events by keys that are away."""

    tip: str
    genesis: str | None
    events: int
    keys: int
    unjudged: Mapping[str, int]
    problems: Sequence[Place]


def verified_text(found: Verified) -> str:
    """Each place that is wrong, or that all is well and what that was said of."""
    lines = [encode_terminal(_place(each)) for each in found.problems]
    if not lines:
        lines = [f"the ledger is whole: {found.events} events, {found.keys} keys"]
    lines += [
        f"{count} events are signed by '{encode_terminal(name)}', which is not here: "
        "of them only the chain is proved"
        for name, count in found.unjudged.items()
    ]
    return "".join(f"{line}\n" for line in lines)


def _place(each: Place) -> str:
    path, line, seq, message = each
    where = f"{path}:{line}" if line is not None else path
    return (
        f"{where} (event {seq}): {message}"
        if seq is not None
        else (f"{where}: {message}")
    )


def verified_json(found: Verified) -> str:
    """The same as JSON."""
    return encode_document(
        whole=not found.problems,
        tip=found.tip,
        genesis=found.genesis,
        events=found.events,
        keys=found.keys,
        unjudged=dict(found.unjudged),
        problems=[
            {"path": path, "line": line, "seq": seq, "message": message}
            for path, line, seq, message in found.problems
        ],
    )
