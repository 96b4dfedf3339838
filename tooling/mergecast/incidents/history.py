"""What the ledger says of incidents: each with its steps, as they happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mergecast.crisis.clocks import Times
from mergecast.model.event import Event, EventKind
from mergecast.model.freeze import CLOSED_STEPS, said_in

PHASE_OF = {"assess": "assess", "notify": "notify", "respond": "respond"}
"""Which phase of a playbook a step does."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: ``said`` is what its event has to say."""

    name: str
    at: datetime
    by: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """One incident. ``live`` is when the first post of it was out."""

    id: str
    steps: Sequence[Step]
    live: datetime | None = None

    @property
    def level(self) -> str | None:
        """How grave it is now."""
        return self._last("level")

    @property
    def facts(self) -> Mapping[str, str]:
        """What is known of it, as it was said last."""
        said = (step.said.get("facts") for step in self.steps)
        found: dict[str, str] = {}
        for each in said:
            found |= each if isinstance(each, Mapping) else {}
        return found

    @property
    def playbook(self) -> str | None:
        """The playbook that it is handled by."""
        return self._last("playbook")

    @property
    def summary(self) -> str:
        """What happened, in a line."""
        return self._last("summary") or ""

    @property
    def opened(self) -> datetime:
        """When it began."""
        return self.steps[0].at

    @property
    def closed(self) -> datetime | None:
        """When it was closed; None while it goes on."""
        over = [step.at for step in self.steps if step.name == "close"]
        return over[-1] if over else None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.steps[-1].name not in CLOSED_STEPS

    def times(self) -> Times:
        """When what was done."""
        done: dict[str, datetime] = {}
        told: dict[str, datetime] = {}
        graded, level = self.opened, None
        for step in self.steps:
            if step.name in PHASE_OF:
                done.setdefault(PHASE_OF[step.name], step.at)
            if step.name == "retro":
                done.setdefault("record", step.at)
            if step.name == "notify":
                told.setdefault(str(step.said.get("who")), step.at)
            if step.said.get("level") not in {None, level}:
                graded, level = step.at, step.said["level"]
        if self.live is not None:
            done["respond"] = min(done.get("respond", self.live), self.live)
        return Times(self.opened, graded, self.closed, done, told)

    def _last(self, name: str) -> str | None:
        found = [step.said[name] for step in self.steps if step.said.get(name)]
        return str(found[-1]) if found else None


def histories(events: Iterable[Event]) -> tuple[History, ...]:
    """Every incident of these events, the oldest first."""
    steps: dict[str, list[Step]] = {}
    of_post: dict[str, str] = {}
    live: dict[str, datetime] = {}
    for event in events:
        if event.kind is EventKind.INCIDENT:
            name = event.key.partition(":")[2]
            by = str(event.body["by"])
            one = Step(str(event.body["step"]), event.at, by, event.body)
            steps.setdefault(name, []).append(one)
        elif event.kind is EventKind.CLAIM:
            incident = said_in(event.body.get("scopes"))
            if incident is not None:
                of_post[event.key] = incident
        elif event.kind is EventKind.POSTED and event.key in of_post:
            live.setdefault(of_post[event.key], event.at)
    return tuple(History(name, each, live.get(name)) for name, each in steps.items())
