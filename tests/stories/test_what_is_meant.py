"""What is said of an incident in haste is either meant, or refused in so many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories.test_a_crisis import FILES, ok
from team_repository import AISYAH, TOM

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.program import Done
    from stories.telling import Team

OPEN = ("open", "--playbook", "outage")


@pytest.fixture
def night(team: Team) -> Team:
    for path, text in FILES.items():
        team.repository.write(path, text)
    team.repository.commit("Playbooks")
    team.repository.push()
    team.at("2026-11-24 02:00")
    return team


def crisis(night: Team, *args: str, who: tuple[str, str] = AISYAH) -> Done:
    return night.runs("crisis", *args, who=who)


def refused(done: Done, said: str, hint: str = "") -> None:
    assert done.code == ExitCode.USAGE, done.out
    assert said in done.err
    assert hint in done.err


def test_a_second_outage_of_the_day_freezes_as_the_first_did(night: Team) -> None:
    ok(crisis(night, *OPEN, "--summary", "down"))
    again = crisis(night, *OPEN, "--summary", "still down")
    ok(crisis(night, "close", "--why", "it works"))
    second = ok(crisis(night, *OPEN, "--summary", "down once more"))

    refused(again, "was opened before", "`mergecast freeze` needs neither")
    assert second.out.startswith("outage-2026-11-23-2: open, level mid")


def test_what_nobody_can_mean_is_refused_and_recorded_nowhere(night: Team) -> None:
    typo = crisis(night, *OPEN, "--summary", "x", "--scope", "account:amce")
    ok(crisis(night, *OPEN, "--summary", "a\nb\u202ec\x1b"))
    before = night.runs("ledger", "show").out

    refused(typo, "there is no account 'amce'", "name one of: ")
    refused(
        crisis(night, "notify", "--who", "crisis-manger"),
        "there is no role 'crisis-manger'",
        "name one of: crisis-manager, moderator, creator",
    )
    refused(crisis(night, "close", "--why", " "), "the why is empty")
    refused(crisis(night, "assess", "--fact", "nix=1"), "no fact 'nix'", "people")
    twice = ("assess", "--fact", "people=60", "--fact", "people=1")
    refused(crisis(night, *twice), "'people' is given twice")
    both = ("respond", "--statement", "outage", "--said", "x")
    refused(crisis(night, *both), "--statement and --said are two things")
    assert night.runs("ledger", "show").out == before
    assert "outage-2026-11-23: open, level mid: a bc\n" in crisis(night, "status").out


def test_facts_add_up_and_a_level_against_them_is_said_out_loud(night: Team) -> None:
    ok(crisis(night, *OPEN, "--summary", "down"))
    grave = ok(crisis(night, "assess", "--fact", "people=60"))
    lower = ok(crisis(night, "assess", "--level", "mid"))
    again = ok(crisis(night, "assess", "--fact", "people=3"))

    assert "level high" in grave.out
    assert "note " not in grave.out + again.out
    assert "level mid" in lower.out
    said = "note    the facts say 'high', not 'mid': How many complain? 60"
    assert said in lower.out


def test_one_who_was_told_does_not_end_the_step_for_all(night: Team) -> None:
    ok(crisis(night, *OPEN, "--summary", "down"))
    one = ok(crisis(night, "notify", "--who", "moderator"))
    both = ok(crisis(night, "notify", "--who", "crisis-manager"))

    assert "running notify (moderator)" in one.out
    assert "done    notify (moderator)" in both.out


def test_what_is_closed_has_no_clock_but_that_of_its_retro(night: Team) -> None:
    ok(crisis(night, *OPEN, "--summary", "down"))
    ok(crisis(night, "assess", "--level", "high"))
    over = ok(crisis(night, "close", "--why", "a false alarm")).out.splitlines()
    shown = [line for line in over if line.startswith(("running", "LATE", "next"))]

    assert [line.split(" (")[0] for line in shown] == [
        "running record",
        "next    record: hold the retro",
    ]
    assert any(line.startswith("done    assess") for line in over)


def test_a_drill_knows_who_this_repository_says_they_are(night: Team) -> None:
    night.repository.git("config", "user.name", TOM[0])
    night.repository.git("config", "user.email", TOM[1])
    place = night.repository.folder.parent / "drill"
    ok(crisis(night, "drill", "outage", "--in", str(place)))
    config = (place / ".git" / "config").read_text("utf-8")

    assert TOM[1] in config


def test_a_drill_inside_of_a_work_tree_is_refused(night: Team) -> None:
    place = night.repository.folder / "playbooks" / "drill"
    inside = crisis(night, "drill", "outage", "--in", str(place))

    refused(inside, "is inside of a repository", "name a folder elsewhere")
    assert not place.exists()


def test_what_was_frozen_before_is_named_once(night: Team) -> None:
    ok(night.runs("freeze", "--reason", "flood"))
    opened = ok(crisis(night, *OPEN, "--summary", "down"))
    agreed = ok(night.runs("thaw", "--scope", "all", "--agree", "--yes"))

    assert "\nfrozen: all\n" in opened.out
    assert ": flood\n" in agreed.out
    assert ": down\n" in agreed.out
    refused(
        night.runs("thaw", "--plan", "--scope", "al"), "'al' is no scope", "write all"
    )


def test_a_playbook_that_cannot_be_read_is_no_reason_not_to_freeze(night: Team) -> None:
    path = "playbooks/crisis/outage.yaml"
    night.merges(path, FILES[path].replace("freeze: [all]", "freeze: [post:ab]"))
    opened = ok(crisis(night, *OPEN, "--summary", "down"))

    assert "\nfrozen: all\n" in opened.out
    assert "note    playbooks/crisis/outage.yaml cannot be read" in opened.out


def test_of_two_that_are_open_each_is_named_with_its_freeze(night: Team) -> None:
    ok(crisis(night, *OPEN, "--summary", "down"))
    ok(crisis(night, *OPEN, "--summary", "graver", "--id", "worse", "--level", "high"))
    both = ok(crisis(night, "status")).out

    assert "  outage-2026-11-23: level mid: down\n  worse: level high: graver" in both
    assert "mergecast crisis status outage-2026-11-23" in both
    frozen = night.runs("freeze", "--reason", "x").out
    assert " for outage-2026-11-23: down" in frozen
    assert " for worse: graver" in frozen


def test_who_cannot_reach_the_ledger_is_told_what_else_stops_it(night: Team) -> None:
    night.repository.git("remote", "set-url", "origin", "gone.git")
    done = crisis(night, *OPEN, "--summary", "down")

    assert done.code == ExitCode.CANNOT_WORK
    assert "nothing was recorded or frozen" in done.err
    assert "start the freeze workflow on the forge" in done.err
