"""A process guide as a list to tick off, with names and times."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.model.process import Process, Step
from mergecast.model.team import Team
from mergecast.renderers.playbook_pages import Lines, paged, section
from mergecast.renderers.sinks import Sink


@dataclass(frozen=True, slots=True)
class Checklist:
    """A guide that somebody starts at an instant, with those who do it."""

    process: Process
    team: Team
    at: datetime

    def owner(self, step: Step) -> str | None:
        """The role (or member) whose step it is."""
        return step.owner or self.process.keeping.owner

    def names(self, step: Step) -> tuple[str, ...]:
        """Who holds that role."""
        owner = self.owner(step)
        if owner is None:
            return ()
        if owner in self.team.members:
            return (self.team.members[owner].name,)
        return tuple(member.name for member in self.team.holders([owner]))

    def due(self, step: Step) -> datetime | None:
        """By when, where the guide says it."""
        return None if step.within is None else self.at + step.within


def checklist_title(found: Checklist) -> str:
    """What an issue with it is called."""
    return f"{found.process.title} ({found.at:%Y-%m-%d})"


def checklist_page(found: Checklist, sink: Sink) -> str:
    """The list, to be ticked off."""
    return paged(checklist_title(found), _lines(found, sink), sink)


def _lines(found: Checklist, sink: Sink) -> Lines:
    process = found.process
    yield f"{sink.strong('Why')}: {sink.words(process.trigger)}"
    yield ""
    yield from (_box(found, step, sink) for step in process.steps)
    if process.scores:
        yield from section("Scores, 1 to 5, by two people apart")
        for each in process.scores:
            ends = f"1: {sink.words(each.low)}; 5: {sink.words(each.high)}"
            yield f"- {sink.words(each.what)} ({ends}): ... and ..."
    yield ""
    if process.notify:
        told = ", ".join(map(sink.words, process.notify))
        yield f"- [ ] told: {told}"
    if process.evidence:
        yield f"- [ ] done: {sink.words(process.evidence)}"
    yield from ("", f"From {sink.code(process.path)}.")


def _box(found: Checklist, step: Step, sink: Sink) -> str:
    owner = found.owner(step)
    names = " or ".join(map(sink.words, found.names(step)))
    said = (
        [f"{sink.words(owner)}: {names}" if names else sink.words(owner)]
        if owner
        else []
    )
    due = found.due(step)
    if due is not None:
        said.append(f"by {due:%Y-%m-%d %H:%M} UTC")
    more = f" ({', '.join(said)})" if said else ""
    see = f": {sink.code(step.see)}" if step.see else ""
    return f"- [ ] {sink.words(step.do)}{more}{see}"


def checklist_json(found: Checklist, url: str | None) -> str:
    """The same for programs; ``url`` is that of the issue, where there is one."""
    steps: Sequence[dict[str, object]] = [
        {
            "do": step.do,
            "owner": found.owner(step),
            "names": list(found.names(step)),
            "due": due.isoformat() if (due := found.due(step)) else None,
            "see": step.see,
        }
        for step in found.process.steps
    ]
    whole = {
        "version": 1,
        "process": found.process.id,
        "title": checklist_title(found),
        "at": found.at.isoformat(),
        "steps": steps,
        "url": url,
    }
    return json.dumps(whole, ensure_ascii=True, indent=2) + "\n"
