"""Every playbook is given to roles that somebody holds.

`owner`, `role`, `roles` and `notify` in the files of playbooks/ name roles (an `owner`
also a member) of playbooks/team.yaml. What is given to nobody is done by nobody.

Passes::

    # playbooks/process/customer-service.yaml
    id: customer-service
    title: Customer service
    owner: moderator
    trigger: somebody asks for help
    steps: [{do: answer, owner: mei}]
    # playbooks/team.yaml
    members: {mei: {name: Mei, roles: [moderator]}}

Fails::

    # playbooks/process/customer-service.yaml
    id: customer-service
    title: Customer service
    owner: modreator
    trigger: somebody asks for help
    steps: [{do: answer}]
    # playbooks/team.yaml
    members: {mei: {name: Mei, roles: [moderator]}}

Fails::

    # playbooks/meetings/daily.yaml
    id: daily
    title: Daily stand-up
    every: day
    minutes: 15
    roles: [moderator, analyst]
    agenda: [{topic: What goes out, from: due}]
    # playbooks/team.yaml
    members: {mei: {name: Mei, roles: [moderator]}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.keepers import kept
from mergecast.checks.basis.near import suggest
from mergecast.findings import Remark, Severity
from mergecast.model.playbooks import Playbooks
from mergecast.model.process import Process
from mergecast.source import Place

ID = "playbook-role-unheld"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look every role up in the team."""
    team = context.workspace.team
    held = {role for member in team.members.values() for role in member.roles}
    known = held.union(team.members)
    for place, name in _named(context.workspace.playbooks):
        if name not in known:
            yield Remark(
                place,
                f"nobody in playbooks/team.yaml is '{name}' or has that role",
                hint=suggest(name, known, "name a role or a member that is there"),
            )


def _named(books: Playbooks) -> Iterator[tuple[Place, str]]:
    for path, keeping in kept(books):
        if keeping.owner is not None:
            yield Place(path, ("owner",)), keeping.owner
    for playbook in books.crises.values():
        for name, phase in playbook.phases.items():
            yield Place(playbook.path, ("steps", name, "owner")), phase.owner
    for process in books.processes.values():
        yield from _of_process(process)
    for meeting in books.meetings.values():
        for number, role in enumerate(meeting.roles):
            yield Place(meeting.path, ("roles", number)), role


def _of_process(process: Process) -> Iterator[tuple[Place, str]]:
    if process.role is not None:
        yield Place(process.path, ("role",)), process.role
    for number, step in enumerate(process.steps):
        if step.owner is not None:
            yield Place(process.path, ("steps", number, "owner")), step.owner
    for number, role in enumerate(process.notify):
        yield Place(process.path, ("notify", number)), role
