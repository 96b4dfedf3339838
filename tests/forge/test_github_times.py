"""A new time on GitHub: who stands behind it is what GitHub vouches for.

Mei is the creator, whom the policy asks about new times; everybody else may approve
words. Each story moves an approved post by half an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from forge.conftest import SETTINGS
from forge.github.hub import Hub, Who
from team_repository import AISYAH, MEI, POST, POST_PATH, TOM

if TYPE_CHECKING:
    from forge.github.fake import Pull

POLICY = """\
approval:
  reschedule: {any_of: [creator]}
"""
PEOPLE = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, roles: [creator]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom Baker, login: tom, email: tom@example.org, roles: [legal]}
"""
LATER = POST.replace("09:00", "09:30")
LATEST = POST.replace("09:00", "09:45")
GOES = "approved; its time has not come"
WAITS = (
    "its time was changed after it was approved; it needs creator (Mei Lin) to approve "
    "the new time"
)
Story = Callable[[Hub], None]


@pytest.fixture(autouse=True)
def _published(hub: Hub) -> None:
    hub.team.write("mergecast.yaml", SETTINGS + POLICY)
    hub.team.write("playbooks/team.yaml", PEOPLE)
    hub.team.commit("Who approves what")
    hub.branch("first")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post")
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.merge(pull)
    hub.branch("move")


def moves(hub: Hub, text: str = LATER, who: Who = MEI) -> None:
    hub.team.write(POST_PATH, text)
    hub.commit("calendar: Later", who)


def proposed(hub: Hub, who: Who) -> Pull:
    moves(hub, who=who)
    return hub.propose(who)


def a_creator_moves_it(hub: Hub) -> None:
    hub.merge(proposed(hub, MEI), "squash")


def a_creator_agrees(hub: Hub) -> None:
    pull = proposed(hub, TOM)
    hub.review(pull, MEI)
    hub.merge(pull, "squash")


def a_creator_agrees_after_the_merge(hub: Hub) -> None:
    pull = proposed(hub, TOM)
    hub.merge(pull)
    hub.review(pull, MEI)


def somebody_else_moves_it(hub: Hub) -> None:
    hub.merge(proposed(hub, TOM))


def somebody_else_moves_it_in_a_creators_name(hub: Hub) -> None:
    moves(hub, who=MEI)
    hub.merge(hub.propose(TOM), "squash")


def a_commit_slipped_into_a_creators_branch(hub: Hub) -> None:
    hub.team.write("README.md", "hello")
    hub.commit("Something else", MEI)
    pull = hub.propose(MEI)
    moves(hub, who=TOM)
    hub.push(pull)
    hub.merge(pull, "squash")


def another_time_than_the_creator_agreed_to(hub: Hub) -> None:
    pull = proposed(hub, TOM)
    hub.review(pull, MEI)
    moves(hub, LATEST, TOM)
    hub.push(pull)
    hub.merge(pull, "squash")


def a_creator_who_took_it_back(hub: Hub) -> None:
    a_creator_agrees(hub)
    hub.github.pulls[hub.pulls].reviews[-1].state = "DISMISSED"


def a_creator_who_left(hub: Hub) -> None:
    a_creator_agrees(hub)
    hub.github.people["mei"].permission = "read"


STORIES: dict[Story, str] = {
    a_creator_moves_it: GOES,
    a_creator_agrees: GOES,
    a_creator_agrees_after_the_merge: GOES,
    somebody_else_moves_it: WAITS,
    somebody_else_moves_it_in_a_creators_name: WAITS,
    a_commit_slipped_into_a_creators_branch: WAITS,
    another_time_than_the_creator_agreed_to: WAITS,
    a_creator_who_took_it_back: WAITS,
    a_creator_who_left: WAITS,
}


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)
def test_a_new_time_has_somebody_behind_it(
    hub: Hub, plan: Callable[[], str], story: Story
) -> None:
    story(hub)

    assert plan() == STORIES[story]
