"""Cunning on GitHub: what nobody approved does not go out, however it came there.

Here the team has a policy and people; each story ends on main, and ``plan`` says what
a job would do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from forge.conftest import SETTINGS
from forge.github.hub import LI, WEB, Hub, Who
from PIL import Image
from team_repository import AISYAH, MEI, POST, POST_PATH, TOM

POLICY = """\
approval:
  reschedule: {any_of: [creator]}
  rules:
    - {any_of: [brand]}
    - {ratings: [PG], all_of: [legal]}
    - {campaigns: [vows], all_of: [legal]}
    - {lanes: [planned], buckets: [industry], all_of: [legal]}
    - {buckets: [evergreen], new_media: true, all_of: [legal]}
"""
PEOPLE = """\
members:
  mei: {name: Mei Lin, login: Mei, email: mei@example.org, roles: [creator]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom Baker, login: tom, email: tom@example.org, roles: [legal, brand]}
  li: {name: 李, login: li, email: li@example.org, roles: [brand]}
"""
BETTER = POST.replace("It is out.", "It is here.")
MOVED = POST_PATH.replace("launch", "release")
Story = Callable[[Hub], None]


@pytest.fixture(autouse=True)
def _policy(hub: Hub) -> None:
    hub.team.write("mergecast.yaml", SETTINGS + POLICY)
    hub.team.write("playbooks/team.yaml", PEOPLE)
    hub.team.commit("Who approves what")


def lands(
    hub: Hub,
    name: str,
    files: Mapping[str, str],
    *,
    by: Who = MEI,
    of: Sequence[Who] = (),
) -> None:
    """A pull request by ``by``, approved by ``of``, merged."""
    hub.branch(name)
    for path, text in files.items():
        hub.team.write(path, text)
    hub.commit(name, by)
    pull = hub.propose(by)
    for who in of:
        hub.review(pull, who)
    hub.merge(pull)


def published(hub: Hub, text: str = POST) -> None:
    lands(hub, "first", {POST_PATH: text}, of=[AISYAH])


def zone_changed(hub: Hub, *people: Who, by: Who = TOM) -> None:
    settings = (SETTINGS + POLICY).replace("Kuala_Lumpur", "Tokyo")
    lands(hub, "zone", {"mergecast.yaml": settings}, by=by, of=people)


def test_the_setting_is_honest(hub: Hub, plan: Callable[[], str]) -> None:
    published(hub)
    assert plan() == "approved; its time has not come"


def renamed_and_edited(hub: Hub) -> None:
    published(hub)
    hub.branch("second")
    hub.team.git("mv", POST_PATH, MOVED)
    hub.team.write(MOVED, BETTER)
    hub.commit("calendar: A better name")
    hub.merge(hub.propose(), "squash")


def renamed_then_edited_then_renamed_back(hub: Hub) -> None:
    published(hub)
    hub.branch("second")
    hub.team.git("mv", POST_PATH, MOVED)
    hub.commit("a")
    hub.merge(hub.propose(), "squash")
    lands(hub, "third", {MOVED: BETTER})
    hub.branch("fourth")
    hub.team.git("mv", MOVED, POST_PATH)
    hub.commit("b")
    hub.merge(hub.propose(), "squash")


def queue_and_back(hub: Hub) -> None:
    published(hub)
    hub.branch("second")
    (hub.team.folder / "calendar/queue").mkdir()
    hub.team.git("mv", POST_PATH, "calendar/queue/launch.yaml")
    hub.team.write("calendar/queue/launch.yaml", BETTER)
    hub.commit("a")
    hub.merge(hub.propose(), "squash")
    hub.branch("third")
    (hub.team.folder / POST_PATH).parent.mkdir(parents=True, exist_ok=True)
    hub.team.git("mv", "calendar/queue/launch.yaml", POST_PATH)
    hub.commit("b")
    hub.merge(hub.propose(), "squash")


def variant_only(hub: Hub) -> None:
    published(hub, POST + "variants:\n  acme: {text: One.}\n")
    lands(hub, "second", {POST_PATH: POST + "variants:\n  acme: {text: Two.}\n"})


def variant_for_the_network(hub: Hub) -> None:
    published(hub)
    lands(hub, "second", {POST_PATH: POST + "variants:\n  x: {text: Two.}\n"})


def _image(hub: Hub, colour: str) -> None:
    file = hub.team.folder / "calendar/media/a.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 64), colour).save(file)


def media_swapped_by_another_pull_request(hub: Hub) -> None:
    hub.branch("first")
    _image(hub, "red")
    hub.team.write(
        POST_PATH, POST + "media: [{file: media/a.png, alt: A red square}]\n"
    )
    hub.commit("a")
    pull = hub.propose()
    hub.review(pull)
    hub.merge(pull)
    hub.branch("second")
    _image(hub, "blue")
    hub.commit("media: Smaller")
    hub.merge(hub.propose(), "squash")


def alt_text(hub: Hub) -> None:
    hub.branch("first")
    _image(hub, "red")
    hub.team.write(
        POST_PATH, POST + "media: [{file: media/a.png, alt: A red square}]\n"
    )
    hub.commit("a")
    pull = hub.propose()
    hub.review(pull)
    hub.merge(pull)
    lands(
        hub, "second", {POST_PATH: POST + "media: [{file: media/a.png, alt: A fool}]\n"}
    )


def poll_option(hub: Hub) -> None:
    poll = "poll: {options: [%s, No], minutes: 60}\n"
    published(hub, POST + poll % "Yes")
    lands(hub, "second", {POST_PATH: POST + poll % "Never"})


def two_versions_merged_in_odd_order(hub: Hub) -> None:
    """Tom approves one wording, Aisyah another; what comes of both nobody saw."""
    git = hub.team.git
    hub.branch("one")
    hub.team.write(POST_PATH, POST)
    hub.commit("one")
    one = hub.propose()
    hub.review(one, AISYAH)
    hub.branch("two")
    hub.team.write(POST_PATH, POST.replace("out", "live"))
    hub.commit("two")
    two = hub.propose()
    hub.review(two, TOM)
    hub.merge(one)
    before = git("rev-parse", "main")
    git("merge", "-q", "--no-ff", "--no-commit", "-s", "ours", two.head)
    hub.team.write(POST_PATH, POST.replace("out", "out and live"))
    hub.commit("Merge", TOM, WEB)
    hub.merged(two, before)


def a_later_pull_request_brings_the_older_words_back(hub: Hub) -> None:
    published(hub)
    lands(hub, "second", {POST_PATH: BETTER}, of=[TOM])
    lands(hub, "third", {POST_PATH: POST})


def octopus_with_an_edit(hub: Hub) -> None:
    git = hub.team.git
    hub.branch("one")
    hub.team.write(POST_PATH, POST)
    hub.commit("one")
    one = hub.propose()
    hub.review(one)
    hub.branch("two")
    hub.team.write("README.md", "x")
    hub.commit("two")
    two = hub.propose()
    hub.review(two)
    before = git("rev-parse", "main")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "--no-commit", one.head, two.head)
    hub.team.write(POST_PATH, BETTER)
    hub.commit("Merge both", TOM)
    hub.merged(one, before)
    hub.merged(two, before)


def approved_on_another_branch_that_main_followed(hub: Hub) -> None:
    hub.branch("release")
    hub.branch("topic")
    hub.team.write(POST_PATH, POST)
    hub.commit("one")
    pull = hub.propose()
    pull.base = "release"
    hub.review(pull)
    hub.merge(pull, "ff")


def somebody_with_an_unlinked_address_approves_their_own(hub: Hub) -> None:
    hub.branch("topic")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post", ("Tom Baker", "tb@home.example"))
    pull = hub.propose(MEI)
    hub.review(pull, TOM)
    hub.merge(pull)


def conflict_resolved_in_the_web_editor_by_who_approves(hub: Hub) -> None:
    git = hub.team.git
    published(hub)
    hub.branch("topic")
    hub.team.write(POST_PATH, POST.replace("out", "here"))
    hub.commit("calendar: One way", MEI)
    pull = hub.propose(MEI)
    lands(hub, "other", {POST_PATH: POST.replace("out", "live")}, of=[TOM])
    git("switch", "-q", "topic")
    git("merge", "-q", "--no-ff", "--no-commit", "-s", "ours", "main")
    hub.team.write(POST_PATH, POST.replace("It is out.", "Whatever I like."))
    hub.commit("Merge branch 'main' into topic", AISYAH, WEB)
    hub.push(pull)
    hub.review(pull, AISYAH)
    hub.merge(pull)


def asked_for_changes_in_one_of_two_pull_requests(hub: Hub) -> None:
    """One commit on main by two pull requests; a person's last word is in the first."""
    hub.branch("topic")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post")
    one = hub.propose()
    two = hub.propose()
    hub.review(one, LI, "CHANGES_REQUESTED", at="2026-11-20T10:50:00Z")
    hub.review(two, LI, at="2026-11-20T10:10:00Z")
    hub.review(two, AISYAH)
    git = hub.team.git
    before = git("rev-parse", "main")
    git("switch", "-q", "main")
    git("merge", "-q", "--ff-only", two.head)
    hub.merged(one, before)
    hub.merged(two, before)


