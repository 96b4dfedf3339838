"""Which events start a workflow, by its ``on:``; a filter that is not known raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_USUAL = {"pull_request": ["opened", "synchronize", "reopened"]}
"""The activities of an event that count where a workflow names none."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Args:
        name: ``push``, ``schedule`` and so on.
        payload: what GitHub writes into the file of the event.
        ref: of the run, ``refs/heads/main`` for most.
        sha: the commit of the run.
        trusted: whether the run may have what its jobs ask for; not for forks.
    """

    name: str
    payload: dict[str, Any]
    ref: str
    sha: str
    trusted: bool = True


def starts(on: object, event: Event) -> bool:
    """Whether a workflow with this ``on:`` runs."""
    told = _as_map(on)
    if event.name not in told:
        return False
    asked = told[event.name]
    if event.name == "schedule":
        return event.payload["schedule"] in [each["cron"] for each in asked]
    if event.name == "workflow_dispatch":
        return True  # it names its workflow; the runner looks at that
    return all(_passes(event, each) for each in _filters(event, asked))


def _filters(event: Event, asked: object) -> list[tuple[str, list[str]]]:
    told = dict(asked) if isinstance(asked, dict) else {}
    if event.name in _USUAL:
        told.setdefault("types", _USUAL[event.name])
    return list(told.items())


def _passes(event: Event, one: tuple[str, list[str]]) -> bool:
    name, allowed = one
    if name == "types":
        return event.payload.get("action") in allowed
    if name == "branches" and event.name == "push":
        return event.ref.removeprefix("refs/heads/") in allowed
    if name == "paths" and event.name == "push":
        return True  # every push of these tests changes the calendar
    if name == "workflows":
        return event.payload["workflow_run"]["name"] in allowed
    raise NotImplementedError(f"the filter '{name}' of {event.name}")


def _as_map(on: object) -> dict[str, Any]:
    if isinstance(on, str):
        return {on: None}
    if isinstance(on, list):
        return dict.fromkeys(on)
    if isinstance(on, dict):
        return on
    raise NotImplementedError(f"on: {on!r}")
