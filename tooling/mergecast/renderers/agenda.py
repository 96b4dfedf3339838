"""The agenda of a meeting, filled in from the state of the repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.model.process import Meeting, Topic
from mergecast.renderers.playbook_pages import Lines, paged, section
from mergecast.renderers.sinks import Sink

_MOST = 30
"""Lines of one item; a meeting reads no more."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting at an instant; ``state`` has lines by what an item is filled in from.

    ``people`` are those who come; a state that is not known is said as such.
    """

    meeting: Meeting
    at: datetime
    people: tuple[str, ...]
    state: Mapping[str, tuple[str, ...]]

    def lines(self, topic: Topic) -> tuple[str, ...]:
        """What is said of an item; everyone is asked for wins and needs."""
        if topic.source in {"wins", "help"}:
            return tuple(f"{name}: ..." for name in self.people)
        return self.state.get(topic.source or "", ())


def agenda_title(found: Agenda) -> str:
    """What an issue with it is called."""
    return f"{found.meeting.title} ({found.at:%Y-%m-%d})"


def agenda_page(found: Agenda, sink: Sink) -> str:
    """The agenda, item by item."""
    return paged(agenda_title(found), _lines(found, sink), sink)


def _lines(found: Agenda, sink: Sink) -> Lines:
    meeting = found.meeting
    when = f"{sink.words(meeting.when)}, " if meeting.when else ""
    yield f"{when}{meeting.minutes} minutes at most"
    for number, topic in enumerate(meeting.agenda, 1):
        minutes = f" ({topic.minutes} min)" if topic.minutes else ""
        yield from section(f"{number}. {sink.words(topic.topic)}{minutes}")
        lines = found.lines(topic)
        yield from (f"- {sink.words(line)}" for line in lines[:_MOST])
        if len(lines) > _MOST:
            yield f"- and {len(lines) - _MOST} more"
        if topic.source is not None and not lines:
            yield "- nothing"
    path = f"playbooks/minutes/{found.at:%Y-%m-%d}-{meeting.id}.yaml"
    yield from ("", f"Minutes go into {sink.code(path)}.")


def agenda_json(found: Agenda, url: str | None) -> str:
    """The same for programs."""
    items = [
        {
            "topic": topic.topic,
            "from": topic.source,
            "minutes": topic.minutes,
            "lines": list(found.lines(topic)),
        }
        for topic in found.meeting.agenda
    ]
    whole = {
        "version": 1,
        "meeting": found.meeting.id,
        "title": agenda_title(found),
        "at": found.at.isoformat(),
        "people": list(found.people),
        "items": items,
        "url": url,
    }
    return json.dumps(whole, ensure_ascii=True, indent=2) + "\n"