def the_zone_of_the_account_changed(hub: Hub) -> None:
    published(hub)
    zone_changed(hub, AISYAH)


def moved_out_of_a_campaign_that_it_left(hub: Hub) -> None:
    hub.team.write(
        "calendar/campaigns/launch.yaml",
        "id: launch\ntitle: L\nstarts: 2026-11-01\nends: 2026-11-30\n",
    )
    hub.team.commit("A campaign")
    published(hub, POST + "campaign: launch\n")
    hub.branch("second")
    path = "calendar/2026/12/05-launch.yaml"
    (hub.team.folder / "calendar/2026/12").mkdir(parents=True)
    hub.team.git("mv", POST_PATH, path)
    hub.team.write(path, POST.replace("2026-11-24", "2026-12-05"))
    hub.commit("later")
    hub.merge(hub.propose(), "squash")


def moved_out_of_a_campaign_that_was_made_longer(hub: Hub) -> None:
    campaign = "id: launch\ntitle: L\nstarts: 2026-11-01\nends: 2026-%s\n"
    hub.team.write("calendar/campaigns/launch.yaml", campaign % "11-30")
    hub.team.commit("A campaign")
    published(hub, POST + "campaign: launch\n")
    path = "calendar/2026/12/05-launch.yaml"
    hub.branch("second")
    (hub.team.folder / "calendar/2026/12").mkdir(parents=True)
    hub.team.git("mv", POST_PATH, path)
    hub.team.write(
        path, POST.replace("2026-11-24", "2026-12-05") + "campaign: launch\n"
    )
    hub.team.write("calendar/campaigns/launch.yaml", campaign % "12-31")
    hub.commit("later")
    hub.merge(hub.propose(), "squash")


