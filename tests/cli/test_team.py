"""`mergecast team`: who is there, what is missing, in words and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli.inside import Inside

from mergecast.errors import ExitCode
from mergecast.renderers.cells import width

ROOT = Path(__file__).parents[2]
NIGHT = "2026-11-23T18:00Z"
"""02:00 on Tuesday in Kuala Lumpur."""


@pytest.fixture
def inside(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    """The people of this repository, outside of any repository."""
    shutil.copytree(ROOT / "playbooks", tmp_path / "playbooks")
    (tmp_path / "mergecast.yaml").write_text("version: 1\naccounts: {}\n", "utf-8")
    return Inside(tmp_path, capsys, monkeypatch)


def put(inside: Inside, path: str, old: str, new: str) -> None:
    file = inside.folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_everybody_is_listed_with_their_clock_and_what_they_do_now(
    inside: Inside,
) -> None:
    done = inside("team", now=NIGHT)

    mei, tom, diego = (
        next(line for line in done.out.splitlines() if line.startswith(name))
        for name in ("Mei Lin", "Tom", "Diego")
    )
    assert "Tue 02:00  -" in mei
    assert "Mon 18:00  on shift (london)" in tom
    assert "Mon 12:00  on shift (mexico-city)" in diego


def test_the_list_for_programs_has_roles_with_who_holds_them(inside: Inside) -> None:
    told = json.loads(inside("team", "--format", "json", now=NIGHT).out)

    assert told["version"] == 1
    (crisis,) = (each for each in told["roles"] if each["role"] == "crisis-manager")
    assert crisis["held_by"] == ["tom", "diego"]
    assert crisis["overlap"] == "community-manager"


def test_at_night_the_shift_elsewhere_is_on_duty(inside: Inside) -> None:
    text = inside("team", "oncall", now=NIGHT)
    data = json.loads(inside("team", "oncall", "--format", "json", now=NIGHT).out)

    assert text.code == ExitCode.DONE
    assert "Tom            shift london       18:00 there" in text.out
    assert [each["member"] for each in data["on_duty"]] == ["tom", "diego"]
    assert data["on_duty"][0]["backups"] == ["priya", "diego", "lucia", "mei", "aisyah"]


def test_on_a_day_of_leave_the_stand_in_is_on_duty(inside: Inside) -> None:
    done = inside("team", "oncall", "--at", "2026-12-08T12:00Z")

    assert "Priya Nair (for Tom)  shift london" in done.out


def test_where_nobody_is_on_duty_the_answer_is_no(inside: Inside) -> None:
    (inside.folder / "playbooks/rota.yaml").unlink()

    done = inside("team", "oncall", now=NIGHT)

    assert done.code == ExitCode.FINDINGS
    assert "nobody is on duty at 2026-11-23 18:00 UTC" in done.out
    assert "no playbooks/rota.yaml" in done.out


def test_the_map_shows_how_many_are_there_in_each_hour(inside: Inside) -> None:
    done = inside("team", "coverage", "--days", "1", now=NIGHT)

    assert "Mon 2026-11-23 2 2 1 1 1 1 1 1 2 2 1 1 1 1 1 1 2 2 2 1 1 1 1 1" in done.out
    assert "somebody is there whenever somebody has to be" in done.out


def test_the_map_goes_by_the_clocks_of_a_place(inside: Inside) -> None:
    asked = ("team", "coverage", "--days", "1", "--timezone", "Asia/Kuala_Lumpur")

    done = inside(*asked, now=NIGHT)

    assert "Tue 2026-11-24 2 2 2 1 1 1 1 1 2 2 1 1 1 1 1 1 2 2 1 1 1 1 1 1" in done.out


def test_a_gap_is_marked_and_said(inside: Inside) -> None:
    put(
        inside,
        "playbooks/rota.yaml",
        "from: 10:00, to: 20:00",
        "from: 10:00, to: 17:30",
    )

    text = inside("team", "coverage", "--days", "1", now=NIGHT)
    data = json.loads(
        inside("team", "coverage", "--days", "1", "--format", "json", now=NIGHT).out
    )

    assert "Mon 2026-11-23 1 1 1 1 1 1 1 1 2 2 1 1 1 1 1 1 2 2 2 1 1 1 1 ! " in (
        text.out.replace("!\n", "! \n")
    )
    assert "Mon 2026-11-23 23:30 to Tue 2026-11-24 00:00 (UTC)" in text.out
    assert data["gaps"] == [
        {"from": "2026-11-23T23:30:00+00:00", "to": "2026-11-24T00:00:00+00:00"}
    ]
    assert data["days"][0]["hours"][23] == {"hour": 23, "there": 0, "missing": True}


def test_the_map_of_a_network_counts_only_who_knows_it(inside: Inside) -> None:
    put(
        inside,
        "playbooks/team.yaml",
        "name: Priya Nair,",
        "name: Priya Nair, networks: [y],",
    )
    (inside.folder / "mergecast.yaml").write_text(
        "version: 1\naccounts:\n  acme: {network: x, user: acme, timezone: UTC}\n",
        "utf-8",
    )
    asked = ("team", "coverage", "--from", "2026-11-27", "--days", "1", "--network")

    known = inside(*asked, "x", now=NIGHT)
    unknown = inside(*asked, "z", now=NIGHT)
    process = inside("check", "--process", now=NIGHT)

    assert "who is on shift and knows x, by the clocks of UTC" in known.out
    assert "Fri 2026-11-27 2 2 1 1 1 1 1 1 1 1 ! ! ! ! ! ! 1 1 1 1" in known.out
    assert unknown.code == ExitCode.USAGE
    assert "there is no account on 'z'" in unknown.err
    assert "nobody on shift knows 'x', first Fri" in process.out


def test_days_that_differ_are_named_below_the_map(inside: Inside) -> None:
    asked = ("team", "coverage", "--from", "2026-12-07", "--days", "3")

    done = inside(*asked, now=NIGHT)

    assert "on 2026-12-08:" in done.out
    assert "Priya Nair" in done.out.split("on 2026-12-08:")[1].splitlines()[0]


def test_names_in_any_script_stand_in_columns(inside: Inside) -> None:
    put(inside, "playbooks/team.yaml", "name: Mei Lin", "name: 陈美玲👩‍👩‍👧‍👦")
    put(inside, "playbooks/team.yaml", "name: Aisyah", "name: عائشة")

    lines = inside("team", now=NIGHT).out.splitlines()

    places = {width(line.split("Mon ")[0].split("Tue ")[0]) for line in lines[1:]}
    assert len(places) == 1


def test_without_a_terminal_there_is_no_colour(inside: Inside) -> None:
    assert "\x1b" not in inside("team", "coverage", now=NIGHT).out


def test_hours_and_posts_are_shared_out(inside: Inside) -> None:
    post = inside.folder / "calendar/2026/11/24-launch.yaml"
    post.parent.mkdir(parents=True)
    post.write_text(
        "id: launch-2026\naccounts: [acme]\npublish_at: 2026-11-24 09:00\n"
        "timezone: Europe/London\ntext: It is out.\nowner: tom\n",
        "utf-8",
    )
    (inside.folder / "mergecast.yaml").write_text(
        "version: 1\naccounts:\n  acme: {network: x, user: acme, timezone: UTC}\n",
        "utf-8",
    )

    text = inside("team", "balance", now=NIGHT)
    data = json.loads(inside("team", "balance", "--format", "json", now=NIGHT).out)

    assert "Mei Lin        40.0 h a week  40.0 h        0 " in text.out
    tom = next(each for each in data["members"] if each["member"] == "tom")
    assert (tom["posts"], tom["minutes_fullest_week"]) == (1, 44 * 60)
    assert data["networks"][0]["posts"] == 1


def test_a_rota_that_cannot_be_read_is_named_with_what_is_wrong(inside: Inside) -> None:
    put(inside, "playbooks/rota.yaml", "owner:", "ownr:")

    done = inside("team", "oncall", now=NIGHT)
    checked = inside("check")

    assert done.code == ExitCode.CANNOT_WORK
    assert "playbooks/rota.yaml cannot be read: 'ownr' is not a key" in done.err
    assert checked.code == ExitCode.FINDINGS
    assert "did you mean 'owner'?" in checked.out


def test_coverage_without_a_rota_says_what_to_write(inside: Inside) -> None:
    (inside.folder / "playbooks/rota.yaml").unlink()

    done = inside("team", "coverage", now=NIGHT)

    assert done.code == ExitCode.CANNOT_WORK
    assert "there is no playbooks/rota.yaml" in done.err


def test_a_zone_that_is_none_is_refused(inside: Inside) -> None:
    done = inside("team", "coverage", "--timezone", "BST", now=NIGHT)

    assert done.code == ExitCode.USAGE
    assert "'BST' is not a time zone" in done.err


def test_process_findings_are_apart_from_the_check_of_content(inside: Inside) -> None:
    put(
        inside,
        "playbooks/rota.yaml",
        "from: 10:00, to: 20:00",
        "from: 10:00, to: 17:30",
    )

    plain = inside("check", now=NIGHT)
    process = inside("check", "--process", now=NIGHT)
    data = json.loads(inside("check", "--process", "--format", "json", now=NIGHT).out)

    assert "coverage-gap" not in plain.out
    assert process.code == ExitCode.DONE, "it never blocks"
    found = {each["id"]: each for each in data["findings"]}
    gap = found["coverage-gap"]
    assert (gap["class"], gap["owner"]) == ("process", "community-manager")
    assert (gap["path"], gap["line"]) == ("playbooks/rota.yaml", 5)


def test_the_sample_team_has_nothing_to_see_to(inside: Inside) -> None:
    told = inside("check", "--process", "--format", "json", now=NIGHT).out

    people = ("playbooks/team.yaml", "playbooks/away.yaml", "playbooks/rota.yaml")
    found = json.loads(told)["findings"]
    assert [each for each in found if each["path"] in people] == []


@pytest.mark.parametrize("option", ["--fix", "--changed=main"])
def test_process_findings_are_of_no_single_file(inside: Inside, option: str) -> None:
    done = inside("check", "--process", option)

    assert done.code == ExitCode.USAGE
    assert "--process looks at how people work together" in done.err
