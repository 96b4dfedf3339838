"""`mergecast thaw`: two people end a freeze, and what it kept back is gone through."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from stories.telling import a_post
from team_repository import AISYAH, MEI, TOM

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
MEI_AT_HOME = ("Mei Lin", "mei@home.example")
PEOPLE = """\
members:
  mei: {name: Mei Lin, email: mei@example.org, roles: [creator], languages: [en]}
  mei2: {name: Mei Lin, email: mei@home.example, roles: [crisis-manager]}
  aisyah: {name: Aisyah, email: aisyah@example.org, roles: [crisis-manager]}
  tom: {name: Tom, email: tom@example.org, roles: [creator]}
roles:
  creator: {title: Creator}
  crisis-manager: {title: Crisis manager}
"""
MATRIX = """\
owner: crisis-manager
levels:
  high:
    roles:
      crisis-manager: {may: [open, freeze, thaw, retract], within: 15m}
      creator: {may: [freeze], within: 60m}
"""
SCOPE = ("--scope", "all")


@pytest.fixture
def crew(team: Team) -> Team:
    """A team whose matrix gives a thaw to Aisyah; everything is frozen."""
    team.plans(a_post("launch-2026", "2026-11-24 09:00"), PATH)
    team.merges("playbooks/team.yaml", PEOPLE)
    team.merges("playbooks/matrix.yaml", MATRIX)
    team.at("2026-11-24 08:30")
    frozen = team.runs("freeze", "--reason", "flood 洪水")
    assert frozen.code == ExitCode.DONE, frozen.err
    team.at("09:30")
    return team


def agrees(team: Team, who: tuple[str, str]) -> None:
    done = team.runs("thaw", *SCOPE, "--agree", "--yes", who=who)
    assert done.code == ExitCode.DONE, done.err
    assert "by Mei Lin: flood 洪水" in done.out
    team.repository.push()


def thawed(team: Team, *more: str) -> tuple[int, str]:
    done = team.runs("thaw", *SCOPE, "--reason", "all clear", *more)
    return done.code, done.out


def kinds(team: Team) -> list[str]:
    shown = team.runs("ledger", "show", "--format", "json")
    return [event["kind"] for event in json.loads(shown.out)["events"]]


def test_it_takes_the_role_of_the_matrix_and_a_second_person(crew: Team) -> None:
    nobody = thawed(crew)
    agrees(crew, MEI)
    agrees(crew, TOM)
    no_role = thawed(crew)
    agrees(crew, AISYAH)
    both = thawed(crew)
    published = crew.publishes()

    assert nobody[0] == no_role[0] == ExitCode.FINDINGS
    assert "all stays frozen: nobody has approved it yet; it needs" in nobody[1]
    assert "it needs crisis-manager (" in no_role[1]
    assert both[0] == ExitCode.DONE
    assert both[1].startswith("thawed: all (in ")
    assert "nothing is frozen now" in both[1]
    assert kinds(crew).count("thaw") == 1
    assert "it came due while all was frozen" in published.out
    assert crew.live() == []


def test_who_agrees_sees_every_freeze_that_ends(crew: Team) -> None:
    crew.runs("freeze", "--scope", "bucket:reactive", "--reason", "second")
    more = ("--scope", "bucket:reactive", "--agree", "--yes")
    said = crew.runs("thaw", *SCOPE, *more, who=MEI).out
    assert "  all  since " in said
    assert "  bucket:reactive  since " in said


def test_one_person_under_two_names_is_refused(crew: Team) -> None:
    agrees(crew, MEI)
    agrees(crew, MEI_AT_HOME)
    code, said = thawed(crew)

    assert code == ExitCode.FINDINGS
    assert "may be one person, and a thaw takes two" in said
    assert "thaw" not in kinds(crew)


def test_a_yes_is_to_that_very_freeze(crew: Team) -> None:
    agrees(crew, MEI)
    agrees(crew, AISYAH)
    assert thawed(crew)[0] == ExitCode.DONE
    crew.runs("freeze", "--reason", "again")

    assert thawed(crew)[0] == ExitCode.FINDINGS


def test_the_list_gives_each_post_a_new_time_in_a_branch(crew: Team) -> None:
    second = a_post("second-2026", "2026-11-24 09:05")
    crew.merges("calendar/2026/11/24-second.yaml", second)
    dry = crew.runs("thaw", "--plan", "--dry-run", "--format", "json")
    made = crew.runs("thaw", "--plan")
    name = "mergecast/triage-20261124"

    posts = json.loads(dry.out)["posts"]
    assert [(one["post"], one["fate"], one["at"]) for one in posts] == [
        ("launch-2026", "keep", "2026-11-24T02:30:00+00:00"),
        ("second-2026", "keep", "2026-11-24T02:50:00+00:00"),
    ]
    assert f"written to the branch '{name}'" in made.out
    changed = crew.repository.git("diff", "--stat", f"main...{name}")
    assert "2 files changed, 2 insertions(+), 2 deletions(-)" in changed
    assert "publish_at: 2026-11-24 10:30" in crew.repository.git(
        "show", f"{name}:{PATH}"
    )
