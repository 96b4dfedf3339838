"""A post that comes again: over several runs, edited midway, with two runners."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stories.telling import a_post
from team_repository import AISYAH

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/recurring/tips.yaml"


def a_series(*texts: str, rule: str = "FREQ=DAILY", **more: str) -> str:
    """A series' file; its days are from 24 November on, at nine."""
    told = {
        "id": "tips",
        "accounts": "[acme]",
        "rule": rule,
        "starts": "2026-11-24 09:00",
        "timezone": "Asia/Kuala_Lumpur",
        "until": "2026-12-24",
        **{name.rstrip("_"): value for name, value in more.items()},
    }
    lines = [f"{name}: {value}" for name, value in told.items()]
    return "\n".join([*lines, "texts:", *(f"  - {text}" for text in texts), ""])


def _read(team: Team) -> str:
    return (team.repository.folder / PATH).read_text("utf-8")


ONE_TWO = a_series("Tip one 一", "Tip two 二")


def test_each_day_gets_its_text_once_however_many_runs_there_are(team: Team) -> None:
    team.plans(ONE_TWO, PATH)
    early = team.publishes_at("2026-11-24 08:30")
    for when in ("24 09:01", "24 09:15", "25 09:01", "25 12:00"):
        done = team.publishes_at(f"2026-11-{when}")
        assert done.code == ExitCode.DONE, done.out + done.err
    # Neither owner nor notes are what readers get.
    team.merges(PATH, a_series("Tip one 一", "Tip two 二", owner="mei", min_gap="1"))
    team.publishes_at("2026-11-26 09:01")

    assert "posted" not in early.out
    assert team.live() == ["Tip one 一", "Tip two 二", "Tip one 一"]
    told = team.runs("status", "tips~2026-11-25")
    assert "tips~2026-11-25@acme:1" in told.out
    assert "tips~2026-11-24" not in told.out
    assert (
        "tips~2026-11-25@acme:1"
        in team.runs("ledger", "show", "--post", "tips~2026-11-25").out
    )
    _proves_each_day(team)


def _proves_each_day(team: Team) -> None:
    """What was sent on each day is what the file of the series says of it."""
    made = team.runs("ledger", "evidence", "tips")
    told = json.loads(made.out)
    sent = {part["key"]: part["sends"]["text"] for part in told["parts"]}
    assert sent == {
        "tips~2026-11-24@acme:1": "Tip one 一",
        "tips~2026-11-25@acme:1": "Tip two 二",
        "tips~2026-11-26@acme:1": "Tip one 一",
    }
    asked = {part["approval"]["payload"] for part in told["parts"]}
    assert {one["payload"] for one in told["versions"]} == asked
    file = team.repository.folder.parent / "evidence.json"
    file.write_text(made.out, "utf-8")
    held = team.runs("ledger", "evidence", "--check", str(file))
    assert held.code == ExitCode.DONE, held.out
    assert "in no version of its file" not in held.out


def test_two_runners_at_once_send_a_day_once(team: Team) -> None:
    team.plans(ONE_TWO, PATH)
    team.at("2026-11-24 09:01")
    with team.just_before_it_writes(team.publishes):
        done = team.publishes()

    assert done.code == ExitCode.DONE
    assert team.live() == ["Tip one 一"]
    team.proves()


def test_a_series_that_nobody_approved_waits_and_is_missed_on_record(
    team: Team,
) -> None:
    team.merges(PATH, ONE_TWO)
    waits = team.publishes_at("2026-11-24 09:01")
    late = team.publishes_at("2026-11-24 12:00")
    team.approves("tips")
    team.publishes_at("2026-11-25 09:01")

    assert "not approved" in waits.out
    assert "missed   tips~2026-11-24@acme:1" in late.out
    assert late.code == ExitCode.PERSON_NEEDED
    assert team.live() == ["Tip two 二"]
    told = team.runs("status", "tips~2026-11-24").out
    assert "mergecast resolve tips~2026-11-24@acme:1 --resend" in told
    team.proves()


def test_an_edit_needs_approval_anew_and_leaves_what_is_live_alone(
    team: Team,
) -> None:
    team.plans(ONE_TWO, PATH)
    team.publishes_at("2026-11-24 09:01")
    team.merges(PATH, a_series("Tip one 一", "Tip 2"))
    said = team.runs("approvals", "tips")
    waits = team.publishes_at("2026-11-25 09:01")
    team.approves("tips")
    team.publishes_at("2026-11-25 09:30")
    team.publishes_at("2026-11-26 09:01")

    assert "changed after Aisyah approved it" in said.out
    assert "it was changed after Aisyah approved it" in waits.out
    assert team.live() == ["Tip one 一", "Tip 2", "Tip one 一"]
    team.proves()


