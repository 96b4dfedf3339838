"""The files that a team begins with, from what it said of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from mergecast.cli.starting import crisis_kit, rulesets, shipped, starter
from mergecast.cli.starting.cron_lines import cron_lines, with_cron
from mergecast.cli.starting.team_answers import ROLES, Answers, Handle, Person
from mergecast.editing.scalars import flow_scalar
from mergecast.editing.values import flow_list
from mergecast.loading.paths import SETTINGS, TEAM
from mergecast.model.settings import Publishing
from mergecast.schemas.editors import modeline

PUBLISH = ".github/workflows/publish.yml"
_TEMPLATE = "calendar/templates/announcement.yaml"
OWN = (SETTINGS, TEAM, _TEMPLATE, *crisis_kit.FILES)
"""What a workspace that is there has its own of."""


def files(answers: Answers) -> dict[str, str]:
    """Those of the team's own, by path; CODEOWNERS is made of what is on disk."""
    return rulesets.files(len(answers.people)) | {
        ".gitattributes": starter.git_attributes(),
        ".github/pull_request_template.md": starter.pull_request(),
        SETTINGS: settings(answers),
        TEAM: team(answers),
        _TEMPLATE: starter.announcement(),
        **crisis_kit.crisis_kit(_roles(answers)),
    }


def of_release(answers: Answers, now: datetime) -> dict[str, str]:
    """The files of this release; publishing starts before this team's own slots."""
    made = shipped.files()
    lines = cron(answers, now)
    return made | {PUBLISH: with_cron(made[PUBLISH], lines)}


def cron(answers: Answers, now: datetime) -> list[str]:
    """When GitHub starts a run."""
    return cron_lines(answers.timetable, Publishing().wait, now)


def settings(answers: Answers) -> str:
    """``mergecast.yaml``."""
    return "".join(f"{line}\n" for line in _settings(answers))


def _settings(answers: Answers) -> Iterator[str]:
    yield modeline("settings", SETTINGS)
    yield "# Whoever looks after this repository edits it; changes need a review."
    yield "# Your editor explains every setting; so does `mergecast schema settings`."
    yield "version: 1"
    yield "language: en # of messages to you, not of posts"
    yield "live: false # true: posts go out; until then all of it is a rehearsal"
    place = f", repository: {answers.repository}" if answers.repository else ""
    yield f"forge: {{kind: github{place}}}"
    yield "accounts:"
    for account in answers.accounts:
        yield from _account(account, answers.slots)
    yield "publishing:"
    yield "  late: publish-within 2h # a post that could not go out in time still may"
    yield "  spacing: 20m # between two posts of one account"
    yield "  per_day: 6"
    yield "  wait: 15m # a run that comes early waits this long for the exact second"
    if answers.profile:
        yield f"approval: {{profile: {answers.profile}}}"
    else:
        yield "# approval: {profile: small} # once there is somebody else to approve"


def _account(account: Handle, slots: Iterable[str]) -> Iterator[str]:
    yield f"  {flow_scalar(account.key)}: # this key stays; the handle may change"
    yield "    network: x"
    yield f"    user: {flow_scalar(account.user)} # the handle, without @"
    yield f"    timezone: {account.zone}"
    listed = ", ".join(f'"{at}"' for at in slots)
    if listed:
        yield f"    slots: [{listed}] # when it likes to post, in its zone"


def team(answers: Answers) -> str:
    """``playbooks/team.yaml``."""
    return "".join(f"{line}\n" for line in _team(answers))


def _team(answers: Answers) -> Iterator[str]:
    yield modeline("team", TEAM)
    yield "# The strategist edits this file when someone joins, leaves or changes role."
    yield "members:"
    people = answers.people
    for at, one in enumerate(people):
        yield from _member(one, people[(at + 1) % len(people)])
    used = _roles(answers)
    if used:
        yield "roles:"
    for role in used:
        title, duties = ROLES.get(role, (role, ""))
        said = f", duties: [{duties}]" if duties else ""
        yield f"  {flow_scalar(role)}: {{title: {_in_flow(title)}{said}}}"


def _roles(answers: Answers) -> dict[str, None]:
    """The roles that somebody holds, in the order in which they were named."""
    return dict.fromkeys(role for one in answers.people for role in one.roles)


def _member(one: Person, backup: Person) -> Iterator[str]:
    yield f"  {flow_scalar(one.key)}:"
    yield f"    name: {flow_scalar(one.name)}"
    if one.login:
        yield f"    login: {flow_scalar(one.login)}"
    yield f"    timezone: {one.zone}"
    if one.languages:
        yield f"    languages: {flow_list(one.languages)}"
    if one.roles:
        yield f"    roles: {flow_list(one.roles)}"
    if backup is not one:
        yield f"    backup: {flow_scalar(backup.key)}"


def _in_flow(text: str) -> str:
    return flow_scalar(text, in_flow=True)
