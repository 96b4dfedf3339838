"""`mergecast move`: the time in the file and the place of the file change together."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.inside import Inside
from editing.any_yaml import WHEN, Written, posts, read, said
from hypothesis import HealthCheck, given, settings
from team_repository import SETTINGS, TeamRepository

from mergecast.errors import ExitCode

NOW = "2026-11-20T12:00Z"
POST = """\
# yaml-language-server: $schema=../../../.vscode/mergecast/post.schema.json
# Mei edits this post until it is merged.
id: launch-2026   # for ever
accounts: [acme]
publish_at: "2026-11-24 09:00"   # a Tuesday
text: >-
  It is
  out. 已经发布 🎉
"""
PATH = "calendar/2026/11/24-launch.yaml"
US = """\
id: {0}
accounts: [acme-us]
publish_at: {1}
text: Hello, New York.
"""
ACCOUNTS = SETTINGS + (
    "  acme-us: {network: x, user: acme_us, timezone: America/New_York}\n"
)


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write("mergecast.yaml", ACCOUNTS)
    made.write(PATH, POST)
    return made


def test_a_post_moves_to_its_new_day(inside: Inside) -> None:
    done = inside("move", PATH, "2027-01-05 10:30", now=NOW)

    assert done.code == ExitCode.DONE
    assert done.out == (
        f"{PATH} -> calendar/2027/01/05-launch.yaml\n"
        "goes out 2027-01-05 10:30 in Asia/Kuala_Lumpur, 2027-01-05 02:30 UTC\n"
    )
    assert inside.files() == ["calendar/2027/01/05-launch.yaml"]
    moved = POST.replace("2026-11-24 09:00", "2027-01-05 10:30")
    assert inside.read("calendar/2027/01/05-launch.yaml") == moved
    assert inside("check", now=NOW).code == ExitCode.DONE


@pytest.mark.parametrize(
    ("when", "clock"),
    [
        ("2026-11-25", "2026-11-25 09:00"),
        ("10:15", "2026-11-24 10:15"),
        ("9:05", "2026-11-24 09:05"),
        ("+2h", "2026-11-24 11:00"),
        ("+20h", "2026-11-25 05:00"),
        ("+30m", "2026-11-24 09:30"),
        ("+1d", "2026-11-25 09:00"),
        ("+1w", "2026-12-01 09:00"),
        ("-1d", "2026-11-23 09:00"),
        ("2026-11-25T10:00", "2026-11-25 10:00"),
        ("2026/11/25 7:00", "2026-11-25 07:00"),
    ],
)
def test_a_time_can_be_said_in_many_ways(inside: Inside, when: str, clock: str) -> None:
    done = inside("move", "launch-2026", "--", when, now=NOW)

    assert done.code == ExitCode.DONE, done.err
    path = f"calendar/2026/{clock[5:7]}/{clock[8:10]}-launch.yaml"
    assert inside.files() == [path]
    assert f'publish_at: "{clock}"   # a Tuesday\n' in inside.read(path)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["launch-2026", "2026-11-20 19:59"], "'2026-11-20 19:59' has passed"),
        (["launch-2026", "2026-11-20 20:00"], "it is 2026-11-20 20:00 in Asia/Kuala"),
        (["launch-2026", "tomorrow"], "'tomorrow' is not a date and time"),
        (["launch-2026", "2027-02-30 09:00"], "February 2027 has 28 days"),
        (["launch-2026", "25/11/2026 09:00"], "write 2026-11-25 09:00, if that is"),
        (["launch-2026", "2026-11-25 09:00Z"], "its zone belongs elsewhere"),
        (["launch-2026", "+99999w"], "3943 is no year to publish in"),
        (["launch-2026", "2026-11-25", "--zone", "Malaysia"], "Asia/Kuala_Lumpur"),
        (["launch-2026", "2026-11-25", "--zone", "CST"], "America/Chicago or Asia"),
        (["launch-2026", "2026-11-25", "--which", "first"], "leave --which out"),
        (["launch-2027", "2026-11-25"], "did you mean 'launch-2026'?"),
        (["calendar/2026/11/25-x.yaml", "2026-11-25"], "there is no file or folder"),
        (["mergecast.yaml", "2026-11-25"], "'mergecast.yaml' is not a post"),
        (["../outside.yaml", "2026-11-25"], "there is no file or folder"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(
    inside: Inside, args: list[str], words: str
) -> None:
    done = inside("move", *args, now=NOW)

    assert done.code == ExitCode.USAGE
    assert words in done.err
    assert inside.files() == [PATH]
    assert inside.read(PATH) == POST


def test_a_time_that_clocks_skip_is_refused_with_the_one_that_exists(
    team: TeamRepository, inside: Inside
) -> None:
    path = "calendar/2027/03/13-hello.yaml"
    team.write(path, US.format("hello-us", "2027-03-13 02:30"))
    done = inside("move", "hello-us", "+1d", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "no '2027-03-14 02:30' in America/New_York" in done.err
    assert "use '2027-03-14 03:30'" in done.err
    assert inside.read(path) == US.format("hello-us", "2027-03-13 02:30")


def test_a_time_that_happens_twice_needs_a_choice(
    team: TeamRepository, inside: Inside
) -> None:
    path = "calendar/2027/11/06-night.yaml"
    new = "calendar/2027/11/07-night.yaml"
    team.write(path, US.format("night-us", "2027-11-06 01:30"))
    refused = inside("move", "night-us", "+1d", now=NOW)
    done = inside("move", "night-us", "+1d", "--which", "second", now=NOW)

    assert refused.code == ExitCode.USAGE
    assert "happens twice in America/New_York: at 05:30 and at 06:30 UTC" in refused.err
    assert "2027-11-07 06:30 UTC" in done.out
    assert "publish_at: 2027-11-07 01:30\nwhich: second\n" in inside.read(new)

    later = inside("move", "night-us", "+1h", now=NOW)
    assert "2027-11-07 07:30 UTC" in later.out
    assert "publish_at: 2027-11-07 02:30\ntext" in inside.read(new)


def test_hours_are_counted_across_the_night_on_which_clocks_change(
    team: TeamRepository, inside: Inside
) -> None:
    path = "calendar/2027/11/06-night.yaml"
    team.write(path, US.format("night-us", "2027-11-06 23:30"))
    done = inside("move", "night-us", "+3h", now=NOW)

    assert "goes out 2027-11-07 01:30 in America/New_York, 2027-11-07 06:30" in done.out
    assert "which: second\n" in inside.read("calendar/2027/11/07-night.yaml")


def test_an_asap_post_moves_its_end(team: TeamRepository, inside: Inside) -> None:
    team.write(
        "calendar/2026/11/21-outage.yaml",
        "id: outage\naccounts: [acme]\npublish_at: asap\n"
        "until: 2026-11-21 18:00 # evening\ntext: Back.\n",
    )
    done = inside("move", "outage", "+1d", now=NOW)

    assert "goes out until 2026-11-22 18:00 in Asia/Kuala_Lumpur" in done.out
    new = inside.read("calendar/2026/11/22-outage.yaml")
    assert "publish_at: asap\nuntil: 2026-11-22 18:00 # evening\n" in new
    assert inside("move", "outage", "+1d", "--which", "first", now=NOW).code == 2


def test_a_draft_gets_its_first_time_and_leaves_the_queue(
    team: TeamRepository, inside: Inside
) -> None:
    draft = "# yaml-language-server: $schema=../../.vscode/mergecast/post.schema.json\n"
    draft += "id: idea-one\naccounts: [acme] # ours\ntext: Hello\n"
    team.write("calendar/queue/idea.yaml", draft)
    refused = inside("move", "idea-one", "2026-12-24", now=NOW)
    done = inside("move", "idea-one", "2026-12-24 18:00", now=NOW)

    assert "'idea-one' has no time yet, and '2026-12-24' is only a day" in refused.err
    assert "calendar/queue/idea.yaml -> calendar/2026/12/24-idea.yaml" in done.out
    assert inside.read("calendar/2026/12/24-idea.yaml") == draft.replace(
        "=../../.v", "=../../../.v"
    ).replace("# ours\n", "# ours\npublish_at: 2026-12-24 18:00\n")


def test_a_zone_is_written_where_it_differs(inside: Inside) -> None:
    done = inside("move", PATH, "2026-11-25 09:00", "--zone", "Europe/London", now=NOW)

    assert done.out.endswith(
        "goes out 2026-11-25 09:00 in Europe/London, "
        "2026-11-25 17:00 in Asia/Kuala_Lumpur, 2026-11-25 09:00 UTC\n"
    )
    text = inside.read("calendar/2026/11/25-launch.yaml")
    assert '09:00"   # a Tuesday\ntimezone: Europe/London\ntext' in text

    again = ("move", "launch-2026", "+1h", "--zone", "Europe/London")
    inside(*again, now=NOW)
    assert inside.read("calendar/2026/11/25-launch.yaml").count("timezone:") == 1


def test_accounts_of_several_zones_need_one_zone(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(PATH, POST.replace("[acme]", "[acme, acme-us]"))
    refused = inside("move", PATH, "2026-11-25", now=NOW)
    done = inside("move", PATH, "2026-11-25", "--zone", "UTC", now=NOW)

    assert "the zones of its accounts differ" in refused.err
    assert "09:00 in UTC, 2026-11-25 17:00 in Asia/Kuala_Lumpur, 2026-11-25 04:00" in (
        done.out
    )


def test_no_file_is_ever_replaced(team: TeamRepository, inside: Inside) -> None:
    team.write("calendar/2026/11/25-launch.yaml", "# somebody's\n")
    done = inside("move", PATH, "+1d", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "there is a file 'calendar/2026/11/25-launch.yaml' already" in done.err
    assert inside.read("calendar/2026/11/25-launch.yaml") == "# somebody's\n"
    assert inside.read(PATH) == POST


def test_links_are_not_followed(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (team.folder / "calendar/2027").symlink_to(tmp_path / "elsewhere")
    into = inside("move", PATH, "2027-01-01 09:00", now=NOW)
    (team.folder / "calendar/queue").mkdir()
    (tmp_path / "outside.yaml").write_text(POST, "utf-8")
    (team.folder / "calendar/queue/l.yaml").symlink_to(tmp_path / "outside.yaml")
    link = inside("move", "calendar/queue/l.yaml", "+1d", now=NOW)

    assert "is a link" in into.err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert "is not a regular file" in link.err
    assert (tmp_path / "outside.yaml").read_text("utf-8") == POST
    assert inside.read(PATH) == POST


def test_embargo_and_end_are_kept(team: TeamRepository, inside: Inside) -> None:
    limits = "not_before: 2026-11-23 09:00\nuntil: 2026-11-30 09:00\n"
    team.write(PATH, POST + limits)
    early = inside("move", PATH, "--", "-2d", now=NOW)
    late = inside("move", PATH, "+1w", now=NOW)

    assert "under embargo until 2026-11-23 09:00" in early.err
    assert "'launch-2026' ends at 2026-11-30 09:00" in late.err
    assert inside.read(PATH) == POST + limits


def test_a_post_whose_time_has_passed_may_have_gone_out(inside: Inside) -> None:
    done = inside("move", PATH, "2027-01-05 10:30", now="2026-12-01T00:00Z")

    assert "if it went out then, it will not go out again" in done.out


def test_a_broken_post_is_refused_with_the_reason(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(PATH, POST + "id: again\n")
    done = inside("move", PATH, "+1d", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "given twice" in done.err
    assert f"run `mergecast check {PATH}`" in done.err


def test_two_posts_of_one_id_are_told_apart_by_file(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("calendar/2026/11/26-other.yaml", POST.replace("11-24", "11-26"))
    done = inside("move", "launch-2026", "+1d", now=NOW)

    assert "is used by calendar/2026/11/24-launch.yaml and by" in done.err
    assert inside("move", PATH, "+1d", now=NOW).code == ExitCode.DONE


def test_a_folder_without_a_workspace_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Inside(tmp_path, capsys, monkeypatch)("move", "launch-2026", "+1d")

    assert done.code == ExitCode.CANNOT_WORK
    assert "there is no mergecast.yaml here" in done.err


@given(posts())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_moving_changes_the_time_alone_in_any_layout(
    team: TeamRepository, inside: Inside, written: Written
) -> None:
    (team.folder / PATH).write_bytes(written.text.encode())
    done = inside("move", PATH, "+1h", now=NOW)
    moved = inside.read(PATH)

    assert done.code == ExitCode.DONE, done.err
    assert isinstance(written.data, dict)
    assert read(moved) == {**written.data, "publish_at": "2026-11-24 10:00"}
    assert said(moved) == written.said()
    assert moved == written.text.replace(WHEN, WHEN.replace("09", "10"))
