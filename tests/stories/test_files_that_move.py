"""Files are moved, deleted, restored or broken: nothing is lost or sent twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories.telling import a_post

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
OTHER = "calendar/2026/11/24-moved.yaml"
NINE = a_post("launch-2026", "2026-11-24 09:00")
WORDS = ["It is out. 已经发布"]


def test_a_post_that_is_deleted_is_cancelled_and_goes_out_when_it_is_restored(
    team: Team,
) -> None:
    team.plans(NINE, PATH)
    team.publishes_at("2026-11-24 08:00")
    team.removes(PATH)
    gone = team.publishes_at("08:30")
    due = team.publishes_at("09:00:05")
    stands = team.runs("status", "launch-2026")
    team.plans(NINE, PATH)
    back = team.publishes_at("09:30")
    team.publishes_at("10:00")

    assert (gone.code, due.code) == (ExitCode.DONE, ExitCode.DONE)
    assert "cancelled" in stands.out
    assert "posted   launch-2026@acme:1" in back.out
    assert team.live() == WORDS
    team.proves()


def test_a_post_that_is_deleted_while_the_job_waits_is_not_sent(team: Team) -> None:
    team.plans(NINE, PATH)
    team.when("2026-11-24 08:59:50", lambda: team.removes(PATH))
    done = team.publishes_at("2026-11-24 08:55", "--wait", "15m")

    assert done.code == ExitCode.DONE
    assert team.live() == []


def test_what_was_sent_is_never_sent_again_wherever_its_file_goes(team: Team) -> None:
    team.plans(NINE, PATH)
    team.publishes_at("2026-11-24 09:00:05")
    team.repository.git("mv", PATH, OTHER)
    team.repository.commit("Move it")
    team.publishes_at("09:10")
    team.removes(OTHER)
    team.publishes_at("09:20")
    team.plans(NINE, PATH)
    done = team.publishes_at("09:30")

    assert done.code == ExitCode.DONE
    assert team.live() == WORDS
    team.proves()


def test_a_post_that_is_reverted_and_applied_again_goes_out_once(team: Team) -> None:
    team.plans(NINE, PATH)
    team.publishes_at("2026-11-24 09:00:05")
    team.repository.git("rm", "-q", PATH)
    team.repository.commit("Take it back")
    team.publishes_at("09:10")
    team.repository.git("revert", "--no-edit", "HEAD")
    team.repository.push()
    done = team.publishes_at("09:20")

    assert done.code == ExitCode.DONE
    assert team.live() == WORDS


def test_a_post_whose_file_moves_before_its_time_goes_out_once(team: Team) -> None:
    team.plans(NINE, PATH)
    team.publishes_at("2026-11-24 08:00")
    team.repository.git("mv", PATH, OTHER)
    team.repository.commit("Move it")
    done = team.publishes_at("09:00:05")
    team.publishes_at("09:30")

    assert "posted   launch-2026@acme:1" in done.out
    assert team.live() == WORDS


def test_a_broken_post_stops_only_itself(team: Team) -> None:
    team.plans(NINE, PATH)
    team.merges("calendar/2026/11/24-broken.yaml", "id: broken-2026\ntext: [\n")
    done = team.publishes_at("2026-11-24 09:00:05")

    assert team.live() == WORDS
    assert "broken   calendar/2026/11/24-broken.yaml" in done.out


def test_two_posts_with_one_id_stop_only_themselves(team: Team) -> None:
    team.plans(NINE, PATH)
    for name, words in (("one", "The one"), ("other", "The other")):
        text = a_post("twice-2026", "2026-11-24 09:00", words)
        team.merges(f"calendar/2026/11/24-{name}.yaml", text)
    team.runs("approve", "twice-2026", "--yes")
    team.repository.push()
    done = team.publishes_at("2026-11-24 09:00:05")

    assert team.live() == WORDS
    assert "twice-2026" in done.out


def test_a_post_that_is_broken_by_a_later_change_is_said_and_mended(team: Team) -> None:
    team.plans(NINE, PATH)
    team.publishes_at("2026-11-24 08:00")
    team.merges(PATH, NINE.replace("accounts: [acme]", "accounts: [acme"))
    broken = team.publishes_at("09:00:05")
    before = team.live()
    team.plans(NINE, PATH)
    mended = team.publishes_at("09:20")

    assert f"broken   {PATH}" in broken.out
    assert before == []
    assert team.live() == WORDS, mended.out
