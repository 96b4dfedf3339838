"""`mergecast codeowners` writes its own file, and nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import TeamRepository

if TYPE_CHECKING:
    from cli.inside import Inside

PATH = ".github/CODEOWNERS"
TEAM = """\
members:
  mei: {name: Mei Lin, login: mei, roles: [creator]}
  aisyah: {name: Aisyah, login: aisyah, roles: [brand]}
"""


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write("playbooks/team.yaml", TEAM)
    made.commit("People")
    return made


def test_it_is_written_and_then_as_it_should_be(inside: Inside) -> None:
    first, second = inside("codeowners"), inside("codeowners")

    assert (first.code, first.out) == (0, f"wrote {PATH}; commit it\n")
    assert (second.code, second.out) == (0, f"{PATH} is as it should be\n")
    assert "/calendar/ @mei @aisyah\n" in inside.read(PATH)


def test_a_check_writes_nothing_and_says_no(inside: Inside) -> None:
    done = inside("codeowners", "--check")

    assert (done.code, done.out) == (1, f"{PATH} does not exist\n")
    assert not (inside.folder / PATH).exists()


def test_new_people_make_it_stale_and_a_check_of_content_says_so(
    team: TeamRepository, inside: Inside
) -> None:
    inside("codeowners")
    team.commit("Owners")
    assert "codeowners-stale" not in inside("check", "--format", "json").out
    team.write("playbooks/team.yaml", TEAM + "  tom: {name: Tom, login: tom}\n")
    team.commit("Tom")

    asked = inside("codeowners", "--check")
    found = inside("check", "--format", "json")

    assert (asked.code, asked.out) == (
        1,
        f"{PATH} is older than the team or the policy\n",
    )
    assert "codeowners-stale" in found.out
    assert found.code == 0
    inside("codeowners")
    assert "codeowners-stale" not in inside("check", "--format", "json").out


def test_what_somebody_wrote_is_left_alone(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(PATH, "* @somebody\n")

    done = inside("codeowners")

    assert done.code == 2
    assert f"{PATH} was made by hand" in done.err
    assert inside.read(PATH) == "* @somebody\n"
    assert inside("codeowners", "--check").code == 1
    assert inside("codeowners", "--force").code == 0
    assert "@somebody" not in inside.read(PATH)


def test_a_link_is_not_followed(team: TeamRepository, inside: Inside) -> None:
    outside = team.folder.parent / "outside"
    outside.write_text("# Written by `mergecast codeowners`\n")
    (team.folder / ".github").mkdir()
    (team.folder / PATH).symlink_to(outside)

    done = inside("codeowners", "--force")

    assert done.code == 3
    assert outside.read_text() == "# Written by `mergecast codeowners`\n"


def test_a_pull_request_on_people_is_told_that_it_is_stale(
    team: TeamRepository, inside: Inside
) -> None:
    inside("codeowners")
    team.commit("Owners")
    team.git("switch", "-q", "-c", "topic")
    team.write("playbooks/team.yaml", TEAM + "  tom: {name: Tom, login: tom}\n")
    team.commit("Tom")

    done = inside("plan", "--pr", "main")

    assert "run `mergecast codeowners`" in done.out or "has changed since" in done.out
