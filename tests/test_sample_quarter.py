"""The sample quarter has of everything that a team's calendar has."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mergecast.inspection.process import present
from mergecast.loading.between import all_posts
from mergecast.loading.workspace import load
from mergecast.model.blackout import Force
from mergecast.model.schedule import schedule
from mergecast.planning.slots import slots_of
from mergecast.repository.trees import WorkTree

if TYPE_CHECKING:
    from mergecast.model.post import Post
    from mergecast.model.workspace import Workspace

ROOT = Path(__file__).parent.parent
WEEK = "2027-W08"
"""It came as one pull request."""


@pytest.fixture(scope="module")
def space() -> Workspace:
    return load(WorkTree(ROOT), whole=True).workspace


@pytest.fixture(scope="module")
def posts() -> dict[str, Post]:
    return {each.name: each for each in all_posts(WorkTree(ROOT))}


def test_each_of_its_weeks_has_posts_and_each_language_has_many(
    posts: dict[str, Post], space: Workspace
) -> None:
    at = [schedule(each, space.settings).at for each in posts.values()]
    weeks = {each.isocalendar()[:2] for each in at if each is not None}
    accounts = Counter(name for each in posts.values() for name in each.accounts)

    assert weeks >= {(2027, week) for week in range(1, 14)}
    assert min(accounts[f"project{tail}"] for tail in ("", "-zh", "-ms")) >= 20


def test_a_week_has_a_plan_whose_posts_are_all_there(
    posts: dict[str, Post], space: Workspace
) -> None:
    plan = space.plans.by_name[WEEK]
    planned = [each.post for each in plan.assignments if each.post is not None]

    assert len(planned) >= 5
    assert set(planned) <= set(posts)


def test_pictures_of_readers_have_a_credit(posts: dict[str, Post]) -> None:
    sources = [each.data.get("source") for each in posts.values()]

    (credited,) = [each for each in sources if isinstance(each, dict)]
    assert credited["kind"] == "ugc"
    assert credited["credit"]
    assert credited["consent"]


def test_a_quote_is_for_a_person_and_an_embargo_is_kept(posts: dict[str, Post]) -> None:
    assert [each.id for each in posts.values() if "quote" in each.data] == [
        each.id for each in posts.values() if each.flag("manual")
    ]
    assert any("not_before" in each.data for each in posts.values())


def test_a_day_of_mourning_has_no_posts(
    posts: dict[str, Post], space: Workspace
) -> None:
    (mourning,) = [d for d in space.blackouts.days if d.force is Force.MOURNING]
    days = {(each.publish_at or "")[:10] for each in posts.values()}

    assert mourning.start == mourning.end
    assert mourning.start not in days


def test_it_has_reserved_slots_and_what_campaigns_are_for(space: Workspace) -> None:
    slots = slots_of(space.settings.accounts["project"])
    campaigns = space.campaigns.values()

    assert {each.reserved for each in slots} == {True, False}
    for key in ("kpis", "budget", "utm", "retro", "goals", "owner"):
        assert any(key in each.data for each in campaigns), key


def test_events_of_another_department_are_read(space: Workspace) -> None:
    now = datetime(2027, 1, 4, tzinfo=UTC)
    others = present(WorkTree(ROOT), space, now).departments

    assert [each.title for each in others.events] == ["Community call"]
    assert others.unread == {}


def test_the_team_of_the_pictures_has_a_post_that_is_held_and_one_that_is_missed(
    posts: dict[str, Post],
) -> None:
    script = (ROOT / "scripts/sample_team.py").read_text("utf-8")
    told = dict(re.findall(r'^(REFUSED|FORGOTTEN) = "(.+)"', script, re.MULTILINE))

    assert set(told) == {"REFUSED", "FORGOTTEN"}
    assert set(told.values()) <= set(posts)
