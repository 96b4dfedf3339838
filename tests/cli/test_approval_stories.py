"""Stories with real git: what is not approved by the right people does not go out.

Each says in one sentence why, and `plan` says the same as `approvals`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from cli.approval_story import (
    AISYAH,
    EVE,
    MEI,
    NOW,
    PAID,
    POST,
    RAHIM,
    TOM,
    Story,
)
from team_repository import POST_PATH

from mergecast.forge.offline_lines import approval_line, policy_line

OUT = POST.replace("is out", "is OUT")
ANOTHER_ID = POST.replace("launch-2026", "launch-again")
AGAIN = "calendar/2026/11/24-again.yaml"
SETTINGS = "mergecast.yaml"


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> list[Story]:
    """The first story leaves its beginning here for the others to copy."""
    del tmp_path_factory
    return []


@pytest.fixture
def story(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    beginning: list[Story],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Story:
    if not beginning:
        folder = tmp_path_factory.mktemp("story")
        beginning.append(Story.begin(folder, capsys, monkeypatch))
    copied = tmp_path / "acme"
    beginning[0].copy(copied)
    return Story(copied, capsys, monkeypatch)


def test_a_post_that_someone_else_approved_goes_out(story: Story) -> None:
    story.draft()
    story.approve(RAHIM)

    assert story.reason() == ""


def test_nobody_approves_their_own_words(story: Story) -> None:
    story.draft()
    story.approve(MEI)

    assert story.reason() == (
        "only its own author Mei Lin approved it; it needs one member (Aisyah or "
        "عبد الرحيم or Tom)"
    )


def test_a_co_author_is_an_author(story: Story) -> None:
    story.team.write(POST_PATH, POST)
    story.team.commit("Draft\n\nCo-authored-by: Tom <tom@example.org>")
    story.approve(TOM)

    assert "only its own author Tom approved it" in story.reason()


def test_who_only_suggested_words_may_approve(story: Story) -> None:
    story.team.write(POST_PATH, POST)
    story.team.commit("Draft\n\nSuggested-by: Tom <tom@example.org>")
    story.approve(TOM)

    assert story.reason() == ""


def test_who_committed_it_is_an_author_whatever_name_stands_there(story: Story) -> None:
    story.team.write(POST_PATH, POST)
    story.team.git("add", "-A")
    story.team.git("commit", "-qm", "Draft", "--author=Tom <tom@example.org>")
    story.approve(MEI)

    assert "only its own author Mei Lin approved it" in story.reason()


def test_a_second_commit_after_the_approval_needs_a_new_one(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    story.draft(OUT, AISYAH)

    assert "it was changed after Tom approved it" in story.reason()


def branch(story: Story) -> None:
    """Mei drafts on a branch, and Tom approves it there."""
    story.team.git("switch", "-qc", "side")
    story.draft()
    story.approve(TOM)
    story.team.git("switch", "-q", "main")


@pytest.mark.parametrize(
    "merge",
    [
        ["merge", "-q", "--no-ff", "-m", "Merge", "side"],
        ["merge", "-q", "--ff-only", "side"],
        ["rebase", "-q", "--empty=keep", "side"],
    ],
    ids=["merge", "fast-forward", "rebase"],
)
def test_an_approval_on_a_branch_counts_when_it_is_merged(
    story: Story, merge: list[str]
) -> None:
    branch(story)
    story.team.git(*merge, who=AISYAH)

    assert story.reason() == ""


def test_an_approval_counts_in_the_message_of_a_squash(story: Story) -> None:
    branch(story)
    line = story.team.git("log", "-1", "--format=%B", "side").splitlines()[-1]
    story.team.git("merge", "-q", "--squash", "side")
    story.team.git("commit", "-qm", f"Launch\n\n{line}")

    assert story.reason() == ""


def test_an_approval_on_a_branch_that_was_never_merged_is_none(story: Story) -> None:
    branch(story)
    story.draft()

    assert "nobody has approved it yet" in story.reason()


def test_an_edit_in_the_merge_commit_is_an_edit(story: Story) -> None:
    branch(story)
    story.team.git("merge", "-q", "--no-ff", "--no-commit", "side", who=TOM)
    story.draft(OUT, TOM)

    assert "it was changed after Tom approved it" in story.reason()


def test_the_author_of_an_edit_in_a_merge_commit_cannot_approve_it(
    story: Story,
) -> None:
    branch(story)
    story.team.git("merge", "-q", "--no-ff", "--no-commit", "side", who=AISYAH)
    story.draft(OUT, AISYAH)
    story.approve(AISYAH)

    assert "its own author Aisyah" in story.reason()


def test_everyone_who_wrote_on_a_merged_branch_is_an_author(story: Story) -> None:
    story.team.git("switch", "-qc", "side")
    story.draft(OUT)
    story.draft(POST, TOM)
    story.team.git("switch", "-q", "main")
    story.team.git("merge", "-q", "--no-ff", "-m", "Merge", "side", who=AISYAH)
    story.approve(MEI)
    story.approve(TOM)

    assert "only its own author" in story.reason()
    story.approve(AISYAH)
    assert story.reason() == ""


def test_who_wrote_another_post_on_the_same_branch_may_approve_this_one(
    story: Story,
) -> None:
    story.team.git("switch", "-qc", "side")
    story.draft()
    story.draft(ANOTHER_ID.replace("is out", "is fine"), TOM, AGAIN)
    story.team.git("switch", "-q", "main")
    story.team.git("merge", "-q", "--no-ff", "-m", "Merge", "side", who=AISYAH)
    story.approve(TOM)

    assert story.reason() == ""


def test_a_direct_edit_on_main_is_approved_by_nobody(story: Story) -> None:
    branch(story)
    story.team.git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    story.draft(OUT, AISYAH)

    assert "it was changed after Tom approved it" in story.reason()


def test_what_was_reverted_and_put_back_needs_a_new_approval(story: Story) -> None:
    change = story.draft()
    story.approve(TOM)
    story.team.git("revert", "--no-edit", change, who=AISYAH)
    story.team.git("revert", "--no-edit", "HEAD", who=AISYAH)

    assert "it was changed after Tom approved it" in story.reason()


IMAGE = """\
media:
  - file: media/launch.png
    alt: A merged pull request
