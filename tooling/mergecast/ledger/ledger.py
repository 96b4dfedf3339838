"""The ledger's front door: open it, damage and all, and get a view to decide on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mergecast import clock
from mergecast.errors import LedgerDamagedError, WorkspaceError
from mergecast.ledger.damage import DamageError
from mergecast.ledger.growth import refuse_taken_back
from mergecast.ledger.head import HEAD, read_head, read_tail
from mergecast.ledger.record import Record, read_record, record_path
from mergecast.ledger.reserved import birth_of, hidden_stops, keys_of
from mergecast.ledger.signing import mac_fault, unkeyed_fault
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.ledger.turns import Turn
from mergecast.model.key import FREEZE, GENESIS, POLICY, ROTATE, TICK

_FIRST = (GENESIS, ROTATE)
"""Without these no event can be judged."""

_SOON = (FREEZE, TICK, POLICY)
"""What every tick asks for next: read in the same look."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger somewhere.

    Args:
        access: how to reach it, and what this process writes with.
        genesis: the id it must have, as settings say; None to take what is there, for
            commands that only show.
        key: the name of a key that it must have been under, as settings say.
        rehearsal: whether it has to be one that was born to rehearse.
    """

    access: Access
    genesis: str | None = None
    key: str | None = None
    rehearsal: bool = False

    def open(self) -> Snapshot:
        """Fetch the ledger, check what a decision rests on, and show it.

        Raises:
            WorkspaceError: there is none yet, or a newer mergecast wrote it.
            LedgerDamagedError: it is missing though settings name one, is another one,
                or the last two day files or a record do not hold together.
            GitError: no answer.
        """
        started = clock.monotonic()
        tip = self.access.store.tip()
        if tip is None:
            raise NothingRehearsedError if self.rehearsal else _missing(self.genesis)
        paths = {key: record_path(key) for key in (*_FIRST, *_SOON)}
        files = self.access.store.read(tip, [HEAD, *paths.values()])
        if HEAD not in files:
            raise DamageError(HEAD, "the file is missing")
        head = read_head(files[HEAD])
        genesis = self._own_genesis(files)
        keys = keys_of(_record(files, ROTATE))
        if fault := unkeyed_fault(keys, self.key):
            raise DamageError(record_path(ROTATE), fault)
        tail = read_tail(
            head,
            self.access.store.read(tip, list(head.days)),
            lambda event: mac_fault(event, keys, self.access.ring),
        )
        refuse_taken_back(self.access.store, tip, tail.events)
        view = Snapshot(
            access=self.access,
            reopen=self.open,
            tip=tip,
            head=head,
            tail=tail,
            birth=birth_of(genesis),
            keys=keys,
            turn=Turn(looked=clock.monotonic() - started),
        )
        view.take(paths, files)
        known = view.records([FREEZE, TICK])
        if fault := hidden_stops(known[FREEZE], known[TICK]):
            raise DamageError(f"{record_path(FREEZE)} ({FREEZE})", fault)
        return view

    def _own_genesis(self, files: Mapping[str, bytes]) -> Record:
        """The record of this ledger's birth: of this one, and of no other."""
        found = _record(files, GENESIS)
        if found is None:
            place = record_path(GENESIS)
            raise DamageError(place, "the record of genesis is missing")
        if self.genesis not in (None, found.event):
            raise _another(found.event, str(self.genesis))
        if self.rehearsal and not birth_of(found).sandbox:
            raise _no_rehearsal()
        return found


class NothingRehearsedError(WorkspaceError):
    """The workspace rehearses, and no run has begun a record of that yet."""

    def __init__(self) -> None:
        super().__init__(
            "nothing was rehearsed yet, so there is nothing on record",
            hint="`mergecast publish` begins; `mergecast publish --rehearse 7d` shows "
            "a whole week and keeps nothing",
            not_done="nothing was recorded",
        )


def _no_rehearsal() -> WorkspaceError:
    return WorkspaceError(
        "the branch for rehearsals holds a real ledger",
        hint="look at what made it; a rehearsal begins by itself once the branch is "
        "gone",
        not_done="nothing was posted or recorded",
    )


def _record(files: Mapping[str, bytes], key: str) -> Record | None:
    raw = files.get(record_path(key))
    return None if raw is None else read_record(raw, key)


def _missing(genesis: str | None) -> WorkspaceError | LedgerDamagedError:
    if genesis is None:
        return WorkspaceError(
            "there is no ledger yet",
            hint="run `mergecast ledger init`",
            not_done="nothing was posted or recorded",
        )
    return LedgerDamagedError(
        f"the ledger is missing: its branch is gone, and settings name {genesis}",
        hint="restore the branch from a clone that has it; never start a new one, "
        "or posts may go out twice",
        not_done="nothing was posted or recorded",
    )


def _another(found: str, wanted: str) -> LedgerDamagedError:
    return LedgerDamagedError(
        f"this is another ledger: its genesis is {found}, and settings name {wanted}",
        hint="restore the branch from a clone that has the right one, or correct "
        "`ledger.genesis` by a reviewed change",
        not_done="nothing was posted or recorded",
    )
