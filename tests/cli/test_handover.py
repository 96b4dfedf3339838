"""A shift hands over in a file; the next one takes over by signing it in a commit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from team_repository import AISYAH, MEI, TOM, TeamRepository

from mergecast.errors import ExitCode
from mergecast.loading.workspace import read

if TYPE_CHECKING:
    from cli.inside import Inside

PEOPLE = """\
members:
  mei: {name: Mei Lin, email: mei@example.org, timezone: Asia/Kuala_Lumpur}
  aisyah: {name: Aisyah, email: aisyah@example.org, timezone: Asia/Kuala_Lumpur}
  tom: {name: Tom, email: tom@example.org, timezone: Europe/London}
"""
ROTA = """\
shifts:
  asia: {timezone: Asia/Kuala_Lumpur, from: 08:00, to: 18:00, members: [mei]}
  europe: {timezone: Europe/London, from: 08:00, to: 19:00, members: [tom]}
"""
Be: TypeAlias = Callable[[tuple[str, str]], None]
"""Who sits at the keyboard from now on."""
END = "2026-11-24T09:40Z"
PATH = "playbooks/handovers/2026-11-24-asia.yaml"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write("playbooks/team.yaml", PEOPLE)
    made.write("playbooks/rota.yaml", ROTA)
    made.write(
        "calendar/2026/11/24-evening.yaml",
        "id: evening-post\naccounts: [acme]\npublish_at: 2026-11-24 20:00\ntext: x\n",
    )
    made.commit("People")
    return made


@pytest.fixture
def by(team: TeamRepository, monkeypatch: pytest.MonkeyPatch) -> Be:
    def be(who: tuple[str, str]) -> None:
        for name, value in team.env(who).items():
            monkeypatch.setenv(name, value)

    be(MEI)
    return be


def test_a_draft_names_the_shift_its_successor_and_what_goes_out(
    inside: Inside,
) -> None:
    done = inside("team", "handover", now=END)

    lines = done.out.splitlines()
    assert lines[0] == f"# {PATH}"
    assert "shift: asia" in lines
    assert "by: mei" in lines
    assert "next: europe" in lines
    assert "  - 2026-11-24 12:00 evening-post@acme" in lines
    assert read(PATH, done.out.encode(), "handover").data is not None
    assert not (inside.folder / PATH).exists()


def test_a_draft_is_written_once_and_passes_the_check(inside: Inside) -> None:
    done = inside("team", "handover", "--write", now=END)
    again = inside("team", "handover", "--write", now=END)
    checked = inside("check", now=END)

    assert done.out.startswith(f"wrote {PATH}\n")
    assert checked.code == ExitCode.DONE, checked.out
    assert again.code == ExitCode.USAGE
    assert f"{PATH} is there already" in again.err


def test_what_was_handed_over_is_followed_by_the_shift_that_is_on(
    inside: Inside,
) -> None:
    late = "2026-11-24T11:00Z"
    first = inside("team", "handover", "--write", now=late)
    then = inside("team", "handover", now=late)

    assert first.out.startswith(f"wrote {PATH}\n")
    assert "shift: europe" in then.out


def test_the_next_shift_signs_with_a_commit_of_this_file_alone(
    team: TeamRepository, inside: Inside, by: Be
) -> None:
    inside("team", "handover", "--write", now=END)
    team.write("calendar/queue/other.yaml", "id: other-post\n")
    team.git("add", "calendar/queue/other.yaml")
    by(TOM)

    done = inside("team", "handover", "--sign", now="2026-11-24T09:55Z")

    assert done.code == ExitCode.DONE, done.err
    assert done.out.startswith(f"Tom signed {PATH}\ncommitted ")
    said = team.git("show", "--format=%an: %s", "--name-only", "HEAD").splitlines()
    assert said == ["Tom: Handover of asia to europe on 2026-11-24", "", PATH]
    assert inside.read(PATH).endswith("signed: {by: tom, at: 2026-11-24 09:55}\n")
    assert team.git("status", "--porcelain") == "A  calendar/queue/other.yaml"


@pytest.mark.usefixtures("by")
def test_who_hands_over_cannot_take_over(inside: Inside) -> None:
    inside("team", "handover", "--write", now=END)

    done = inside("team", "handover", "--sign", now=END)

    assert done.code == ExitCode.USAGE
    assert "Mei Lin hands over, so somebody else has to take over" in done.err
    assert "signed" not in inside.read(PATH).splitlines()[-1]


def test_who_is_not_on_duty_cannot_take_over(inside: Inside, by: Be) -> None:
    inside("team", "handover", "--write", now=END)
    by(AISYAH)

    done = inside("team", "handover", "--sign", now=END)

    assert done.code == ExitCode.USAGE
    assert "Aisyah is not on duty, and 'europe' is not their shift" in done.err
    assert "one of these signs: tom" in done.err


def test_a_stand_in_of_the_next_shift_signs(
    team: TeamRepository, inside: Inside, by: Be
) -> None:
    inside("team", "handover", "--write", now=END)
    team.write(
        "playbooks/away.yaml",
        "away: [{member: tom, from: 2026-11-24, to: 2026-11-24, stand_in: aisyah}]\n",
    )
    by(AISYAH)

    done = inside("team", "handover", "--sign", now="2026-11-24T09:55Z")

    assert done.out.startswith(f"Aisyah signed {PATH}\n")


def test_an_address_that_the_team_does_not_know_is_told_how_to_sign(
    inside: Inside, by: Be
) -> None:
    inside("team", "handover", "--write", now=END)
    by(("Eve", "eve@example.com"))

    refused = inside("team", "handover", "--sign", now=END)
    named = inside("team", "handover", "--sign", "--as", "tom", now=END)

    assert refused.code == named.code == ExitCode.USAGE
    assert "nobody in the team file has the address 'eve@example.com'" in refused.err
    assert "set user.email in git, or `email` of the one who signs" in named.err


def test_nobody_signs_in_the_name_of_somebody_else(inside: Inside, by: Be) -> None:
    inside("team", "handover", "--write", now=END)
    by(AISYAH)

    other = inside("team", "handover", "--sign", "--as", "tom", now=END)
    by(TOM)
    own = inside("team", "handover", "--sign", "--as", "tom", now=END)

    assert other.code == ExitCode.USAGE
    assert "git knows Aisyah here, so 'tom' cannot sign" in other.err
    assert own.out.startswith(f"Tom signed {PATH}\n")


def test_what_nobody_signed_is_a_process_finding_the_next_day(inside: Inside) -> None:
    inside("team", "handover", "--write", now=END)

    soon = inside("check", "--process", now="2026-11-24T12:00Z")
    later = inside("check", "--process", now="2026-11-25T12:00Z")

    assert "handover-unsigned" not in soon.out
    assert "nobody signed what 'asia' handed over on 2026-11-24" in later.out


def test_nothing_to_sign_says_how_to_begin(inside: Inside) -> None:
    done = inside("team", "handover", "--sign", now=END)

    assert done.code == ExitCode.USAGE
    assert "no handover waits to be signed" in done.err
    assert "mergecast team handover --write" in done.err


def test_between_shifts_there_is_nothing_to_hand_over(inside: Inside) -> None:
    done = inside("team", "handover", now="2026-11-24T23:00Z")
    named = inside("team", "handover", "--shift", "asai", now=END)

    assert "nobody is on shift now" in done.err
    assert "there is no shift 'asai'" in named.err


@pytest.mark.parametrize(
    "args", [("--sign", "--write"), ("--as", "tom"), ("--sign", "--shift", "asia")]
)
def test_options_that_do_not_go_together_are_refused(
    inside: Inside, args: tuple[str, ...]
) -> None:
    assert inside("team", "handover", *args, now=END).code == ExitCode.USAGE


def test_a_signature_after_notes_without_a_line_end_is_on_a_line_of_its_own(
    inside: Inside, by: Be
) -> None:
    inside("team", "handover", "--write", now=END)
    path = inside.folder / PATH
    path.write_text(f"{path.read_text('utf-8')}notes: 平静的夜晚", "utf-8")
    by(TOM)

    inside("team", "handover", "--sign", now=END)

    assert inside.read(PATH).endswith(
        "notes: 平静的夜晚\nsigned: {by: tom, at: 2026-11-24 09:40}\n"
    )


def test_outside_of_git_the_signature_is_in_the_file_alone(
    team: TeamRepository, inside: Inside
) -> None:
    shutil.rmtree(team.folder / ".git")
    inside("team", "handover", "--write", now=END)

    unknown = inside("team", "handover", "--sign", now=END)
    done = inside("team", "handover", "--sign", "--as", "tom", now=END)

    assert unknown.code == ExitCode.USAGE
    assert done.out == f"Tom signed {PATH}\ncommit it: that is the signature\n"