"""


def png(colour: int) -> bytes:
    from io import BytesIO  # noqa: PLC0415 - only where an image is needed

    from PIL import Image  # noqa: PLC0415 - as above

    made = BytesIO()
    Image.new("RGB", (600, 335), (colour, colour, colour)).save(made, "PNG")
    return made.getvalue()


def image(story: Story, colour: int) -> None:
    file = story.team.folder / "calendar/media/launch.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(png(colour))


def test_an_image_that_was_swapped_after_the_approval_needs_a_new_one(
    story: Story,
) -> None:
    image(story, 10)
    story.draft(POST + IMAGE)
    story.approve(TOM)
    assert story.reason() == ""

    image(story, 200)
    story.team.commit("A nicer one", AISYAH)

    assert "it was changed after Tom approved it" in story.reason()


def test_who_swapped_the_image_is_its_author(story: Story) -> None:
    image(story, 10)
    story.draft(POST + IMAGE)
    image(story, 200)
    story.team.commit("A nicer one", AISYAH)
    story.approve(AISYAH)

    assert "only its own author Aisyah approved it" in story.reason()


def test_an_image_that_became_a_link_cannot_be_approved(story: Story) -> None:
    image(story, 10)
    story.draft(POST + IMAGE)
    story.approve(TOM)
    file = story.team.folder / "calendar/media/launch.png"
    file.rename(file.with_name("other.png"))
    file.symlink_to("other.png")
    story.team.commit("Link it", AISYAH)

    assert story.account()["reason"] == "what it would send cannot be known"


def test_a_line_for_another_post_or_other_words_approves_nothing(story: Story) -> None:
    story.draft()
    digest = story.digest()
    story.say(approval_line(*TOM, "other-post", digest), TOM)
    story.say(approval_line(*TOM, "launch-2026", "sha256:" + "0" * 64), TOM)

    assert "Tom does not count: what was reviewed is gone" in story.reason()


def test_the_same_words_for_another_account_are_not_approved(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    story.draft(POST.replace("[acme]", "[acme-my]"), AISYAH)

    assert "it was changed after Tom approved it" in story.reason()


def test_the_same_words_under_another_id_are_not_approved(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    story.draft(ANOTHER_ID, AISYAH, AGAIN)

    assert "nobody has approved it yet" in story.reason("launch-again")


def test_a_line_from_someone_who_is_not_on_the_team_is_none(story: Story) -> None:
    story.draft()
    story.say(approval_line(*EVE, "launch-2026", story.digest()))

    assert "Eve does not count: is not on the team" in story.reason()


def test_what_was_approved_can_be_withdrawn(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    story.at_a_time(TOM, "approve", "launch-2026", "--withdraw", "--yes")

    assert "Tom does not count: took the approval back" in story.reason()
    story.approve(AISYAH)
    assert story.reason() == ""


def test_two_roles_are_two_people(story: Story) -> None:
    story.draft(PAID)
    story.approve(RAHIM)
    assert story.reason() == (
        "عبد الرحيم approved it; it needs legal (Tom) and brand (Aisyah)"
    )
    story.approve(AISYAH)
    assert story.reason() == "عبد الرحيم and Aisyah approved it; it needs legal (Tom)"
    story.approve(TOM)
    assert story.reason() == ""


AWAY = "away: [{member: tom, from: 2026-11-19, to: 2026-11-21}]\n"


def test_a_stand_in_approves_while_the_other_is_away(story: Story) -> None:
    story.draft(PAID)
    story.approve(AISYAH, RAHIM)
    assert "it needs legal (Tom)" in story.reason()

    story.team.write("playbooks/away.yaml", AWAY)
    story.team.commit("Tom is away", TOM)
    assert story.reason() == ""


def test_after_half_the_time_the_stand_in_is_asked(story: Story) -> None:
    story.draft(PAID)
    story.approve(AISYAH)
    due = "2026-11-24T00:59:00Z"

    assert story.reason(now=due) == (
        "Aisyah approved it; it needs legal (Tom or عبد الرحيم for Tom)"
    )


def test_an_approval_ends(story: Story) -> None:
    story.draft(POST.replace("2026-11-24", "2027-03-24"), path="calendar/queue/x.yaml")
    story.approve(TOM)
    account = story.account()

    assert account["holds_until"].startswith("2027-02-18")
    later = story.account(now=account["holds_until"])
    assert "and that has expired" in later["reason"]


def test_owner_notes_comments_and_layout_may_change(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    more = "owner: tom\nnotes: |\n  fine\n"
    story.draft(f"# a comment\n{POST.replace('text: |', 'text: |-')}{more}", EVE)

    assert story.reason() == ""


def moved(story: Story, who: tuple[str, str], day: str = "25") -> None:
    path = f"calendar/2026/11/{day}-launch.yaml"
    story.team.git("mv", POST_PATH, path, who=who)
    story.draft(POST.replace("2026-11-24", f"2026-11-{day}"), who, path)


def test_a_creator_may_move_a_post_without_new_approvals(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    moved(story, MEI)

    assert story.reason() == ""


def test_others_may_not_until_a_creator_says_yes(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    moved(story, AISYAH)

    assert story.reason() == (
        "its time was changed after it was approved; it needs creator (Mei Lin) to "
        "approve the new time"
    )
    story.approve(MEI)
    assert story.reason() == ""


CAMPAIGN = "id: launch\ntitle: Launch\nstarts: 2026-11-01\nends: 2026-11-24\n"


def test_a_move_past_the_end_of_its_campaign_needs_all_again(story: Story) -> None:
    story.team.write("calendar/campaigns/launch.yaml", CAMPAIGN)
    story.draft(POST + "campaign: launch\n")
    story.approve(TOM)
    path = "calendar/2026/11/25-launch.yaml"
    story.team.git("mv", POST_PATH, path)
    story.draft(POST.replace("11-24", "11-25") + "campaign: launch\n", MEI, path)

    assert "it was moved across the days of campaign 'launch'" in story.reason()
    story.approve(TOM)
    assert story.reason() == ""


def weaken(story: Story, who: tuple[str, str] = MEI) -> str:
    """Nobody has to look at paid posts any more."""
    text = (story.team.folder / SETTINGS).read_text()
    before, rules, after = text.partition("  rules:\n")
    assert rules
    story.team.write(SETTINGS, before + after.partition("\n")[2])
    return story.team.commit("Simpler rules", who)


def test_a_policy_cannot_be_weakened_by_the_change_that_profits(story: Story) -> None:
    story.team.write(POST_PATH, PAID)
    weaken(story)
    story.approve(RAHIM)

    assert "it needs legal (Tom) and brand (Aisyah)" in story.reason()
    assert "is not in force: nobody has approved it yet" in story.note()


def test_a_policy_that_was_weakened_before_approves_nothing_after(story: Story) -> None:
    weaken(story)
    story.draft(PAID)
    story.approve(RAHIM)

    assert "it needs legal (Tom) and brand (Aisyah)" in story.reason()


def test_a_weakened_policy_cannot_approve_itself(story: Story) -> None:
    # One person alone decides from now on, says the change that they make alone.
    text = (story.team.folder / SETTINGS).read_text()
    simple = text.replace("{any_of: [legal, brand], count: 2}", "{count: 1}")
    story.team.write(SETTINGS, simple)
    story.team.commit("Trust us", MEI)
    story.at_a_time(RAHIM, "approve", "--policy", "--yes")
    story.draft()
    story.approve(TOM)

    assert "it needs legal or brand" in story.note()
    assert story.reason() == "", "posts go on by the policy in force"


def test_an_approved_change_of_policy_is_in_force(story: Story) -> None:
    weaken(story)
    story.at_a_time(TOM, "approve", "--policy", "--yes")
    story.at_a_time(AISYAH, "approve", "--policy", "--yes")
    story.draft(PAID)
    story.approve(RAHIM)

    assert story.reason() == ""
    assert "is not in force" not in story.note()


def test_someone_who_was_just_written_into_the_team_is_nobody_yet(story: Story) -> None:
    text = (story.team.folder / "playbooks/team.yaml").read_text()
    eve = "  eve: {name: Eve, email: eve@example.net, roles: [legal, brand]}\n"
    story.team.write("playbooks/team.yaml", text + eve)
    story.team.commit("Welcome Eve", EVE)
    story.draft()
    story.approve(EVE)

    assert "Eve does not count: is not on the team" in story.reason()


def test_a_change_of_policy_on_top_of_an_unapproved_one_brings_that_along(
    story: Story,
) -> None:
    """Mei's change is refused; Tom adds a word to it. Mei approves neither."""
    weaken(story)
    text = (story.team.folder / "playbooks/team.yaml").read_text()
    story.team.write("playbooks/team.yaml", text.replace("name: Tom", "name: Tom T"))
    story.team.commit("My name", AISYAH)
    story.at_a_time(TOM, "approve", "--policy", "--yes")
    story.at_a_time(AISYAH, "approve", "--policy", "--yes")
    story.draft(PAID)
    story.approve(RAHIM)

    assert "Tom approved it; it needs legal or brand (nobody can)" in (story.note())
    assert "it needs legal (Tom) and brand (Aisyah)" in story.reason()


