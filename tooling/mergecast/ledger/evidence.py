"""What the ledger can prove of one post: its events, where they stand, and the chain.

An event stands for itself by its line's bytes. That nothing was put in, taken out or
moved is proved by the chain: from the first event of the post to the end of the ledger
each line's hash stands in the next one, and ``chain.digest`` is the hash of all these
hashes, so that who has a clone can say with one comparison that it is the same chain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mergecast.ledger.canonical import digest
from mergecast.ledger.envelope import decode
from mergecast.ledger.snapshot import Snapshot
from mergecast.ledger.undecoded import Line, read_chain
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key, is_reserved

_STOPS = frozenset({EventKind.FREEZE, EventKind.THAW})
_POLICIES = frozenset({EventKind.GENESIS, EventKind.POLICY})


def schema() -> dict[str, Any]:
    """The JSON Schema of a bundle."""
    file = Path(__file__).with_name("schemas") / "evidence.schema.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Proof:
    """The events of a post with their lines, the policies, and the chain from there.

    ``lines`` are all that the ledger has.
    """

    events: Sequence[tuple[Line, Event]]
    policies: Sequence[tuple[Line, Event]]
    chain: dict[str, Any]
    lines: Sequence[Line] = ()


def proof(view: Snapshot, post: str) -> Proof:
    """All that a ledger has on a post.

    Raises:
        LedgerDamagedError: its lines are no chain.
        GitError: no answer.
    """
    chain = read_chain(view.access.store, view.tip)
    events = [one for one in _decoded(chain, _marks(post)) if _is_about(one[1], post)]
    marks = [f'"kind":"{kind}"'.encode() for kind in sorted(_POLICIES)]
    policies = [one for one in _decoded(chain, marks) if _is_accepted(one[1])]
    return Proof(events, policies, _chain(chain, events), chain)


def entry(line: Line) -> dict[str, Any]:
    """A line of the ledger, to the byte, and where it stands."""
    return {
        "seq": line.seq,
        "path": line.path,
        "line": line.number,
        "hash": digest(line.raw),
        "raw": line.raw.decode(),
    }


def policy_at(proven: Proof, seq: int) -> tuple[Line, Event]:
    """The policy that was in force when an event was written."""
    return [one for one in proven.policies if one[0].seq <= seq][-1]


def main_after(proven: Proof, seq: int) -> str | None:
    """The publishing branch's commit that the run read which wrote an event."""
    for line in proven.lines[seq + 1 :]:
        if b'"kind":"tick"' in line.raw:
            event = decode(line.raw, line.place)
            if event.kind is EventKind.TICK:
                return str(event.body["main"])
    return None


def _marks(post: str) -> list[bytes]:
    """What a line has to hold to be about a post; a line may, and be about another."""
    ends = ("@", "~", '"')
    return [f"{before}{post}{end}".encode() for before in '":' for end in ends]


def _decoded(
    chain: Iterable[Line], marks: Sequence[bytes]
) -> Iterable[tuple[Line, Event]]:
    for line in chain:
        if any(mark in line.raw for mark in marks):
            yield line, decode(line.raw, line.place)


def _is_about(event: Event, post: str) -> bool:
    if event.kind in _STOPS:
        return bool(event.body["scope"] == f"post:{post}")
    return not is_reserved(event.key) and Key.parse(event.key).post == post


def _is_accepted(event: Event) -> bool:
    return event.kind is EventKind.GENESIS or (
        event.kind is EventKind.POLICY and event.body["accepted"] is True
    )


def _chain(
    chain: Sequence[Line], events: Sequence[tuple[Line, Event]]
) -> dict[str, Any]:
    """From the first of the events to the end: how many lines, and one hash of all."""
    first = events[0][0].seq if events else chain[-1].seq
    total = sha256()
    for line in chain[first:]:
        total.update(f"{digest(line.raw)}\n".encode())
    return {
        "first": first,
        "last": chain[-1].seq,
        "head": digest(chain[-1].raw),
        "digest": f"sha256:{total.hexdigest()}",
    }
