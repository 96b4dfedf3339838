"""`mergecast calendar`: what goes out when, and the same in any other calendar."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from cli.inside import Inside

NOW = "2026-11-22T12:00:00Z"


@pytest.fixture(autouse=True)
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST + "bucket: evergreen\nowner: mei\n")
    idea = POST.split("publish_at")[0] + "text: 以后\n"
    made.write("calendar/queue/later.yaml", idea)
    made.commit("calendar: launch")
    return made


def _shown(inside: Inside, *args: str) -> dict[str, Any]:
    done = inside("calendar", "show", "--format", "json", *args, now=NOW)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_days_ahead_are_shown_as_the_files_on_disk_say(inside: Inside) -> None:
    done = inside("calendar", "show", now=NOW)

    assert done.code == 0
    assert "launch-2026" in done.out
    assert "scheduled, evergreen" in done.out


@pytest.mark.parametrize("view", ["month", "week"])
def test_columns_show_it_too(inside: Inside, view: str) -> None:
    done = inside("calendar", "show", "--view", view, "--day", "2026-11-24", now=NOW)

    assert done.code == 0
    assert "Tue 24" in done.out


def test_times_are_those_of_the_zone_that_is_asked_for(inside: Inside) -> None:
    (post,) = _shown(inside, "--zone", "America/Mexico_City")["posts"]

    assert post["at"] == "2026-11-23T19:00:00-06:00"


def test_an_unknown_zone_is_refused_with_one_that_is_near(inside: Inside) -> None:
    done = inside("calendar", "show", "--zone", "Asia/Kuala_Lumpr", now=NOW)

    assert done.code == ExitCode.USAGE
    assert "there is no time zone 'Asia/Kuala_Lumpr'" in done.err
    assert "Asia/Kuala_Lumpur" in done.err


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (("--person", "mei"), 1),
        (("--person", "tom"), 0),
        (("--bucket", "evergreen"), 1),
        (("--account", "acme"), 1),
        (("--campaign", "launch"), 0),
    ],
)
def test_only_what_is_asked_for_is_shown(
    inside: Inside, asked: tuple[str, ...], count: int
) -> None:
    assert len(_shown(inside, *asked)["posts"]) == count


def test_a_broken_file_hides_no_other(team: TeamRepository, inside: Inside) -> None:
    team.write("calendar/2026/11/24-broken.yaml", "id: [\n")

    assert len(_shown(inside)["posts"]) == 1


FAIR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//events//EN
BEGIN:VEVENT
UID:fair
DTSTAMP:20261101T000000Z
DTSTART:20261124T020000Z
DTEND:20261124T040000Z
SUMMARY:Fair \u202e| `x`
END:VEVENT
END:VCALENDAR
"""
CLOSED = """
days:
  - {name: A day of silence, kind: mourning, from: 2026-11-26, reason: a loss}
"""


def test_what_others_do_and_days_without_posts_stand_on_their_days(
    team: TeamRepository, inside: Inside
) -> None:
    settings = team.folder / "mergecast.yaml"
    calendars = (
        "planning:\n  calendars:\n"
        "    - {name: events, file: calendar/departments/events.ics}\n"
        "    - {name: gone, file: calendar/departments/gone.ics}\n"
    )
    team.write("mergecast.yaml", settings.read_text("utf-8") + calendars)
    team.write("calendar/departments/events.ics", FAIR)
    team.write("calendar/blackouts.yaml", CLOSED)

    for view in ("agenda", "week", "month"):
        asked = ("--view", view, "--day", "2026-11-24")
        text = inside("calendar", "show", *asked, now=NOW).out
        assert "10:00-12:00" in text
        assert "no posts: A" in text or "=no posts" in text
        assert "\u202e" not in text
        assert "'gone' is not shown: there is no file" in text
    fair, closed = _shown(inside)["notes"]
    assert (fair["day"], fair["calendar"]) == ("2026-11-24", "events")
    assert (closed["day"], closed["stops"]) == ("2026-11-26", True)
    assert "gone" in _shown(inside)["unread"]


def test_a_feed_is_written_whole(inside: Inside, tmp_path: Path) -> None:
    file = tmp_path / "posts.ics"

    done = inside("calendar", "ics", "--output", str(file), now=NOW)

    assert done.code == 0
    (event,) = _events(file.read_text("utf-8"))
    assert str(event["UID"]).startswith("launch-2026@")


def test_a_commit_that_changes_a_post_raises_its_sequence_and_keeps_its_id(
    team: TeamRepository, inside: Inside
) -> None:
    (before,) = _events(_feed(inside))
    team.write(POST_PATH, POST + "bucket: evergreen\nowner: mei\nnotes: later\n")

    (after,) = _events(_feed(inside))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def _events(feed: str) -> list[Any]:
    return list(Calendar.from_ical(feed).walk("VEVENT"))


def _feed(inside: Inside) -> str:
    done = inside("calendar", "ics", now="2027-01-01T00:00:00Z")
    assert done.code == 0, done.err
    return done.out


