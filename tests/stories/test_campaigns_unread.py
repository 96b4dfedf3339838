"""Who approves the posts of a campaign stands in its file: unread, they wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories.telling import a_post

if TYPE_CHECKING:
    from stories.telling import Team

FILE = "calendar/campaigns/launch.yaml"
CAMPAIGN = (
    "id: launch\ntitle: Launch\nowner: mei\nstarts: 2026-11-01\nends: 2026-12-31\n"
)


def test_posts_of_a_campaign_wait_until_its_file_can_be_read(team: Team) -> None:
    own = a_post("one", "2026-11-24 09:00", "Of it. 一", campaign="launch")
    team.merges(FILE, CAMPAIGN)
    team.plans(own, "calendar/2026/11/24-one.yaml")
    team.plans(a_post("two", "2026-11-24 09:00"), "calendar/2026/11/24-two.yaml")
    team.merges(FILE, CAMPAIGN.replace("title", "titel"))
    waits = team.publishes_at("2026-11-24 09:01")
    live = team.live()
    team.merges(FILE, CAMPAIGN)
    team.publishes_at("2026-11-24 09:31")

    assert f"campaign 'launch' cannot be read: {FILE}" in waits.out
    assert live == ["It is out. 已经发布"]
    assert team.live() == ["It is out. 已经发布", "Of it. 一"]
