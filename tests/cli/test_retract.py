"""A post after its merge: taken back, deleted, put back, edited, broken, doubled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from cli.program import Done, mergecast
from cli.publishing_team import DUE, approve, at, founded, kinds, misbehave
from team_repository import AISYAH, POST, POST_PATH

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from team_repository import TeamRepository

THREAD = POST.replace(
    "text: |\n  It is out. 已经发布 🎉\n", "thread: [one, 二, three]\n"
)
WHY = "the date in the image is wrong"
LATER = "2026-11-24T01:20:00+00:00"


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    made = founded(tmp_path, sandbox)
    approve(made)
    return made


def thread(team: TeamRepository) -> None:
    team.write(POST_PATH, THREAD)
    team.commit("A thread")
    approve(team)


def publish(team: TeamRepository, now: str = DUE) -> Done:
    return at(team, now, "publish")


def retract(team: TeamRepository) -> Done:
    done = mergecast(team, "retract", "launch-2026", "--reason", WHY)
    assert (done.code, done.err) == (ExitCode.DONE, "")
    team.commit("Take it back")
    return done


def posts(sandbox: RunningSandbox) -> list[tuple[str, bool]]:
    """The texts that were posted, and whether they are there."""
    found = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    return [(post["text"], not post["deleted"]) for post in found]


def test_a_live_thread_is_taken_back_by_a_reviewed_change_and_stays_a_tombstone(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    thread(team)
    publish(team)
    told = retract(team)
    unapproved = publish(team, LATER)
    shown = mergecast(team, "approve", "launch-2026", "--yes", who=AISYAH)
    team.push()
    approved, again = publish(team, LATER), publish(team, LATER)

    assert "mergecast approve launch-2026" in told.out
    assert "its retraction is not approved yet" in unapproved.out
    assert f"TAKEN BACK: {WHY}" in shown.out
    assert [line.split()[:2] for line in approved.out.splitlines()] == [
        ["retracted", f"launch-2026@acme:{part}"] for part in (3, 2, 1)
    ]
    assert again.out == "nothing to do\n"
    assert posts(sandbox) == [("one", False), ("二", False), ("three", False)]
    assert f"retracted: {WHY}" in at(team, LATER, "status", "launch-2026").out
    assert mergecast(team, "ledger", "verify").code == ExitCode.DONE


def test_the_field_is_written_into_the_file_and_nothing_else_is_changed(
    team: TeamRepository,
) -> None:
    text = POST.replace("accounts", "# 留言 stays\naccounts")
    team.write(POST_PATH, text)
    mergecast(team, "retract", "launch-2026", "--reason", "错了: # wrong")
    written = (team.folder / POST_PATH).read_text(encoding="utf-8")

    assert written == text.replace(
        "id: launch-2026\n", 'id: launch-2026\nretract: "错了: # wrong"\n'
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("lunch-2026", "--reason", "r"), "no post has the id 'lunch-2026'"),
        (("launch-2026", "--reason", "  "), "the reason is empty"),
        (("launch-2026", "--reason", "\u202eoops"), "the reason cannot be written"),
    ],
)
def test_what_cannot_be_taken_back_is_said_and_changes_no_file(
    team: TeamRepository, args: tuple[str, ...], said: str
) -> None:
    done = mergecast(team, "retract", *args)

    assert done.code == ExitCode.USAGE
    assert said in done.err
    assert (team.folder / POST_PATH).read_text(encoding="utf-8") == POST


def test_a_deletion_whose_answer_was_lost_is_looked_up_by_the_next_run(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    publish(team)
    retract(team)
    approve(team)
    misbehave(sandbox, "500-applied", "DELETE /2/tweets/:id")
    first, second = publish(team, LATER), publish(team, LATER)

    assert first.code == ExitCode.PERSON_NEEDED
    assert "unknown  launch-2026@acme:1!delete" in first.out
    assert second.code == ExitCode.DONE
    assert "retracted launch-2026@acme:1" in second.out
    assert posts(sandbox) == [("It is out. 已经发布 🎉", False)]


def test_an_image_that_is_gone_does_not_keep_its_post_online(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    image = Path(__file__).parents[2] / "calendar/media/four-steps.png"
    picture = team.folder / "calendar/media/four.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(image.read_bytes())
    team.write(POST_PATH, POST + "media: [{file: media/four.png, alt: Four}]\n")
    team.commit("With an image")
    approve(team)
    publish(team)
    picture.unlink()
    retract(team)
    approve(team)
    publish(team, LATER)

    assert [there for _, there in posts(sandbox)] == [False]


def test_a_deleted_post_is_cancelled_and_goes_out_once_it_is_put_back(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    publish(team, "2026-11-24T00:30:00+00:00")
    (team.folder / POST_PATH).unlink()
    team.commit("Drop it")
    gone, again = publish(team), publish(team)
    status = at(team, DUE, "status", "launch-2026")
    team.write("calendar/2026/11/24-back.yaml", POST)
    team.commit("Put it back under another name")
    waits = publish(team)
    approve(team)
    back = publish(team)

    assert gone.code == ExitCode.DONE
    assert "cancelled launch-2026@acme:1  its file is gone" in gone.out
    assert again.out == "nothing to do\n"
    assert "its file is gone from the publishing branch" in status.out
    assert "wait     launch-2026@acme  not approved" in waits.out
    assert "posted   launch-2026@acme:1" in back.out
    assert len(posts(sandbox)) == 1
    assert mergecast(team, "ledger", "verify").code == ExitCode.DONE


def test_what_may_be_live_is_settled_weeks_after_its_file_was_deleted(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    misbehave(sandbox, "500-applied")
    publish(team)
    (team.folder / POST_PATH).unlink()
    team.commit("Drop it")
    misbehave(sandbox, "500", "GET /2/users/me")
    blind = publish(team, LATER)
    weeks = "2026-12-20T01:00:00+00:00"
    status = at(team, weeks, "status")
    later = publish(team, weeks)

    assert "cancelled" not in blind.out
    assert "launch-2026@acme:1" in status.out
    assert "posted   launch-2026@acme:1" in later.out
    assert "cancelled" not in kinds(team)


def test_an_edit_of_a_thread_that_is_half_out_is_held_until_a_person_agrees(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    thread(team)
    misbehave(sandbox, "none")
    misbehave(sandbox, "429")
    publish(team)
    team.write(POST_PATH, THREAD.replace("二", "2️⃣"))
    team.commit("Say it otherwise")
    approve(team)
    plan = at(team, LATER, "plan")
    held = publish(team, LATER)
    key = "launch-2026@acme:2"
    at(team, LATER, "resolve", key, "--resend", "--reason", "as it is now")
    after = publish(team, LATER)

    assert "the post was changed after a part of it went out" in plan.out
    assert held.code == ExitCode.PERSON_NEEDED
    assert "https://x.com/acme_hq/status/" in held.out
    assert after.code == ExitCode.DONE
    assert [text for text, _ in posts(sandbox)] == ["one", "2️⃣", "three"]


def test_a_broken_newcomer_far_from_its_day_is_named_until_it_is_mended(
    team: TeamRepository,
) -> None:
    far = "calendar/2027/06/01-far.yaml"
    publish(team)
    team.write(far, "id: [")
    team.commit("Far away")
    seen = [publish(team), publish(team, LATER), at(team, LATER, "plan")]
    seen.append(at(team, "2026-12-24T01:00Z", "status"))
    later = POST.replace("launch-2026", "far-2026").replace("2026-11-24", "2027-06-01")
    team.write(far, later)
    team.commit("Mend it")
    publish(team, LATER)
    mended = [publish(team, LATER), at(team, LATER, "status")]

    assert [f"run `mergecast check {far}`" in shown.out for shown in seen] == [True] * 4
    assert not any(far in shown.out for shown in mended)


def test_a_broken_post_and_two_with_one_id_stop_only_themselves_and_loudly(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    broken = "calendar/2026/11/24-broken.yaml"
    far = "calendar/2027/02/01-twin.yaml"
    twin = POST.replace("launch-2026", "twin-2026").replace("It is", "Twins are")
    team.write(broken, "id: [")
    team.write("calendar/2026/11/24-twin.yaml", twin)
    team.write(far, twin.replace("2026-11-24", "2027-02-01"))
    team.commit("Trouble")
    plan = at(team, DUE, "plan")
    first, second = publish(team), publish(team)
    status = at(team, DUE, "status")
    told = json.loads(at(team, DUE, "status", "--format", "json").out)

    for shown in (plan, first, second, status):
        assert shown.code == ExitCode.DONE
        assert f"{broken}: " in shown.out
        assert "two files have the id 'twin-2026'" in shown.out
        assert f"run `mergecast check {broken}`" in shown.out
    assert "posted   launch-2026@acme:1" in first.out
    assert [text for text, _ in posts(sandbox)] == ["It is out. 已经发布 🎉"]
    assert told["broken"] == [broken]
