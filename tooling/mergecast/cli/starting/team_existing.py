"""What a workspace that is there already says of its team: that is not asked again."""

from __future__ import annotations

from pathlib import Path

from mergecast.cli.starting.cron_lines import slots
from mergecast.cli.starting.team_answers import Answers, Handle, Person
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import usable
from mergecast.model.team import Member
from mergecast.repository.trees import WorkTree


def existing(folder: Path) -> Answers | None:
    """Its accounts, people and slots; None where there are no settings.

    Raises:
        WorkspaceError: they cannot be read.
    """
    tree = WorkTree(folder)
    if tree.mode(SETTINGS) is None:
        return None
    space = usable(tree)
    real = [each for each in space.settings.accounts.values() if not each.sample]
    place = space.settings.data.get("forge")
    named = place.get("repository", "") if isinstance(place, dict) else ""
    return Answers(
        tuple(Handle(each.key, each.user, each.timezone) for each in real),
        tuple(_person(each) for each in space.team.members.values()),
        (),
        "",
        str(named),
        own=tuple(slot for each in real for slot in slots(each.data)),
    )


def _person(member: Member) -> Person:
    return Person(member.key, member.name, member.timezone or "UTC", member.login or "")
