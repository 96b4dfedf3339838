"""Turn loaded, schema-valid data into processes, meetings, decisions, incidents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.loading.build_playbooks import keeping
from mergecast.model.incident import Change, Entry, Incident, Retro
from mergecast.model.moments import parse_duration
from mergecast.model.process import (
    Action,
    Decision,
    Meeting,
    Minutes,
    Process,
    Score,
    Step,
    Topic,
)

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]


def process(path: str, data: Data) -> Process:
    """A file of ``playbooks/process/``."""
    scores = (
        Score(own["what"], own["low"], own["high"]) for own in data.get("scores", ())
    )
    return Process(
        data["id"],
        path,
        data["title"],
        data["trigger"],
        tuple(_step(own) for own in data["steps"]),
        data.get("role"),
        dict(data.get("answers", {})),
        tuple(data.get("notify", ())),
        data.get("evidence"),
        tuple(scores),
        keeping(data),
    )


def _step(data: Data) -> Step:
    within = data.get("within")
    return Step(
        data["do"],
        data.get("owner"),
        parse_duration(within) if within else None,
        data.get("see"),
    )


def meeting(path: str, data: Data) -> Meeting:
    """A file of ``playbooks/meetings/``."""
    agenda = tuple(_topic(own) for own in data["agenda"])
    return Meeting(
        *(data["id"], path, data["title"], data["every"]),
        *(int(data["minutes"]), agenda),
        data.get("when"),
        tuple(data.get("roles", ())),
        keeping(data),
    )


def _topic(data: Data) -> Topic:
    minutes = data.get("minutes")
    return Topic(data["topic"], data.get("from"), int(minutes) if minutes else None)


def minutes(path: str, data: Data) -> Minutes:
    """A file of ``playbooks/minutes/``."""
    actions = (
        Action(own["do"], own["who"], own.get("due"), own.get("done"))
        for own in data.get("actions", ())
    )
    return Minutes(
        path,
        data["meeting"],
        data["day"],
        tuple(data.get("wins", ())),
        tuple(data.get("help", ())),
        tuple(actions),
    )


def decision(path: str, data: Data) -> Decision:
    """A file of ``playbooks/decisions/``."""
    return Decision(
        *(path, data["number"], data["title"], data["state"], data["day"]),
        *(data["because"].rstrip("\n"), data["decision"].rstrip("\n")),
        tuple(data.get("by", ())),
        data.get("answer_by"),
        tuple(data.get("instead_of", ())),
        tuple(data.get("changes", ())),
        data.get("replaces"),
    )


def incident(path: str, data: Data) -> Incident:
    """A file of ``playbooks/incidents/``."""
    timeline = (
        Entry(own["at"], own["step"], own["what"], own.get("who"))
        for own in data["timeline"]
    )
    retro = data.get("retro")
    return Incident(
        *(data["id"], path, data["title"], data["playbook"], data["level"]),
        tuple(timeline),
        data.get("timezone", "UTC"),
        data.get("owner"),
        _retro(retro) if retro else None,
    )


def _retro(data: Data) -> Retro:
    changes = (
        Change(own["do"], own["who"], own.get("due"), own.get("file"))
        for own in data.get("changes", ())
    )
    return Retro(
        data["day"],
        tuple(data.get("well", ())),
        tuple(data.get("badly", ())),
        _text(data.get("why")),
        tuple(changes),
        data.get("no_change_because"),
        _text(data.get("case")),
    )


def _text(text: str | None) -> str | None:
    return None if text is None else text.rstrip("\n")
