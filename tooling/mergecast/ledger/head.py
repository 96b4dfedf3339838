"""``head.json``: where the ledger ends; and its tail, the last two day files, checked.

``at`` is what a writer's clock said, so near midnight, or under a wrong clock, the
events of two day files may interleave. The head therefore says up to which event each
of the last two files goes, and ``since``: from that event on, the two hold all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mergecast.ledger.canonical import NotCanonicalError, canonical, read_canonical
from mergecast.ledger.damage import DamageError, refuse_newer
from mergecast.ledger.envelope import day_path, decode, lines
from mergecast.model.event import VERSION, Event

HEAD = "head.json"


@dataclass(frozen=True, slots=True)
class Head:
    """The last event's number and hash, and the files that hold the newest events.

    ``days`` is the number of the last event in each of at most two files. In those
    two, no event from ``since`` on is missing.
    """

    seq: int
    event: str
    since: int
    days: Mapping[str, int]

    def after(self, event: Event) -> Head:
        """The head once an event has followed."""
        return _following(self.days, self.since, event)


def first_head(event: Event) -> Head:
    """The head of a ledger of one event."""
    return _following({}, 0, event)


def _following(days: Mapping[str, int], since: int, event: Event) -> Head:
    days = dict(days) | {day_path(event.at): event.seq}
    if len(days) > 2:
        oldest = min(days, key=days.__getitem__)
        since = max(since, days.pop(oldest) + 1)
    return Head(event.seq, event.hash, since, days)


def write_head(head: Head) -> bytes:
    """The bytes of ``head.json``."""
    value = {
        "v": VERSION,
        "seq": head.seq,
        "event": head.event,
        "since": head.since,
        "days": dict(head.days),
    }
    return canonical(value) + b"\n"


def read_head(raw: bytes) -> Head:
    """Read ``head.json``.

    Raises:
        LedgerDamagedError: it is not one.
        WorkspaceError: a newer mergecast wrote it.
    """
    try:
        value = read_canonical(raw.removesuffix(b"\n"))
        refuse_newer(value, HEAD)
        days = {str(path): int(seq) for path, seq in value["days"].items()}
        head = Head(int(value["seq"]), value["event"], int(value["since"]), days)
    except NotCanonicalError as error:
        raise DamageError(HEAD, str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamageError(
            HEAD, f"it does not say where the ledger ends: {error}"
        ) from error
    if not (0 < len(days) <= 2 and 0 <= head.since <= head.seq):
        raise DamageError(HEAD, "it does not say where the ledger ends")
    return head


@dataclass(frozen=True, slots=True)
class Tail:
    """The newest events in order, and the newest on each of their keys."""

    events: tuple[Event, ...]
    last: Mapping[str, Event]

    def after(self, events: Iterable[Event], head: Head) -> Tail:
        """The tail once more events have followed, up to ``head``."""
        more = tuple(events)
        if not self.events or self.events[0].seq < head.since:
            return tail_of((*self.events, *more), head)
        last = {**self.last, **{event.key: event for event in more}}
        return Tail((*self.events, *more), last)


def tail_of(events: Iterable[Event], head: Head) -> Tail:
    """The tail that events in order make."""
    kept = tuple(event for event in events if event.seq >= head.since)
    return Tail(kept, {event.key: event for event in kept})


def read_tail(
    head: Head, files: Mapping[str, bytes], fault_of: Callable[[Event], str | None]
) -> Tail:
    """The events from ``head.since`` on, their chain and each of them checked.

    Raises:
        LedgerDamagedError: a file is missing, a line is no event, the chain breaks, or
            ``fault_of`` names a fault.
    """
    found: list[tuple[Event, str]] = []
    for path in head.days:
        if path not in files:
            raise DamageError(path, "the file is missing")
        found += [
            one for one in read_day(files[path], path) if one[0].seq >= head.since
        ]
    found.sort(key=lambda one: one[0].seq)
    if not found or found[0][0].seq != head.since:
        raise DamageError(
            HEAD, f"event {head.since} is in none of the files that it names"
        )
    _refuse_faults(found, fault_of)
    last, place = found[-1]
    if (last.seq, last.hash) != (head.seq, head.event):
        raise DamageError(
            place, f"it should be event {head.seq}, which {HEAD} calls the last"
        )
    return tail_of((event for event, _ in found), head)


def _refuse_faults(
    found: Sequence[tuple[Event, str]], fault_of: Callable[[Event], str | None]
) -> None:
    nonces: set[str] = set()
    for before, (event, place) in zip([None, *found], found, strict=False):
        fault = chain_fault(before[0], event) if before else None
        if event.nonce in nonces:
            fault = f"the nonce of event {event.seq} was used before"
        if fault := fault or fault_of(event):
            raise DamageError(place, fault)
        nonces.add(event.nonce)


def read_day(raw: bytes, path: str) -> list[tuple[Event, str]]:
    """The events of one file and their places.

    Raises:
        LedgerDamagedError: a line is no event, is out of order, or of another day.
    """
    events: list[tuple[Event, str]] = []
    last = -1
    for place, line in lines(raw, path):
        event = decode(line, place)
        if day_path(event.at) != path:
            raise DamageError(
                place, f"it is of another day, and belongs to {day_path(event.at)}"
            )
        if event.seq <= last:
            raise DamageError(place, f"event {event.seq} stands after {last}")
        events.append((event, place))
        last = event.seq
    return events


def chain_fault(before: Event, event: Event) -> str | None:
    """Why an event does not follow another, in words."""
    if event.seq == before.seq:
        return f"there are two events {event.seq}"
    if event.seq != before.seq + 1:
        return f"event {before.seq + 1} is missing before event {event.seq}"
    if event.prev != before.hash:
        return f"the chain breaks: 'prev' is not the hash of event {before.seq}"
    return None