CAMPAIGN = "id: launch\ntitle: L\nstarts: 2026-11-01\nends: 2026-11-30\n"


def without_the_approver_of_its_campaign(hub: Hub) -> None:
    hub.team.write("calendar/campaigns/launch.yaml", f"{CAMPAIGN}approvers: [li]\n")
    hub.team.commit("A campaign")
    published(hub, POST + "campaign: launch\n")


def the_approver_of_its_campaign_dropped_beside_it(hub: Hub) -> None:
    hub.team.write("calendar/campaigns/launch.yaml", f"{CAMPAIGN}approvers: [li]\n")
    hub.team.commit("A campaign")
    files = {
        POST_PATH: POST + "campaign: launch\n",
        "calendar/campaigns/launch.yaml": CAMPAIGN,
    }
    lands(hub, "both", files, of=[AISYAH])


def a_rating_that_is_lowered_after_the_approval(hub: Hub) -> None:
    published(hub, POST + "rating: PG\n")
    lands(hub, "lower", {POST_PATH: POST + "rating: G\n"})


def a_campaign_that_it_leaves_after_the_approval(hub: Hub) -> None:
    published(hub, POST + "campaign: vows\n")
    lands(hub, "leaves", {POST_PATH: POST})


def a_lane_that_it_takes_after_the_approval(hub: Hub) -> None:
    published(hub, POST + "bucket: industry\n")
    lands(hub, "fast", {POST_PATH: POST + "bucket: industry\nlane: realtime\n"})


