"""Targets that the publishing branch no longer has: cancelled, settled, carried.

A file that was deleted takes back what was not sent, and says so in the ledger; put
back, its post is open again. What may be live is no business of a deleted file: it is
settled as if the file were there, and carried from tick to tick until it is.
"""

from __future__ import annotations

from collections.abc import Container, Generator, Iterable, Iterator, Mapping
from itertools import islice

from mergecast.dispatch.ports import LedgerView, Recorded
from mergecast.dispatch.readset import OPEN, is_file
from mergecast.dispatch.recorded import IN_FLIGHT
from mergecast.dispatch.target import Found, Missing
from mergecast.dispatch.world import Step, World, append
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import (
    FILE_GONE,
    Appended,
    Draft,
    KeyState,
    PartState,
    Tick,
)

_TRIES = 8
_AT_ONCE = 100
"""Events in one push: a whole folder may have been deleted."""

_UNSENT = frozenset({PartState.OPEN, PartState.HELD, PartState.MISSED})
_MAYBE = IN_FLIGHT | {PartState.UNKNOWN}
_OVER = frozenset({PartState.POSTED, PartState.RETRACTED, PartState.CANCELLED})


def close(
    missing: Iterable[Missing], world: World, view: LedgerView
) -> Generator[Step, None, LedgerView]:
    """Cancel what was not sent of posts that are gone, each part once.

    Returns:
        The ledger as it was seen last.
    """
    gone = [each for each in missing if each.gone]
    lost = 0
    while gone and lost < _TRIES:
        found = ((each, key) for each in gone for key in _unsent(each, view))
        left = list(islice(found, _AT_ONCE))
        if not left:
            break
        drafts = [_cancelled(each, key) for each, key in left]
        written = append(world, view, *drafts)
        view = written.view
        if isinstance(written, Appended):
            for each, key in left:
                yield Step(key, "cancelled", f"{each.reason}; put back, it is open")
        else:
            lost += 1
    return view


def _cancelled(each: Missing, key: Key) -> Draft:
    body = {"reason": each.reason, "code": FILE_GONE}
    return Draft(EventKind.CANCELLED, str(key), body=body)


def _unsent(each: Missing, ledger: Recorded) -> Iterator[Key]:
    """The first part that is not live, unless it may be, or is closed already."""
    for key in each.keys:
        state = ledger.state(key)
        if state is None or (state.state in _UNSENT and not state.may_be_live):
            yield key
        if state is None or state.state is not PartState.POSTED:
            return


def carried(
    missing: Iterable[Missing], ledger: Recorded
) -> Mapping[str, Mapping[str, str]]:
    """What the next tick must know of targets that it cannot find, by post."""
    found: dict[str, dict[str, str]] = {}
    for each in missing:
        states = [(key, ledger.state(key)) for key in each.keys]
        open_ = [key for key, state in states if _is_open(state)]
        # A busy ledger may have kept a cancellation from being written.
        open_ += _unsent(each, ledger) if each.gone else ()
        # What is broken is somebody's oversight, and is named until it is mended.
        broken = not each.gone and any(_is_unfinished(state) for _, state in states)
        if open_ or broken:
            entry = found.setdefault(
                each.post, {"path": each.path, "reason": each.reason}
            )
            # All its parts: once the first is settled, the next are to be cancelled.
            named = [entry.get(OPEN, ""), *(str(key) for key in each.keys)]
            entry[OPEN] = " ".join(filter(None, named))
    return found


def kept(
    found: Found, last: Tick | None, accounts: Container[str]
) -> dict[str, Mapping[str, str]]:
    """What the last tick carried of posts that have no account in the settings now.

    They are neither due nor gone. Nothing says so to a later tick when the account
    comes back, since no file of the calendar changes then.
    """
    there = {
        each.post.name
        for each in found.targets
        if all(key in accounts for key in each.post.accounts)
    }
    there.update(each.post for each in found.missing)
    carry = last.carry if last else {}
    return {
        name: entry
        for name, entry in carry.items()
        if name not in there and OPEN not in entry and not is_file(name)
    }


def _is_open(state: KeyState | None) -> bool:
    """Whether it is, or may be, on its way, and a look-up or a person settles it."""
    if state is None or state.state in _OVER:
        return False
    return state.state in _MAYBE or state.may_be_live


def _is_unfinished(state: KeyState | None) -> bool:
    return state is None or state.state not in _OVER


def merged(
    own: Mapping[str, Mapping[str, str]], of_missing: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Mapping[str, str]]:
    """Both; of a post that is there, and lacks a target that it had, both are kept."""
    both = {name: dict(entry) for name, entry in of_missing.items()}
    for name, entry in own.items():
        both[name] = {**both.get(name, {}), **entry}
    return both
