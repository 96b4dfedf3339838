"""What a playbook names is there: levels, statements, scopes, meetings, people.

A crisis playbook names a level, statements and what is frozen; a statement its levels;
an incident its playbook, its level and people; minutes their meeting and who does what;
a decision the one that it replaces. At night nobody looks for what was meant.

Passes::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    levels: [high]
    texts: {en: We know of it.}
    # playbooks/levels.yaml
    facts: {harm: {ask: "Can anyone come to harm?", type: yes-no}}
    levels: {low: {title: Low}, high: {title: High, any_of: [{harm: true}]}}

Fails::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    levels: [hihg]
    texts: {en: We know of it.}
    # playbooks/levels.yaml
    facts: {harm: {ask: "Can anyone come to harm?", type: yes-no}}
    levels: {low: {title: Low}, high: {title: High, any_of: [{harm: true}]}}

Fails::

    # playbooks/minutes/2026-11-24-daily.yaml
    meeting: daily
    day: 2026-11-24
    actions: [{do: write the thread, who: mei}]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.crisis import Playbook
from mergecast.model.incident import Incident
from mergecast.model.process import Minutes
from mergecast.model.workspace import Workspace
from mergecast.source import Place

ID = "playbook-reference-unknown"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

Named = tuple[Place, str, str, Collection[str]]
"""Where a name stands, what it is the name of, the name, and those there are."""


def check(context: Context) -> Iterable[Remark]:
    """Look every name up."""
    for place, what, name, known in _named(context.workspace):
        if name not in known:
            yield Remark(
                place,
                f"there is no {what} '{name}'",
                hint=suggest(name, sorted(known), f"add the {what} first"),
            )


def _named(space: Workspace) -> Iterator[Named]:
    books = space.playbooks
    for playbook in books.crises.values():
        yield from _of_playbook(playbook, space)
    for statement in books.statements.values():
        for number, level in enumerate(statement.levels):
            place = Place(statement.path, ("levels", number))
            yield place, "level", level, _levels(space)
    for incident in books.incidents.values():
        yield from _of_incident(incident, space)
    for minutes in books.minutes:
        yield (
            Place(minutes.path, ("meeting",)),
            "meeting",
            minutes.meeting,
            (books.meetings),
        )
        yield from _of_minutes(minutes, space)
    numbers = {each.number for each in books.decisions}
    for each in books.decisions:
        if each.replaces is not None:
            yield Place(each.path, ("replaces",)), "decision", each.replaces, numbers


def _levels(space: Workspace) -> Collection[str]:
    return space.playbooks.levels.levels if space.playbooks.levels else ()


def _of_playbook(playbook: Playbook, space: Workspace) -> Iterator[Named]:
    if playbook.level is not None:
        place = Place(playbook.path, ("level",))
        yield place, "level", playbook.level, _levels(space)
    for number, name in enumerate(playbook.statements):
        place = Place(playbook.path, ("statements", number))
        yield place, "statement", name, space.playbooks.statements
    scopes = {
        "account": space.settings.accounts,
        "network": {each.network for each in space.settings.accounts.values()},
        "campaign": space.campaigns,
    }
    for number, scope in enumerate(playbook.freeze):
        what, _, name = scope.partition(":")
        if what in scopes:
            yield Place(playbook.path, ("freeze", number)), what, name, scopes[what]


def _of_incident(incident: Incident, space: Workspace) -> Iterator[Named]:
    here = incident.path
    books = space.playbooks
    yield Place(here, ("playbook",)), "playbook", incident.playbook, books.crises
    yield Place(here, ("level",)), "level", incident.level, _levels(space)


def _of_minutes(minutes: Minutes, space: Workspace) -> Iterator[Named]:
    for number, action in enumerate(minutes.actions):
        if action.done is None:  # who did something may have left since
            place = Place(minutes.path, ("actions", number, "who"))
            yield place, "member", action.who, space.team.members