def test_a_line_for_another_step_of_policy_is_none(story: Story) -> None:
    weaken(story)
    story.say(policy_line(*TOM, "sha256:" + "1" * 64), TOM)
    story.say(policy_line(*AISYAH, "sha256:" + "1" * 64), AISYAH)

    assert "what was reviewed is gone" in story.note()


def test_another_account_behind_the_same_key_waits(story: Story) -> None:
    story.draft()
    story.approve(TOM)
    text = (story.team.folder / SETTINGS).read_text()
    story.team.write(SETTINGS, text.replace('"1000001"', '"6666666"'))
    story.team.commit("Reconnect", EVE)

    assert story.reason() == (
        "account 'acme' is not the one of the policy in force: its network or user_id "
        "was changed"
    )


def test_a_new_account_waits_until_it_is_approved(story: Story) -> None:
    text = (story.team.folder / SETTINGS).read_text()
    new = '  acme-de: {network: x, user: d, user_id: "3", timezone: Europe/Berlin}\n'
    story.team.write(SETTINGS, text.replace("approval:\n", f"{new}approval:\n"))
    story.team.commit("A new account")
    story.draft(POST.replace("[acme]", "[acme-de]"))
    story.approve(TOM)

    assert story.reason() == (
        "account 'acme-de' is not part of the policy in force yet"
    )
    story.at_a_time(TOM, "approve", "--policy", "--yes")
    story.at_a_time(AISYAH, "approve", "--policy", "--yes")
    assert story.reason() == ""