def test_a_day_that_the_series_drops_is_cancelled_and_open_when_it_is_back(
    team: Team,
) -> None:
    team.plans(ONE_TWO, PATH)
    team.publishes_at("2026-11-24 09:01")
    team.merges(PATH, a_series("Tip one 一", "Tip two 二", except_="[2026-11-25]"))
    team.approves("tips")
    dropped = team.publishes_at("2026-11-24 20:00")
    team.publishes_at("2026-11-25 07:00")
    team.merges(PATH, ONE_TWO)
    team.approves("tips")
    team.publishes_at("2026-11-25 09:02")

    assert "cancelled tips~2026-11-25@acme:1" in dropped.out
    assert "does not come on that day any more" in dropped.out
    assert team.live() == ["Tip one 一", "Tip two 二"]
    team.proves()


def test_an_edit_never_brings_back_a_day_that_was_over(team: Team) -> None:
    # Commits of these tests are of the morning of the 20th, minute by minute.
    early = ONE_TWO.replace("2026-11-24 09:00", "2026-11-19 08:05")
    team.repository.minute = 30
    team.at("2026-11-20 08:45")
    team.plans(early, PATH)
    done = team.publishes()
    again = team.publishes_at("2026-11-20 09:10")
    said = ("resolve", "tips~2026-11-20@acme:1", "--resend", "--reason", "all the same")
    resent = team.runs(*said, who=AISYAH)
    sent = team.publishes_at("2026-11-20 09:30")
    team.publishes_at("2026-11-21 08:06")

    assert resent.code == ExitCode.DONE, resent.err
    assert "posted   tips~2026-11-20@acme:1" in sent.out
    assert "missed   tips~2026-11-20@acme:1" in done.out
    assert "a change is for the days after it" in done.out
    assert "posted" not in again.out
    assert team.live() == ["Tip two 二", "Tip one 一"]
    team.proves()


def test_one_day_is_taken_back_and_the_series_goes_on(team: Team) -> None:
    team.plans(ONE_TWO, PATH)
    team.publishes_at("2026-11-24 09:01")
    why = "The tip was wrong."
    done = team.runs("retract", "tips~2026-11-24", "--reason", why)
    assert done.code == 0, done.err
    team.repository.git("commit", "-qam", "Take it back")
    asked = team.runs("approvals", "--check")
    team.runs("approve", "tips~2026-11-24", "--yes", who=AISYAH)
    agreed = team.runs("approvals", "--check")
    team.repository.push()
    gone = team.publishes_at("2026-11-24 10:15")
    team.repository.write(PATH, _read(team).replace("Tip two 二", "Tip 2"))
    team.repository.git("commit", "-qam", "Say it shorter")
    other = team.runs("approvals", "--check")
    team.publishes_at("2026-11-25 09:01")

    # Only the day that is taken back is asked about, and later only the series.
    assert asked.code == ExitCode.FINDINGS
    assert "tips~2026-11-24" in asked.out
    assert agreed.code == ExitCode.DONE, agreed.out
    assert other.code == ExitCode.FINDINGS
    assert "tips~2026-11-24" not in other.out
    assert "retracted tips~2026-11-24@acme:1" in gone.out
    assert team.live() == ["Tip two 二"]
    team.proves()


def test_a_day_is_taken_back_though_its_series_ended_before_it(team: Team) -> None:
    team.plans(ONE_TWO, PATH)
    team.publishes_at("2026-11-24 09:01")
    team.publishes_at("2026-11-25 09:01")
    team.runs("retract", "tips~2026-11-25", "--reason", "wrong")
    team.merges(PATH, _read(team).replace("until: 2026-12-24", "until: 2026-11-24"))
    waits = team.publishes_at("2026-11-25 10:00")
    shown = team.runs("approve", "tips~2026-11-25", "--yes", who=AISYAH)
    team.repository.push()
    gone = team.publishes_at("2026-11-25 10:15")

    assert "its retraction is not approved yet" in waits.out
    assert "Tip one 一" in shown.out
    assert "Tip two 二" in shown.out
    assert "retracted tips~2026-11-25@acme:1" in gone.out
    assert team.live() == ["Tip one 一"]
    team.proves()


def test_a_post_with_the_id_of_a_series_stops_both(team: Team) -> None:
    team.plans(ONE_TWO, PATH)
    team.merges("calendar/2026/11/24-tips.yaml", a_post("tips", "2026-11-24 09:00"))
    done = team.publishes_at("2026-11-24 09:01")

    assert "two files have the id 'tips'" in done.out
    assert team.live() == []


def test_a_freeze_of_the_series_stops_its_days(team: Team) -> None:
    team.plans(ONE_TWO, PATH)
    team.at("2026-11-24 08:00")
    team.runs("freeze", "--scope", "post:tips", "--reason", "a complaint")
    done = team.publishes_at("2026-11-24 09:01")

    assert "frozen" in done.out
    assert team.live() == []


def test_a_file_with_a_rule_that_is_none_is_told_and_the_rest_goes_on(
    team: Team,
) -> None:
    team.merges(PATH, a_series("Tip", rule="FREQ=DAILY;COUNT=3"))
    team.plans(a_post("launch", "2026-11-24 09:00"), "calendar/2026/11/24-a.yaml")
    done = team.publishes_at("2026-11-24 09:01")

    assert PATH in done.out + done.err
    assert team.live() == ["It is out. 已经发布"]
