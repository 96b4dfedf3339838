"""People stop, settle and disagree while the job goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories.telling import a_post
from team_repository import AISYAH, MEI, TOM

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
NINE = a_post("launch-2026", "2026-11-24 09:00")
WORDS = ["It is out. 已经发布"]


def test_a_freeze_while_the_job_waits_stops_it_till_a_thaw_and_another_time(
    team: Team,
) -> None:
    team.plans(NINE, PATH)
    team.when(
        "2026-11-24 08:59:40",
        lambda: team.runs("freeze", "--reason", "an earthquake", who=AISYAH),
    )
    done = team.publishes_at("2026-11-24 08:55", "--wait", "15m")
    before = team.live()
    team.at("09:15")
    thawed = team.runs("thaw", "--scope", "all", "--reason", "it is over", who=TOM)
    missed = team.publishes()
    after = team.live()
    team.merges(PATH, a_post("launch-2026", "2026-11-24 09:30"))
    team.approves("launch-2026")
    team.publishes_at("09:30:05")

    assert "Aisyah froze all: an earthquake" in done.out
    assert before == after == []
    assert missed.code == ExitCode.PERSON_NEEDED
    assert "came due while all was frozen" in missed.out
    assert thawed.code == ExitCode.DONE
    assert team.live() == WORDS
    team.proves()


def test_a_freeze_of_one_account_stops_that_account(team: Team) -> None:
    team.plans(NINE, PATH)
    scope = ("--scope", "account:acme")
    team.runs("freeze", *scope, "--reason", "the account was taken over")
    frozen = team.publishes_at("2026-11-24 09:00:05")
    team.runs("thaw", *scope, "--reason", "it is ours again")
    team.publishes_at("09:10")
    before = team.live()
    team.merges(PATH, a_post("launch-2026", "2026-11-24 09:30"))
    team.approves("launch-2026")
    team.publishes_at("09:30:05")

    assert "froze account:acme" in frozen.out
    assert before == []
    assert team.live() == WORDS


def test_of_two_who_settle_a_part_at_once_one_is_heard_and_the_other_is_told(
    team: Team,
) -> None:
    team.plans(NINE, PATH)
    team.misbehaves("500")
    team.publishes_at("2026-11-24 09:00:05")
    team.publishes_at("09:20")
    key = "launch-2026@acme:1"
    why = ("--reason", "looked, it is not there")
    heard = []

    def mei_is_quicker() -> None:
        heard.append(team.runs("resolve", key, "--resend", *why, who=MEI))

    with team.just_before_it_writes(mei_is_quicker):
        told = team.runs("resolve", key, "--cancel", "--reason", "too late", who=TOM)
    team.publishes_at("09:30")

    assert [done.code for done in heard] == [ExitCode.DONE]
    assert told.code == ExitCode.USAGE
    assert f"'{key}' changed meanwhile" in told.err
    assert "nothing was recorded" in told.err
    assert team.live() == WORDS
    team.proves()


def test_a_post_that_a_person_made_by_hand_is_recorded_and_not_sent(team: Team) -> None:
    team.plans(NINE, PATH)
    team.misbehaves("500")
    team.publishes_at("2026-11-24 09:00:05")
    team.publishes_at("09:20")
    url = "https://x.com/acme_hq/status/1234567890"
    why = ("--reason", "Tom posted it by hand")
    done = team.runs("resolve", "launch-2026@acme:1", "--posted", url, *why)
    team.publishes_at("09:40")
    stands = team.runs("status", "launch-2026")

    assert done.code == ExitCode.DONE, done.err
    assert team.live() == []
    assert url in stands.out