def test_on_a_branch_a_post_is_judged_as_if_it_were_merged(story: Story) -> None:
    story.team.git("switch", "-qc", "side")
    story.draft(OUT)
    story.draft(POST, TOM)
    story.approve(TOM)
    said = json.loads(story.run("approvals", "--format", "json", now=NOW))

    assert [each["id"] for each in said["posts"]] == ["launch-2026"]
    assert "only its own author Tom" in said["posts"][0]["reason"]
    assert not said["approved"]
    story.approve(AISYAH)
    assert "  approved" in story.run("approvals", now=NOW)


def test_the_check_says_no_by_its_exit_status(story: Story) -> None:
    story.draft()
    with story.being(MEI):
        assert story.inside("approvals", "launch-2026", "--check", now=NOW).code == 1
        story.approve(TOM)
        assert story.inside("approvals", "launch-2026", "--check", now=NOW).code == 0
        assert story.inside("approvals", POST_PATH, "--check", now=NOW).code == 0
        missing = story.inside("approvals", "no-such-post", now=NOW)
    assert missing.code == 2
    assert "has no post 'no-such-post'" in missing.err


def test_what_stands_in_the_account_is_for_people(story: Story) -> None:
    story.draft(PAID)
    story.approve(AISYAH, MEI)

    assert story.run("approvals", "launch-2026", now=NOW).splitlines() == [
        "launch-2026  calendar/2026/11/24-launch.yaml",
        "  not approved: Aisyah approved it; it needs legal (Tom)",
        "  [x] a member: Aisyah  (every post)",
        "  [ ] legal: Tom  (rule 1: someone pays for it)",
        "  [x] brand: Aisyah  (rule 1: someone pays for it)",
        *_people(story),
        "",
        f"note: {story.note()}",
    ]


