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


def test_a_drill_knows_who_this_repository_says_they_are(night: Team) -> None:
    night.repository.git("config", "user.name", TOM[0])
    night.repository.git("config", "user.email", TOM[1])
    place = night.repository.folder.parent / "drill"
    ok(crisis(night, "drill", "outage", "--in", str(place)))
    config = (place / ".git" / "config").read_text("utf-8")

    assert TOM[1] in config


def test_what_was_frozen_before_is_named_once(night: Team) -> None:
    ok(night.runs("freeze", "--reason", "flood"))
    opened = ok(crisis(night, *OPEN, "--summary", "down"))

    assert "\nfrozen: all\n" in opened.out
    refused(
        night.runs("thaw", "--plan", "--scope", "al"), "'al' is no scope", "write all"
    )


def test_a_playbook_that_names_what_cannot_be_frozen_freezes_all(night: Team) -> None:
    path = "playbooks/crisis/outage.yaml"
    night.merges(path, FILES[path].replace("freeze: [all]", "freeze: [post:ab]"))
    opened = ok(crisis(night, *OPEN, "--summary", "down"))

    assert "\nfrozen: all\n" in opened.out
