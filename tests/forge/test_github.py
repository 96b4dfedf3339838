"""Reviews on GitHub, as stories: what was not reviewed to the letter does not go out.

Each story is real git history and GitHub's own answers; ``plan`` says what a job would
do with the post, and why not.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.inside import Inside
from forge.conftest import NOW, SETTINGS
from forge.github.hub import BOT, LI, MALLORY, WEB, Hub
from PIL import Image
from team_repository import AISYAH, MEI, POST, POST_PATH, TOM

BETTER = POST.replace("It is out.", "It is here.")
OTHER = "calendar/2026/11/26-other.yaml"


def draft(hub: Hub, text: str = POST, name: str = "topic") -> None:
    """A branch with the post, as Mei writes it."""
    hub.branch(name)
    hub.team.write(POST_PATH, text)
    hub.commit("calendar: A post")


def picture(hub: Hub, colour: str) -> None:
    """An image in one colour."""
    file = hub.team.folder / "calendar/media/a.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 64), colour).save(file)


Story = Callable[[Hub], None]


def merged_as(how: str) -> Story:
    def story(hub: Hub) -> None:
        draft(hub)
        pull = hub.propose()
        hub.review(pull)
        hub.merge(pull, how)

    story.__doc__ = f"reviewed and merged: {how}"
    return story


def by_the_one_who_merges(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.merge(pull, "merge", AISYAH)


def layout_changed_after_approval(hub: Hub) -> None:
    merged_as("squash")(hub)
    hub.branch("layout")
    hub.team.write(POST_PATH, "# a note\n" + POST + "owner: tom\n")
    hub.commit("calendar: Who owns it", TOM)
    hub.merge(hub.propose(TOM), "merge")


def file_moved_after_approval(hub: Hub) -> None:
    merged_as("merge")(hub)
    hub.branch("rename")
    hub.team.git("mv", POST_PATH, POST_PATH.replace("launch", "release"))
    hub.commit("calendar: Another name", TOM)
    hub.merge(hub.propose(TOM), "squash")


def accepted_suggestion(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.team.write(POST_PATH, BETTER)
    message = "Apply suggestion\n\nCo-authored-by: Aisyah <aisyah@example.org>"
    hub.commit(message, MEI, WEB)
    hub.push(pull)
    hub.review(pull, AISYAH)
    hub.merge(pull, "merge")


def main_merged_into_the_branch(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.team.git("switch", "-q", "main")
    hub.team.write("README.md", "hello")
    hub.commit("Something else", TOM)
    hub.team.push()
    hub.team.git("switch", "-q", "topic")
    hub.team.git("merge", "-q", "main", "-m", "Update", who=MEI)
    hub.push(pull)
    hub.review(pull)
    hub.merge(pull, "squash")


def reviewed_before_other_posts_were_added(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull)
    hub.team.write(OTHER, POST.replace("launch-2026", "other-post"))
    hub.commit("calendar: One more")
    hub.push(pull)
    hub.merge(pull, "merge")


def two_authors_approve_each_other(hub: Hub) -> None:
    draft(hub)
    hub.team.write(OTHER, POST.replace("launch-2026", "other-post"))
    hub.commit("calendar: Mine", AISYAH)
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.merge(pull, "merge")


def more_than_a_hundred_reviews(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    for _ in range(120):
        hub.review(pull, TOM, "COMMENTED")
    hub.review(pull, AISYAH)
    hub.merge(pull, "merge")


def deleted_fork(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose(MALLORY)
    pull.head_repository = None
    hub.review(pull)
    hub.merge(pull, "squash")


def force_pushed_but_reviewed_again(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull)
    hub.team.git("reset", "-q", "--hard", "main")
    hub.team.write(POST_PATH, BETTER)
    hub.commit("calendar: All new")
    hub.push(pull)
    hub.review(pull)
    hub.merge(pull, "rebase")


HONEST = [
    *(merged_as(how) for how in ("merge", "squash", "rebase", "ff")),
    by_the_one_who_merges,
    layout_changed_after_approval,
    file_moved_after_approval,
    accepted_suggestion,
    main_merged_into_the_branch,
    reviewed_before_other_posts_were_added,
    two_authors_approve_each_other,
    more_than_a_hundred_reviews,
    deleted_fork,
    force_pushed_but_reviewed_again,
]


def _name(story: Story) -> str:
    return (story.__doc__ or story.__name__).replace(" ", "-")


@pytest.mark.parametrize("story", HONEST, ids=_name)
def test_what_was_reviewed_goes_out(
    hub: Hub, plan: Callable[[], str], story: Story
) -> None:
    story(hub)

    assert plan() == "approved; its time has not come"


def pushed_to_main(hub: Hub) -> None:
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post")
    hub.team.push()


def unrelated_pull_request_after_a_push(hub: Hub) -> None:
    pushed_to_main(hub)
    hub.branch("topic")
    hub.team.write(POST_PATH, POST + "owner: mei\n")
    hub.commit("calendar: An owner")
    pull = hub.propose()
    hub.review(pull)
    hub.merge(pull, "merge")


def branch_that_holds_the_push(hub: Hub) -> None:
    """GitHub may tell of an approved pull request that only contains the push."""
    hub.team.write(POST_PATH, POST)
    pushed = hub.commit("calendar: A post")
    hub.team.push()
    hub.branch("topic")
    hub.team.write(OTHER, POST.replace("launch-2026", "other-post"))
    hub.commit("calendar: Another")
    pull = hub.propose()
    hub.review(pull)
    hub.merge(pull, "merge")
    hub.github.pulls_of[pushed] = [pull.number]


def own_approval(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull, MEI)
    hub.merge(pull, "merge")


def author_of_the_commit_only(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose(TOM)
    hub.review(pull, MEI)
    hub.merge(pull, "squash")


def co_author(hub: Hub) -> None:
    hub.branch("topic")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post\n\nCo-authored-by: Aisyah <aisyah@example.org>")
    pull = hub.propose()
    hub.review(pull)
    hub.merge(pull, "squash")


def second_commit_after_approval(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull)
    hub.team.write(POST_PATH, BETTER)
    hub.commit("calendar: Better")
    hub.push(pull)
    hub.merge(pull, "squash")


def force_push_after_approval(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull)
    hub.team.git("reset", "-q", "--hard", "main")
    hub.team.write(POST_PATH, BETTER)
    hub.commit("calendar: A post")
    hub.push(pull)
    hub.merge(pull, "rebase")


def edit_in_the_merge_commit(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull)
    git = hub.team.git
    before = git("rev-parse", "main")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "--no-commit", pull.head)
    hub.team.write(POST_PATH, BETTER)
    hub.commit("Merge", TOM, WEB)
    hub.merged(pull, before)


def direct_edit_on_main(hub: Hub) -> None:
    merged_as("merge")(hub)
    hub.team.write(POST_PATH, BETTER)
    hub.commit("calendar: Quickly", TOM)
    hub.team.push()


def reverted_and_put_back_by_a_push(hub: Hub) -> None:
    merged_as("merge")(hub)
    hub.team.git("rm", "-q", POST_PATH)
    hub.commit("Revert", TOM)
    hub.team.write(POST_PATH, POST)
    hub.commit("Put it back", TOM)
    hub.team.push()


def dismissed_review(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull).state = "DISMISSED"
    hub.merge(pull, "merge")


def changes_requested(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull)
    hub.review(pull, LI, "CHANGES_REQUESTED")
    hub.merge(pull, "merge")


def lost_write_access(hub: Hub) -> None:
    merged_as("merge")(hub)
    hub.github.people["aisyah"].permission = "read"


def left_github(hub: Hub) -> None:
    merged_as("merge")(hub)
    del hub.github.people["aisyah"]


def bot_approval(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull, BOT)
    hub.merge(pull, "merge")


def forgotten_commit(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    hub.review(pull).commit = None
    hub.merge(pull, "merge")


def merged_into_another_branch(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    pull.base = "elsewhere"
    hub.review(pull)
    hub.merge(pull, "merge")


def merged_in_another_repository(hub: Hub) -> None:
    draft(hub)
    pull = hub.propose()
    pull.repository = "mallory/social"
    hub.review(pull)
    hub.merge(pull, "merge")


def same_words_for_another_account(hub: Hub) -> None:
    merged_as("merge")(hub)
    hub.team.write(POST_PATH, POST.replace("[acme]", "[other]"))
    hub.commit("calendar: Elsewhere", TOM)
    hub.team.push()


def same_words_under_another_id(hub: Hub) -> None:
    draft(hub, POST.replace("launch-2026", "another-id"))
    pull = hub.propose()
    hub.review(pull)
    hub.merge(pull, "merge")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: An id", TOM)
    hub.team.push()


def forged_line(hub: Hub) -> None:
    """On a forge, a line in a commit is a line in a commit."""
    pushed_to_main(hub)
    hub.commit(
        "Approved-by: Aisyah <aisyah@example.org> post:launch-2026 "
        f"payload:sha256:{'a' * 64}"
    )
    hub.team.push()


def media_swapped_after_approval(hub: Hub) -> None:
    media = "media:\n  - {file: media/a.png, alt: A chart of sales by month}\n"
    hub.branch("topic")
    picture(hub, "red")
    hub.team.write(POST_PATH, POST + media)
    hub.commit("calendar: With an image")
    pull = hub.propose()
    hub.review(pull)
    picture(hub, "blue")
    hub.commit("calendar: Sharper")
    hub.push(pull)
    hub.merge(pull, "merge")


def forge_flipped_to_offline(hub: Hub) -> None:
    """Without a ledger the settings themselves are the policy: a flip stops all."""
    merged_as("merge")(hub)
    hub.team.write(
        "mergecast.yaml", SETTINGS.replace("github, repository: acme/social", "offline")
    )
    hub.commit("Reviews are lines now", MEI)
    hub.team.push()


DISHONEST: dict[Story, str] = {
    pushed_to_main: "without a pull request",
    unrelated_pull_request_after_a_push: "without a pull request",
    branch_that_holds_the_push: "without a pull request",
    own_approval: "only its own author",
    author_of_the_commit_only: "only its own author",
    co_author: "only its own author",
    second_commit_after_approval: "it was changed after aisyah approved it",
    force_push_after_approval: "it was changed after aisyah approved it",
    edit_in_the_merge_commit: "it was changed after aisyah approved it",
    direct_edit_on_main: "without a pull request",
    reverted_and_put_back_by_a_push: "without a pull request",
    dismissed_review: "took the approval back",
    changes_requested: "li asked for changes",
    lost_write_access: "has no write access any more",
    left_github: "whose account is gone",
    bot_approval: "a program cannot approve",
    forgotten_commit: "what was reviewed is gone",
    merged_into_another_branch: "without a pull request",
    merged_in_another_repository: "without a pull request",
    same_words_for_another_account: "without a pull request",
    same_words_under_another_id: "without a pull request",
    forged_line: "without a pull request",
    media_swapped_after_approval: "it was changed after aisyah approved it",
    forge_flipped_to_offline: "nobody has approved it yet",
}


@pytest.mark.parametrize("story", DISHONEST, ids=_name)
def test_what_was_not_reviewed_to_the_letter_waits(
    hub: Hub, plan: Callable[[], str], story: Story
) -> None:
    story(hub)

    said = plan()

    assert not said.startswith("approved"), said
    assert DISHONEST[story] in said


@pytest.mark.parametrize(
    "case",
    [
        (merged_as("squash"), "approved; its time has not come"),
        (layout_changed_after_approval, "approved; its time has not come"),
        (unrelated_pull_request_after_a_push, "without a pull request"),
        (direct_edit_on_main, "without a pull request"),
    ],
    ids=["reviewed", "layout", "unrelated", "direct edit"],
)
def test_a_shallow_clone_says_the_same(
    hub: Hub,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[Story, str],
) -> None:
    story, said = case
    story(hub)
    here = tmp_path / "shallow"
    remote = f"file://{hub.team.remote}"
    hub.team.git("clone", "-q", "--depth=1", "--branch=main", remote, str(here))
    done = Inside(here, capsys, monkeypatch)("plan", "--format", "json", now=NOW)

    assert done.code == 0, done.err
    assert any(said in each["reason"] for each in json.loads(done.out)["decisions"])


@pytest.mark.parametrize("status", [401, 403, 500, 503])
@pytest.mark.parametrize("where", ["/pulls", "/reviews", "/commits", "/permission"])
def test_a_forge_that_does_not_tell_approves_nothing(
    hub: Hub, plan: Callable[[], str], status: int, where: str
) -> None:
    merged_as("merge")(hub)
    waits = {"Retry-After": "9999"} if status == 503 else {}
    hub.github.fault = lambda _method, path: (
        (status, waits, b"{}") if path.endswith(where) else None
    )

    said = plan()

    assert "cannot be read: GitHub" in said