def who_asked_for_it_struck_out_after_the_approval(hub: Hub) -> None:
    published(hub, POST + "requested_by: aisyah\n")
    lands(hub, "nobody", {POST_PATH: POST})


def put_back_behind_a_review_that_saw_no_change(hub: Hub) -> None:
    """The words were there when it was reviewed, so nobody was shown them."""
    published(hub)
    hub.branch("owner")
    hub.team.write(POST_PATH, POST + "owner: mei\n")
    hub.commit("calendar: An owner")
    pull = hub.propose()
    hub.review(pull, LI)
    hub.team.git("switch", "-q", "main")
    hub.team.git("rm", "-q", POST_PATH)
    hub.commit("calendar: Not this one", TOM)
    hub.team.push()
    hub.team.git("switch", "-q", "owner")
    hub.team.git("merge", "-q", "-s", "ours", "main", "-m", "Update", who=MEI)
    hub.push(pull)
    hub.merge(pull)


THEN = (
    "Aisyah approved it; it needs legal (Tom Baker), as what it was when it was "
    "approved, or new approvals as what it is"
)
NOBODY = "nobody has approved it yet; it needs brand (Aisyah or Tom Baker or 李)"
DISHONEST: dict[Story, str] = {
    renamed_and_edited: NOBODY,
    renamed_then_edited_then_renamed_back: NOBODY,
    queue_and_back: NOBODY,
    variant_only: NOBODY,
    variant_for_the_network: NOBODY,
    media_swapped_by_another_pull_request: NOBODY,
    alt_text: NOBODY,
    poll_option: NOBODY,
    two_versions_merged_in_odd_order: "it was changed after Tom Baker approved it",
    a_later_pull_request_brings_the_older_words_back: NOBODY,
    octopus_with_an_edit: "it was changed after Aisyah approved it",
    approved_on_another_branch_that_main_followed: "without a pull request",
    somebody_with_an_unlinked_address_approves_their_own: (
        "only its own author Tom Baker approved it"
    ),
    conflict_resolved_in_the_web_editor_by_who_approves: (
        "only its own author Aisyah approved it"
    ),
    asked_for_changes_in_one_of_two_pull_requests: "李 asked for changes",
    the_zone_of_the_account_changed: (
        "its time was changed after it was approved; it needs creator (Mei Lin) to "
        "approve the new time"
    ),
    moved_out_of_a_campaign_that_it_left: (
        "it was moved across the days of campaign 'launch'"
    ),
    put_back_behind_a_review_that_saw_no_change: "what was reviewed is gone",
    a_rating_that_is_lowered_after_the_approval: THEN,
    a_campaign_that_it_leaves_after_the_approval: THEN,
    a_lane_that_it_takes_after_the_approval: THEN,
    who_asked_for_it_struck_out_after_the_approval: "asked for this post",
    without_the_approver_of_its_campaign: "Aisyah approved it; it needs 李",
    the_approver_of_its_campaign_dropped_beside_it: "Aisyah approved it; it needs 李",
    moved_out_of_a_campaign_that_was_made_longer: (
        "it was moved across the days of campaign 'launch'"
    ),
}


def _name(story: Story) -> str:
    return story.__name__.replace("_", "-")


@pytest.mark.parametrize("story", DISHONEST, ids=_name)
def test_cunning_does_not_help(hub: Hub, plan: Callable[[], str], story: Story) -> None:
    story(hub)

    said = plan()

    assert not said.startswith("approved"), said
    assert DISHONEST[story] in said


@pytest.mark.parametrize(
    ("people", "by"), [([MEI], TOM), ([], MEI)], ids=["approved", "made"]
)
def test_who_may_move_a_post_may_change_the_zone_under_it(
    hub: Hub, plan: Callable[[], str], people: list[Who], by: Who
) -> None:
    published(hub)
    zone_changed(hub, *people, by=by)

    assert plan() == "approved and due"


def test_a_zone_of_its_own_keeps_a_post_where_it_is(
    hub: Hub, plan: Callable[[], str]
) -> None:
    published(hub, POST + "timezone: Asia/Kuala_Lumpur\n")
    zone_changed(hub)

    assert plan() == "approved; its time has not come"


