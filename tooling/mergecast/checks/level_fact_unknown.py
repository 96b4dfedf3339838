"""Levels of a crisis ask only for facts that the file explains, in their kind.

Under `levels` of playbooks/levels.yaml, conditions and examples name facts. Each has
to stand under `facts`, so that somebody is asked for it, and what it is compared with
is of its kind: a number, or true and false. With any other the level never holds.

Passes::

    # playbooks/levels.yaml
    facts: {people: {ask: "How many people complain?", type: number}}
    levels:
      low: {title: Single complaints}
      high: {title: Large negative wave, any_of: [{people: 50}]}

Fails::

    # playbooks/levels.yaml
    facts: {people: {ask: "How many people complain?", type: number}}
    levels:
      low: {title: Single complaints}
      high: {title: Large negative wave, any_of: [{poeple: 50}]}

Fails::

    # playbooks/levels.yaml
    facts: {people: {ask: "How many people complain?", type: number}}
    levels:
      low: {title: Single complaints}
      high: {title: Large negative wave, any_of: [{people: true}]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.crisis import LEVELS, Facts, Level, Levels
from mergecast.source import Place, Route

ID = "level-fact-unknown"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look at every condition and every example of every level."""
    levels = context.workspace.playbooks.levels
    if levels is None:
        return
    for level in levels.levels.values():
        for route, facts in _named(level):
            yield from _wrong(route, facts, levels)


def _named(level: Level) -> Iterator[tuple[Route, Facts]]:
    here = ("levels", level.key)
    for number, facts in enumerate(level.any_of):
        yield (*here, "any_of", number), facts
    for number, case in enumerate(level.cases):
        yield (*here, "examples", number, "facts"), case.facts


def _wrong(route: Route, facts: Facts, levels: Levels) -> Iterator[Remark]:
    for name, value in facts.items():
        place = Place(LEVELS, (*route, name))
        fact = levels.facts.get(name)
        if fact is None:
            yield Remark(
                Place(LEVELS, place.route, on_key=True),
                f"there is no fact '{name}' under 'facts'",
                hint=suggest(name, levels.facts, "add it there, with its question"),
            )
        elif fact.counts is isinstance(value, bool):
            wanted = "a number" if fact.counts else "true or false"
            yield Remark(
                place, f"fact '{name}' is {wanted}", hint=f"write {wanted} here"
            )
