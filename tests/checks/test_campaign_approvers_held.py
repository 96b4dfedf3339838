"""Whom a campaign asks for is somebody on the team, or a role that somebody has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checks.example_workspace import workspace

from mergecast.checks import approval_role_unheld
from mergecast.checks.base import Context
from mergecast.model.team import Member, Team
from mergecast.model.workspace import Campaign
from mergecast.source import Place

PATH = "calendar/campaigns/launch.yaml"
TEAM = Team({"tom": Member("tom", "Tom", roles=("legal",))})


@pytest.mark.parametrize(
    ("approvers", "wrong"),
    [(("legal", "tom"), []), (("leagl", "tom"), [0]), (("tom", "Tom"), [1])],
)
def test_each_name_is_a_member_or_a_role(
    approvers: tuple[str, ...], wrong: list[int]
) -> None:
    campaigns = {"launch": Campaign("launch", PATH, approvers=approvers)}
    space = replace(workspace(), team=TEAM, campaigns=campaigns)

    found = list(approval_role_unheld.check(Context(space)))

    assert [each.place for each in found] == [
        Place(PATH, ("approvers", number)) for number in wrong
    ]
    for each in found:
        assert "nobody in playbooks/team.yaml is '" in each.message
