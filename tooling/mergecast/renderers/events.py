"""The ledger's events, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.model.event import Event, EventKind, Json
from mergecast.model.spoken import clock
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal


def events_text(events: Sequence[Event], *, whole: bool = False) -> str:
    """One event a line: when, what, which key, and what it says.

    ``whole`` adds the event's number and the run that wrote it.
    """
    if not events:
        return "no events\n"
    width = len(str(events[-1].seq))
    lines = [
        f"{clock(event.at, seconds=True)}  {event.kind:<9} "
        f"{encode_terminal(_words(event))}"
        for event in events
    ]
    if whole:
        lines = [
            f"{event.seq:>{width}}  {line}  ({encode_terminal(event.run or 'no run')})"
            for event, line in zip(events, lines, strict=True)
        ]
    return "".join(f"{line}\n" for line in lines)


def _words(event: Event) -> str:
    body, kind = event.body, event.kind
    if kind is EventKind.GENESIS:
        birth = "a sandbox ledger" if body["sandbox"] else "the ledger"
        return f"{birth} began: {event.hash}"
    if kind is EventKind.TICK:
        return "; ".join(_tick(body))
    if kind is EventKind.ROTATE:
        lost = f"; the one before is lost: {body.get('reason')}"
        return f"the key '{event.key_id}' signs{lost if body.get('lost') else ''}"
    if kind in {EventKind.FREEZE, EventKind.THAW}:
        return f"{body['scope']}  by {body['by']}: {body['reason']}"
    if kind is EventKind.CLAIM and event.approval:
        return f"{event.key}  approved by {event.approval.get('name', '?')}"
    said = body.get("url") or body.get("reason") or ""
    return f"{event.key}  {said}".rstrip()


def _tick(body: Json) -> Iterator[str]:
    """What a run looked at, what it read back, and what the reads took."""
    yield f"looked at {str(body['main'])[:10]}, {len(body['carry'])} carried over"
    for key, note in (body.get("read_back") or {}).items():
        yield f"{key} read back: {note}"
    for account, cost in (body.get("reads") or {}).items():
        yield f"{account} paid ${cost} for reads"


def events_json(events: Sequence[Event]) -> str:
    """The events as JSON."""
    entries = [
        {
            "seq": event.seq,
            "kind": event.kind.value,
            "key": event.key,
            "try": event.try_,
            "at": event.at.isoformat(),
            "payload": event.payload,
            "approval": event.approval,
            "run": event.run,
            "body": event.body,
            "hash": event.hash,
            "prev": event.prev,
            "nonce": event.nonce,
            "key_id": event.key_id,
        }
        for event in events
    ]
    return encode_document(events=entries)