def _people(story: Story) -> list[str]:
    ids = story.team.git("log", "-2", "--format=%h", "--abbrev=10").split()
    at = story.team.git("log", "-2", "--format=%cd", "--date=format:%H:%M").split()
    made = "does not count: made this change"
    return [
        f"    Aisyah   approved as brand on 2026-11-20 {at[1]} UTC ({ids[1]})",
        f"    Mei Lin  {made} on 2026-11-20 {at[0]} UTC ({ids[0]})",
        "    Tom      could approve as legal",
    ]


def keyed(story: Story, folder: Path) -> dict[tuple[str, str], Path]:
    """Everyone has a key, and the policy knows them."""
    keys = {}
    team = ""
    people = ((MEI, "creator"), (AISYAH, "brand"), (TOM, "legal"))
    for who, role in people:
        key = folder / who[1]
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
        subprocess.run(command, check=True)
        public = key.with_name(f"{key.name}.pub").read_text().strip()
        team += (
            f"  {who[1].partition('@')[0]}: {{name: {who[0]}, email: {who[1]}, "
            f'roles: [{role}], signing_keys: ["{public}"]}}\n'
        )
        keys[who] = key
    story.team.write("playbooks/team.yaml", f"members:\n{team}")
    story.team.commit("Keys")
    story.at_a_time(TOM, "approve", "--policy", "--yes")
    story.at_a_time(AISYAH, "approve", "--policy", "--yes")
    return keys


def signing(story: Story, key: Path | None) -> None:
    """Git signs from now on with this key, or not at all."""
    story.team.git("config", "gpg.format", "ssh")
    story.team.git("config", "commit.gpgsign", "true" if key else "false")
    story.team.git("config", "user.signingkey", str(key or "/dev/null"))


def test_without_keys_it_is_said_that_approvals_can_be_forged(story: Story) -> None:
    story.draft()

    forgeable = "note: approvals are lines in commits here, and whoever can push"
    assert forgeable in story.run("plan", now=NOW)
    assert forgeable in story.run("approvals", "launch-2026", now=NOW)


def test_where_keys_are_set_a_forged_line_is_refused(
    story: Story, tmp_path: Path
) -> None:
    keys = keyed(story, tmp_path)
    signing(story, keys[MEI])
    story.draft()
    line = approval_line(*TOM, "launch-2026", story.digest())

    signing(story, None)
    story.say(line, TOM)
    assert "Tom does not count: did not sign it" in story.reason()
    signing(story, keys[MEI])
    story.say(line, TOM)
    assert "Tom does not count: did not sign it" in story.reason()
    signing(story, keys[TOM])
    story.approve(TOM)
    assert story.reason() == ""
    assert story.note() == ""


def test_where_keys_are_set_an_author_cannot_hide_behind_another_name(
    story: Story, tmp_path: Path
) -> None:
    keys = keyed(story, tmp_path)
    signing(story, keys[MEI])
    change = story.draft(who=AISYAH)
    story.approve(MEI)

    assert story.reason() == (
        f"who made it cannot be known: commit {change[:10]} is not signed with a key "
        "of its author in the team file"
    )


def test_where_keys_are_set_nobody_moves_a_post_in_another_name(
    story: Story, tmp_path: Path
) -> None:
    keys = keyed(story, tmp_path)
    signing(story, keys[MEI])
    story.draft()
    signing(story, keys[TOM])
    story.approve(TOM)
    later = POST.replace("09:00", "09:30")

    story.draft(f"{later}# not hers\n", who=MEI)
    assert "its time was changed after it was approved" in story.reason()
    signing(story, keys[MEI])
    story.draft(POST, who=MEI)
    story.draft(later, who=MEI)
    assert story.reason() == ""
