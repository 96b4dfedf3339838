"""A runner's way to the ledger's remote: where fetches and pushes go wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mergecast.errors import GitError
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.store import Change, Commit, Outcome, Refused, Uncertain

if TYPE_CHECKING:
    from simulation.runner import Runner
    from simulation.schedule import Simulation


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one fetch brought: the files as of one tip."""

    plain: MemoryStore
    fetched: str | None

    def tip(self) -> str | None:
        return self.fetched

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        return self.plain.read(commit, paths)

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        return self.plain.names(commit, folder)

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        return self.plain.history(commit, most)

    def push(self, parent: str | None, change: Change) -> Outcome:
        return self.plain.push(parent, change)


@dataclass(frozen=True, slots=True)
class Way:
    """A runner's way to the ledger's remote."""

    runner: Runner

    def tip(self) -> str | None:
        self.runner.moment()
        simulation = self.runner.simulation
        tips = simulation.remote.tips
        match simulation.chance.strikes("tip"):
            case "fetch fails":
                raise GitError("the remote does not answer")
            case "fetch stale":
                back = simulation.chance.random.randint(2, 4)
                return tips[max(1, len(tips) - back)]
            case "ref gone":
                return None
        return tips[-1]

    def read(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        return self.runner.simulation.plain.read(commit, paths)

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        return self.runner.simulation.plain.names(commit, folder)

    def history(self, commit: str, most: int | None = None) -> Sequence[Commit]:
        return self.runner.simulation.plain.history(commit, most)

    def push(self, parent: str | None, change: Change) -> Outcome:
        self.runner.moment()
        simulation = self.runner.simulation
        outcome = self._pushed(simulation, parent, change)
        simulation.tell(simulation.actor, f"writes {change.message}: {_name(outcome)}")
        return outcome

    def _pushed(
        self, simulation: Simulation, parent: str | None, change: Change
    ) -> Outcome:
        match simulation.chance.strikes("push"):
            case "disk full":
                raise GitError("no space left on device")
            case "push refused":
                return Refused()
            case "push not applied":
                return Uncertain("no answer, and not applied")
            case "push answer lost":
                simulation.plain.push(parent, change)
                return Uncertain("no answer")
        return simulation.plain.push(parent, change)


def _name(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()