def test_a_zone_cannot_be_made_the_posts_own_to_hide_who_changed_it(
    hub: Hub, plan: Callable[[], str]
) -> None:
    published(hub)
    zone_changed(hub)
    lands(hub, "own", {POST_PATH: POST + "timezone: Asia/Tokyo\n"}, by=TOM)

    assert "its time was changed after it was approved" in plan()


@pytest.mark.parametrize("again", [True, False])
def test_a_lower_rating_that_was_approved_as_such_needs_no_more_than_that(
    hub: Hub, plan: Callable[[], str], *, again: bool
) -> None:
    hub.branch("first")
    hub.team.write(POST_PATH, POST + "rating: PG\n")
    hub.commit("first")
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.team.write(POST_PATH, POST + "rating: G\n")
    hub.commit("lower")
    hub.push(pull)
    if again:
        hub.review(pull, LI)
    hub.merge(pull, "squash")

    assert plan() == ("approved; its time has not come" if again else THEN)


def test_a_post_that_joins_a_campaign_needs_what_that_asks(
    hub: Hub, plan: Callable[[], str]
) -> None:
    published(hub)
    lands(hub, "joins", {POST_PATH: POST + "campaign: vows\n"})

    assert plan() == "Aisyah approved it; it needs legal (Tom Baker)"


def with_picture(hub: Hub, text: str, path: str, *people: Who) -> None:
    hub.branch(f"picture-{hub.pulls}")
    if not (hub.team.folder / "calendar/media/a.png").exists():
        _image(hub, "red")
    hub.team.write(path, text + "media: [{file: media/a.png, alt: A red square}]\n")
    hub.commit("calendar: With a picture")
    pull = hub.propose()
    for who in people:
        hub.review(pull, who)
    hub.merge(pull)


def test_what_is_shown_for_the_first_time_needs_who_the_policy_names(
    hub: Hub, plan: Callable[[], str]
) -> None:
    with_picture(hub, POST + "bucket: evergreen\n", POST_PATH, AISYAH)

    assert plan() == "Aisyah approved it; it needs legal (Tom Baker)"


def test_what_was_shown_before_needs_no_more(hub: Hub, plan: Callable[[], str]) -> None:
    other = POST.replace("launch-2026", "other-post").replace("24 09", "23 09")
    with_picture(hub, other, POST_PATH.replace("24-launch", "23-other"), AISYAH)
    with_picture(hub, POST + "bucket: evergreen\n", POST_PATH, AISYAH)

    assert plan() == "approved; its time has not come"


def test_an_old_pull_request_brings_no_stand_in_forward(
    hub: Hub, plan: Callable[[], str]
) -> None:
    people = PEOPLE.replace("roles: [legal, brand]", "roles: [legal], backup: li")
    hub.team.write("playbooks/team.yaml", people)
    hub.team.commit("A stand-in")
    hub.branch("old")
    hub.team.write(POST_PATH, POST + "rating: PG\n")
    hub.commit("calendar: A post")
    pull = hub.propose()
    pull.created_at = "2026-09-01T08:00:00Z"
    hub.review(pull, LI)
    hub.merge(pull)

    assert plan().startswith("李 approved it; it needs legal")


@pytest.mark.parametrize("away", [True, False])
def test_a_stand_in_approves_while_the_other_is_away(
    hub: Hub, plan: Callable[[], str], *, away: bool
) -> None:
    people = PEOPLE.replace("roles: [legal, brand]", "roles: [legal], backup: li")
    hub.team.write("playbooks/team.yaml", people)
    last = "2026-11-21" if away else "2026-11-19"
    leave = f"away: [{{member: tom, from: 2026-11-18, to: {last}}}]\n"
    hub.team.write("playbooks/away.yaml", leave)
    hub.team.commit("Leave")
    due = POST.replace("2026-11-24", "2027-01-24")
    lands(hub, "rated", {POST_PATH: due + "rating: PG\n"}, of=[LI])
    lands(hub, "sooner", {POST_PATH: POST + "rating: PG\n"})

    assert plan().startswith("approved" if away else "李 approved it; it needs legal")
