"""How a thing was settled that nobody has to see any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.alarms.alarm import key_of
from mergecast.alarms.marker import Mark
from mergecast.dispatch.standing import Standing
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.spoken import clock

_SETTLED = {
    "account": "the account can send again",
    "budget": "nothing of it waits for money any more",
    "freeze": "it goes on",
    "triage": "all of it has a new time, or is dropped",
    "clock": "it was done, or the incident is closed",
    "file": "the file can be read, or is gone",
    "runs": "a run came",
    "ledger": "the ledger can be believed",
    "publishing": "publishing goes on",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """Says it, by what is on record; asked only about what is no alarm now.

    ``state`` is what the ledger says of a key.
    """

    standings: Sequence[Standing]
    state: Callable[[Key], KeyState | None]
    now: datetime

    def __call__(self, mark: Mark) -> str | None:
        """How it was settled; None where it is not, or where nobody knows."""
        key = key_of(mark.id)
        if key is None:
            return _SETTLED.get(mark.id.partition(":")[0])
        state = self.state(key)
        if state is None or state.state is PartState.OPEN:
            return self._open(key)
        if state.state is PartState.POSTED:
            link = f": {state.url}" if state.url else ""
            return f"it is live since {clock(state.at)}{link}"
        if state.state is PartState.RETRACTED:
            return "it is deleted on the network"
        if state.state is PartState.CANCELLED:
            return "it is cancelled, and nothing sends it"
        return None

    def _open(self, key: Key) -> str | None:
        """Of what may go out: where its time lies ahead, or its post is gone."""
        mine = [each for each in self.standings if each.key.covers(_plain(key))]
        if not mine:
            alike = any(each.key.post == key.post for each in self.standings)
            return None if alike else "its post is not due any more"
        due = mine[0].due
        if due is not None and due > self.now:
            return f"it goes out at {clock(due)}"
        return None


def _plain(key: Key) -> Key:
    return Key(key.post, key.date, key.account, key.part)
