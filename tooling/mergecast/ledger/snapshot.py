"""The ledger as one tip has it: looks at keys, and appends on top of what was seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from mergecast import clock
from mergecast.errors import GitError
from mergecast.ledger.damage import DamageError
from mergecast.ledger.envelope import day_path
from mergecast.ledger.head import Head, Tail, read_day
from mergecast.ledger.record import Record, key_state, record_path
from mergecast.ledger.record_check import checked_record
from mergecast.ledger.reserved import (
    crisis_of,
    freezes_of,
    policy_of,
    thawed_of,
    tick_of,
)
from mergecast.ledger.signing import Keyring, Keys
from mergecast.ledger.store import Pushed, Refused, Store, Uncertain
from mergecast.ledger.turns import Turn, jitter
from mergecast.model.event import Event, EventKind
from mergecast.model.freeze import Crisis, Freeze, Thawed
from mergecast.model.key import FREEZE, GENESIS, POLICY, TICK, Key, is_reserved
from mergecast.model.ledger_state import (
    Appended,
    Birth,
    Conflict,
    Draft,
    KeyState,
    Policy,
    Tick,
)

if TYPE_CHECKING:
    from mergecast.ledger.stamp import Batch

_PUSHES = 3


def fresh_nonce() -> str:
    """32 hex digits that nobody has had before."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Access:
    """How a process reaches a ledger.

    Args:
        store: where it is kept.
        nonce: 32 fresh hex digits at each call.
        run: what its events say of where they were written, as no other process says
            it: who shares a run is believed about the other's unsent sends.
        ring: the keys that are here.
        pause: waits after a push that lost a race or got no answer; is given how many
            did so in a row.
        rest: waits that many seconds, for others to have a turn.
        proved: unsigned records that were found right, so that none is proved again.
    """

    store: Store
    nonce: Callable[[], str] = fresh_nonce
    run: str | None = None
    ring: Keyring = field(default_factory=Keyring)
    pause: Callable[[int], None] = jitter
    rest: Callable[[float], None] = clock.sleep
    proved: set[str] = field(default_factory=set, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frozen view of one tip: what was so. Only ``append`` proves that it still is.

    ``reopen`` opens the ledger anew, with all its checks.
    """

    access: Access = field(repr=False)
    reopen: Callable[[], Snapshot] = field(repr=False)
    tip: str
    head: Head
    tail: Tail = field(repr=False)
    birth: Birth
    keys: Keys
    turn: Turn = field(default_factory=Turn, repr=False, compare=False)
    _records: dict[str, Record | None] = field(default_factory=dict, repr=False)
    _states: dict[str, KeyState | None] = field(default_factory=dict, repr=False)

    @property
    def genesis(self) -> str:
        """The ledger's id."""
        return self.birth.id

    @property
    def sandbox(self) -> bool:
        """Whether it was born to rehearse."""
        return self.birth.sandbox

    def state(self, key: Key | str) -> KeyState | None:
        """A key as its last event left it; None where there never was one."""
        text = str(key)
        if text not in self._states:
            self.states([text])
        return self._states[text]

    def states(self, keys: Iterable[Key | str]) -> Mapping[str, KeyState | None]:
        """Many keys in one look, by their text."""
        wanted = [str(key) for key in keys]
        unread = [key for key in wanted if key not in self._states]
        if unread:
            for key, record in self.records(unread).items():
                self._states[key] = key_state(record) if record else None
        return {key: self._states[key] for key in wanted}

    def freezes(self) -> tuple[Freeze, ...]:
        """What is frozen, oldest first."""
        return freezes_of(self._record(FREEZE))

    def thawed(self) -> tuple[Thawed, ...]:
        """What was frozen, oldest first."""
        return thawed_of(self._record(FREEZE))

    def crisis(self, incident: str) -> Crisis | None:
        """An incident by its id; None where nobody opened it."""
        key = f"!incident:{incident}"
        return crisis_of(self._record(key)) if is_reserved(key) else None

    def tick(self) -> Tick | None:
        """The last tick that was written."""
        return tick_of(self._record(TICK))

    def policy(self) -> Policy:
        """The policy in force."""
        records = self.records([POLICY, GENESIS])
        genesis = records[GENESIS]
        if genesis is None:
            raise DamageError(record_path(GENESIS), "the file is missing")
        return policy_of(records[POLICY], genesis)

    def events(self, since: date | None = None) -> Iterator[Event]:
        """All events in order, or those in the day files from ``since`` on.

        Reads every one of those files; nothing that a tick needs calls this.
        """
        first = f"events/{since:%Y/%m/%d}.jsonl" if since else ""
        names = self.access.store.names(self.tip, "events")
        paths = [path for path in names if path >= first]
        files = self.access.store.read(self.tip, paths)
        found = [one for path in paths for one, _ in read_day(files[path], path)]
        yield from sorted(found, key=lambda event: event.seq)

    def records(self, keys: Iterable[str]) -> Mapping[str, Record | None]:
        """The records of keys, each checked against the newest events.

        Raises:
            LedgerDamagedError: a record is not what its key's last event left.
        """
        wanted = dict.fromkeys(keys)
        unread = [key for key in wanted if key not in self._records]
        if unread:
            paths = [record_path(key) for key in unread]
            self.take(unread, self.access.store.read(self.tip, paths))
        return {key: self._records[key] for key in wanted}

    def _record(self, key: str) -> Record | None:
        if key not in self._records:
            self.records([key])
        return self._records[key]

    def take(self, keys: Iterable[str], files: Mapping[str, bytes]) -> None:
        """Check and keep the records of keys whose files have been read."""
        for key in keys:
            self._records[key] = checked_record(key, files.get(record_path(key)), self)

    def append(
        self, drafts: Sequence[Draft], *, at: datetime
    ) -> Appended[Snapshot] | Conflict[Snapshot]:
        """Write events after this tip, if it still is the tip.

        A push that got no answer is settled by looking for our own events; what is not
        there while the tip has not moved is pushed again, unchanged. Nothing is ever
        rebased: after a conflict the caller decides anew.

        Raises:
            RefusedEventError: the rules do not allow one of the events.
            WorkspaceError: the ledger is keyed and its key is not here.
            GitError: no answer; whether the events were written is not known.
        """
        from mergecast.ledger.stamp import (  # noqa: PLC0415 - only to write
            Page,
            Pen,
            change_of,
            stamp,
        )

        records = self.records([*(draft.key for draft in drafts), FREEZE])
        nonces = [self.access.nonce() for _ in drafts]
        pen = Pen(at, self.access.run, self.access.ring, nonces)
        batch = stamp(drafts, Page(self.head, self.keys, records), pen)
        path = day_path(at)
        before = self.access.store.read(self.tip, [path]).get(path, b"")
        change = change_of(batch, before, at)
        turn = self.turn
        # Between a claim and the record of its send nobody else goes first.
        if drafts[0].kind is EventKind.CLAIM and (seconds := turn.rest()):
            self.access.rest(seconds)
            turn = turn.anew()
        why = Uncertain("")
        for pushes in range(1, _PUSHES + 1):
            started = clock.monotonic()
            outcome = self.access.store.push(self.tip, change)
            if isinstance(outcome, Pushed):
                turn = turn.won(clock.monotonic() - started)
                return Appended(self._moved(outcome.commit, batch, turn), batch.events)
            self.access.pause(turn.lost + pushes)
            fresh = self.reopen()
            if fresh.has(batch.events[-1]):
                return Appended(fresh, batch.events)
            if isinstance(outcome, Refused) or fresh.tip != self.tip:
                return Conflict(replace(fresh, turn=fresh.turn.after_loss(turn)))
            why = outcome
        raise GitError(
            f"the ledger cannot be written: {why.detail}",
            hint=why.hint or "see whether the remote takes pushes",
            not_done="what was under way is settled by the next run",
        )

    def has(self, event: Event) -> bool:
        """Whether an event that was written lately is in the ledger."""
        return any(one.hash == event.hash for one in self.tail.events)

    def _moved(self, commit: str, batch: Batch, turn: Turn) -> Snapshot:
        states = dict(self._states)
        for key in batch.changed:
            states.pop(key, None)
        return replace(
            self,
            tip=commit,
            turn=turn,
            head=batch.head,
            tail=self.tail.after(batch.events, batch.head),
            keys=batch.keys,
            _records={**self._records, **batch.changed},
            _states=states,
        )