def test_a_place_that_cannot_be_written_is_said(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    file = str(tmp_path / "taken/posts.ics")

    done = inside("calendar", "ics", "--output", file, now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert "nothing was written" in done.err


def test_the_mix_of_a_month_says_what_would_bring_it_into_order(
    team: TeamRepository, inside: Inside
) -> None:
    for number in range(3):
        text = POST.replace("launch-2026", f"more-{number}") + "bucket: evergreen\n"
        team.write(f"calendar/2026/11/24-more-{number}.yaml", text)

    done = inside("calendar", "mix", now=NOW)

    assert done.code == 0
    lines = {line.split()[0]: line for line in done.out.splitlines() if line.strip()}
    assert "4/4" in lines["evergreen"]
    assert "agreed 55-65 %" in lines["evergreen"]
    assert lines["evergreen"].endswith("1 fewer")
    assert lines["industry"].endswith("1 more")
    assert lines["planned"].endswith("1 fewer")


def test_the_mix_as_json_names_posts_without_a_bucket(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("calendar/2026/11/25-more.yaml", POST.replace("launch-2026", "more-1"))

    done = inside("calendar", "mix", "--format", "json", "--day", "2026-11-01", now=NOW)

    (found,) = json.loads(done.out)["accounts"]
    assert found["account"] == "acme"
    assert found["without_bucket"] == ["more-1"]
    assert found["buckets"][0] == {
        "name": "evergreen",
        "count": 1,
        "of": 2,
        "percent": 50.0,
        "least": 55,
        "most": 65,
        "drift": "less",
        "posts": 1,
    }


def test_a_month_without_posts_says_so(inside: Inside) -> None:
    done = inside("calendar", "mix", "--day", "2026-01-01", now=NOW)

    assert "nothing is planned in these days, and nothing went out" in done.out


def _changes(team: TeamRepository, inside: Inside, *how: str) -> str:
    team.commit("calendar: another day")
    done = inside("calendar", "diff", "HEAD~1..HEAD", *how, now=NOW)
    assert done.code == 0, done.err
    return done.out


def test_a_move_is_told_in_hours_under_who_looks_after_it(
    team: TeamRepository, inside: Inside
) -> None:
    later = POST.replace("09:00", "11:00") + "bucket: evergreen\nowner: mei\n"
    team.write(POST_PATH, later)

    told = _changes(team, inside)

    assert told.startswith("mei:\n  launch-2026 (acme): moved 2 h later: ")
    assert "words unchanged" in told


def test_other_words_void_what_was_approved(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST.replace("It is out", "It is here") + "owner: mei\n")

    told = _changes(team, inside)

    assert "words changed" in told
    assert "earlier approvals no longer count" in told


def test_what_was_dropped_says_when_it_was_to_go_out(
    team: TeamRepository, inside: Inside
) -> None:
    team.git("rm", "-q", POST_PATH)

    (change,) = json.loads(_changes(team, inside, "--format", "json"))["changes"]

    assert change["kind"] == "deleted"
    assert "Tue 24 Nov 2026 09:00" in change["said"][0]


def test_what_is_new_says_its_time_and_markdown_cannot_be_broken_out_of(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("playbooks/team.yaml", 'members: {mei: {name: "**@all** <b>"}}\n')
    text = POST.replace("launch-2026", "more-1") + "owner: mei\n"
    team.write("calendar/2026/11/25-more.yaml", text)

    told = _changes(team, inside, "--format", "markdown")

    assert "more-1" in told
    assert "new, on " in told
    assert "\\<b>" in told
    assert "**@all" not in told


def test_a_new_series_says_how_often_it_comes(
    team: TeamRepository, inside: Inside
) -> None:
    series = (
        "id: weekly-tips\naccounts: [acme]\nrule: FREQ=WEEKLY;BYDAY=TU\n"
        "starts: 2026-12-01 12:00\nuntil: 2026-12-31\n"
        "timezone: Asia/Kuala_Lumpur\ntexts: [one, two]\n"
    )
    team.write("calendar/recurring/weekly-tips.yaml", series)

    told = _changes(team, inside)

    assert "new, a series of 5 days, the first on Tue 01 Dec 2026" in told


def test_no_change_and_no_span_are_said(team: TeamRepository, inside: Inside) -> None:
    team.write("docs.md", "nothing of the calendar\n")

    assert _changes(team, inside) == "nothing changed in the calendar\n"
    assert inside("calendar", "diff", "..HEAD").code == ExitCode.USAGE
    assert inside("calendar", "diff", "no-such..HEAD").code == ExitCode.CANNOT_WORK


@pytest.mark.parametrize("how", [["show"], ["mix", "--view", "week"], ["fill"]])
def test_days_at_the_ends_of_all_years_are_refused_and_those_beside_them_shown(
    inside: Inside, how: list[str]
) -> None:
    option = "--from" if how == ["fill"] else "--day"
    for day in ("0001-01-01", "2000-01-01", "2999-12-31", "9999-12-31"):
        done = inside("calendar", *how, option, day, now=NOW)
        assert (done.code, "2001 to 2998" in done.err) == (ExitCode.USAGE, True)

    for day in ("2001-01-01", "2998-12-31"):
        done = inside("calendar", *how, option, day, now=NOW)
        assert done.code in {0, ExitCode.CANNOT_WORK}, done.err


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_telling_owners_has_no_other_format_than_text(
    inside: Inside, form: str
) -> None:
    done = inside("calendar", "diff", "--tell", "--format", form, now=NOW)

    assert done.code == ExitCode.USAGE
    assert "leave out --format" in done.err
