"""`mergecast calendar week`: who does what, what goes out, and what is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli.inside import Inside
from team_repository import POST, POST_PATH, SETTINGS

from mergecast.errors import ExitCode
from mergecast.loading.workspace import read

if TYPE_CHECKING:
    from pathlib import Path

TEAM = "members: {mei: {name: 美, roles: [creator]}}\n"
NOW = "2026-11-19T12:00:00Z"
PLAN = "calendar/plan/2026-W48.yaml"
QUARTER = """\
quarter: 2026-Q4
keeper: mei
themes:
  - {id: open-source, title: 开源日常 👩🏽‍🚀, owner: mei}
  - {id: thanks, title: شكرا, owner: nobody-here}
"""
MONTH = """\
month: 2026-11
goals: [the launch is heard of, "yes: 100 % of it"]
focus: [open-source, thanks]
"""


@pytest.fixture
def inside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    """A workspace that is no repository yet: nothing here asks git."""
    made = Inside(tmp_path / "acme", capsys, monkeypatch)
    put(made, "mergecast.yaml", SETTINGS)
    put(made, "playbooks/team.yaml", TEAM)
    put(made, POST_PATH, POST + "bucket: evergreen\nowner: mei\ntheme: thanks\n")
    put(made, "calendar/plan/2026-Q4.yaml", QUARTER)
    put(made, "calendar/plan/2026-11.yaml", MONTH)
    return made


def put(inside: Inside, path: str, text: str) -> None:
    file = inside.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _week(inside: Inside, *args: str) -> dict[str, Any]:
    done = inside("calendar", "week", "--format", "json", *args, now=NOW)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_a_draft_has_what_the_plans_above_say_and_what_is_scheduled(
    inside: Inside,
) -> None:
    found = _week(inside, "--draft")

    text = inside.read(PLAN)
    data = read(PLAN, text.encode(), "week").data
    assert found["wrote"] == PLAN
    assert data["week"] == "2026-W48"
    assert data["keeper"] == "mei"
    assert data["goals"] == ["the launch is heard of", "yes: 100 % of it"]
    assert data["focus"] == ["open-source", "thanks"]
    assert data["assignments"] == [
        {"who": "mei", "post": "launch-2026", "theme": "thanks", "day": "2026-11-24"},
        {
            "who": "mei",
            "idea": "a post for the theme open-source",
            "theme": "open-source",
        },
    ]
    assert text.startswith(
        "# The plan of the week 2026-11-23 to 2026-11-29, drafted from 2026-Q4 and "
    )


def test_a_draft_is_the_same_each_time_and_finds_nothing_wrong_with_itself(
    inside: Inside,
) -> None:
    _week(inside, "--draft")
    first = inside.read(PLAN)
    (inside.folder / PLAN).unlink()
    _week(inside, "--draft")

    assert inside.read(PLAN) == first
    assert "calendar/plan" not in inside("check", now=NOW).out


def test_a_plan_that_is_there_is_never_touched(inside: Inside) -> None:
    (inside.folder / PLAN).write_text("mine\n")

    done = inside("calendar", "week", "--draft", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "is there already" in done.err
    assert "nothing was written" in done.err
    assert inside.read(PLAN) == "mine\n"
    assert not [name for name in inside.files("calendar/plan") if "mergecast" in name]


def test_what_is_missing_has_an_owner(inside: Inside) -> None:
    gaps = {(each["kind"], each["owner"]) for each in _week(inside, "--draft")["gaps"]}

    assert ("theme", "mei") in gaps
    assert ("empty", "mei") in gaps


def test_a_week_shows_what_has_come_of_its_assignments(inside: Inside) -> None:
    put(inside, "calendar/queue/later.yaml", "id: later\naccounts: [acme]\ntext: b\n")
    names = "".join(
        f"  - {{who: mei, post: {post}}}\n"
        for post in ("launch-2026", "later", "lost-1")
    )
    put(
        inside,
        PLAN,
        f"week: 2026-W48\nassignments:\n{names}  - {{who: you, idea: 画}}\n",
    )

    found = _week(inside, "--week", "2026-W48")

    assert [each["state"] for each in found["assignments"]] == [
        *("scheduled", "in the queue", "not in this week", "idea")
    ]
    messages = " ".join(gap["message"] for gap in found["gaps"])
    assert "'lost-1' is assigned" in messages
    assert "'you' has an assignment" in messages


def test_people_are_shown_by_name_and_hostile_words_are_made_visible(
    inside: Inside,
) -> None:
    put(inside, PLAN, 'week: 2026-W48\ngoals: ["a\\u202eb \\u001b[31m"]\n')

    done = inside("calendar", "week", "--week", "2026-W48", now=NOW)

    assert done.code == 0
    assert "开源日常" in done.out
    assert "\u202e" not in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize("draft", [[], ["--draft"]])
def test_a_week_that_is_none_is_refused(draft: list[str], inside: Inside) -> None:
    for name in (
        "2026-W54",
        "2027-W53",
        "2026-48",
        "2026-W48\n",
        "../../x",
        "",
        "٢٠٢٦",
    ):
        done = inside("calendar", "week", "--week", name, *draft, now=NOW)

        assert done.code == ExitCode.USAGE
        assert "is no week" in done.err


def test_a_plan_that_cannot_be_read_is_told_and_the_rest_is_shown(
    inside: Inside,
) -> None:
    put(inside, PLAN, "week: [\n")

    found = _week(inside, "--week", "2026-W48")

    assert [each["path"] for each in found["broken"]] == [PLAN]
    assert [each["id"] for each in found["posts"]] == ["launch-2026"]


def test_the_days_of_a_week_are_those_of_the_accounts(inside: Inside) -> None:
    # 00:30 on Monday in Kuala Lumpur is Sunday everywhere to the west.
    early = POST.replace("launch-2026", "early-2026").replace(
        "2026-11-24 09:00", "2026-11-30 00:30"
    )
    put(inside, "calendar/2026/11/30-early.yaml", early)

    assert [each["id"] for each in _week(inside, "--week", "2026-W49")["posts"]] == [
        "early-2026"
    ]


def test_a_folder_that_leads_elsewhere_is_not_written_to(
    inside: Inside, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    plans = inside.folder / "calendar" / "plan"
    plans.rename(inside.folder / "old")
    plans.symlink_to(away)

    done = inside("calendar", "week", "--draft", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert not list(away.iterdir())


def test_where_there_are_no_links_a_file_is_not_replaced_either(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refused)
    _week(inside, "--draft")
    first = inside.read(PLAN)

    assert inside("calendar", "week", "--draft", now=NOW).code == ExitCode.USAGE
    assert inside.read(PLAN) == first


def test_a_new_post_is_about_a_theme_that_a_plan_has(inside: Inside) -> None:
    told = (
        "new",
        "Thanks",
        "--account",
        "acme",
        "--queue",
        "--text",
        "谢谢",
        "--theme",
    )

    wrong = inside(*told, "thank", now=NOW)
    right = inside(*told, "thanks", now=NOW)

    assert wrong.code == ExitCode.USAGE
    assert "did you mean 'thanks'?" in wrong.err
    assert right.code == 0, right.err
    assert "theme: thanks\n" in inside.read("calendar/queue/thanks.yaml")


def test_what_the_plans_ask_for_is_told_today_and_stops_no_post(inside: Inside) -> None:
    bare = POST.replace("launch-2026", "bare-2026").replace("09:00", "15:00")
    put(inside, "calendar/2026/11/24-bare.yaml", bare + "owner: mei\n")
    put(
        inside,
        "calendar/recurring/tips.yaml",
        "id: tips\naccounts: [acme]\nrule: FREQ=WEEKLY;BYDAY=WE\n"
        "starts: 2026-11-25 09:00\ntimezone: Asia/Kuala_Lumpur\nuntil: 2026-12-16\n"
        "owner: mei\ntheme: open-source\ntexts: [One., Two., Three., Four.]\n",
    )

    plain = inside("check", "--format", "json", now=NOW)
    process = inside("check", "--process", "--format", "json", now=NOW)
    found = {
        (each["id"], each["path"], each["owner"])
        for each in json.loads(process.out)["findings"]
        if each["path"].startswith("calendar/")
    }

    # The series is about 'open-source', so that theme is not empty.
    assert found == {
        ("post-untraced", "calendar/2026/11/24-bare.yaml", "mei"),
        ("plan-person-missing", "calendar/plan/2026-Q4.yaml", "mei"),
    }
    assert "post-untraced" not in plain.out
    assert plain.code == 0


def test_a_file_in_the_place_of_the_folder_is_told(inside: Inside) -> None:
    plans = inside.folder / "calendar" / "plan"
    plans.rename(inside.folder / "old")
    plans.write_text("")

    done = inside("calendar", "week", "--draft", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert "is no folder" in done.err
