"""`mergecast today`: a stand-up from the ledger, or from the files where it is away."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli.inside import Inside
from cli.ledger_team import LedgerTeam, started
from team_repository import AISYAH, TeamRepository

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox

ROOT = Path(__file__).parents[2]
MORNING = "2026-11-24T01:30Z"
PEOPLE = """\
members:
  mei: {name: 陈美玲, timezone: Asia/Kuala_Lumpur, roles: [creator], backup: tom}
  tom: {name: "Tom | @all", timezone: Europe/London, roles: [moderator]}
roles:
  creator: {title: Creator, duties: [write], overlap: moderator}
  moderator: {title: Moderator}
"""
ROTA = """\
owner: creator
shifts:
  asia: {timezone: Asia/Kuala_Lumpur, from: 08:00, to: 18:00, members: [mei],
         days: [mon, tue, wed, thu]}
"""
AWAY = "away: [{member: mei, from: 2026-11-24, to: 2026-11-25}]\n"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    """A team with a rota and somebody away."""
    made = TeamRepository.start(tmp_path, remote=True)
    made.write("playbooks/team.yaml", PEOPLE)
    made.write("playbooks/rota.yaml", ROTA)
    made.write("playbooks/away.yaml", AWAY)
    made.commit("People")
    return made


def hurries(acme: LedgerTeam, name: str) -> None:
    """A post for now is merged and approved."""
    path = f"calendar/2026/11/24-{name}.yaml"
    text = "publish_at: asap\nuntil: 2026-11-24 12:00\nlane: realtime\ntext: now"
    acme.repository.write(path, f"id: {name}\naccounts: [acme]\n{text} {name}\n")
    acme.repository.commit(f"Add {name}")
    acme("approve", name, "--yes", who=AISYAH)
    acme.repository.push()


def test_what_went_out_what_comes_and_what_waits_is_by_the_ledger(
    tmp_path: Path,
    sandbox: RunningSandbox,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = started(tmp_path, sandbox)
    inside = Inside(made.folder, capsys, monkeypatch)
    acme = LedgerTeam(made, sandbox, inside, monkeypatch)
    acme.add("first-post", "2026-11-24 09:00")
    acme.add("next-post", "2026-11-24 18:00")
    acme.publish("2026-11-24T01:00Z")
    hurries(acme, "now-post")
    acme.publish("2026-11-24T01:10Z")
    hurries(acme, "soon-post")
    for name in ("crisis/outage.yaml", "levels.yaml", "meetings/quarterly.yaml"):
        acme.repository.write(
            f"playbooks/{name}", (ROOT / "playbooks" / name).read_text("utf-8")
        )
    acme.repository.commit("Playbooks")
    acme.repository.push()
    asked = ("crisis", "open", "--playbook", "outage", "--summary", "it is down")
    acme(*asked, now="2026-11-24T01:20Z")

    text = acme("today", now=MORNING).out
    told = json.loads(acme("today", "--format", "json", now=MORNING).out)

    live, fast = told["went_out"]
    assert live["key"] == "first-post@acme:1"
    assert "/status/" in live["link"]
    assert (fast["key"], fast["lane"]) == ("now-post@acme:1", "realtime")
    assert text.count("  (realtime: read it once more)") == 1
    soon, coming = told["goes_out"]
    assert (soon["key"], soon["state"]) == ("soon-post@acme:1", "frozen")
    assert (coming["key"], coming["state"]) == ("next-post@acme:1", "frozen")
    assert coming["at"] == "2026-11-24T10:00:00+00:00"
    assert told["notes"] == []
    assert "2026-11-24 10:00 UTC  next-post@acme:1  frozen" in text
    assert "frozen: all: " in text
    (incident,) = told["incidents"]
    assert incident.endswith(": mid, it is down")
    assert f"open incident {incident}" in text
    agenda = acme("process", "start", "meeting:quarterly", now=MORNING).out
    assert "it is down (outage-2026-11-24): open since 2026-11-24 01:20 UTC" in agenda


def test_who_is_away_is_named_with_who_stands_in(inside: Inside) -> None:
    told = json.loads(inside("today", "--format", "json", now=MORNING).out)
    text = inside("today", now=MORNING).out

    assert told["away"] == [
        {"name": "陈美玲", "until": "2026-11-25", "stand_in": "Tom | @all"}
    ]
    assert told["on_duty"][0]["instead_of"] == "mei"
    assert "陈美玲 until 2026-11-25: Tom | @all stands in" in text


def test_process_findings_are_shown_under_who_has_to_see_to_them(
    inside: Inside,
) -> None:
    text = inside("today", now=MORNING).out
    told = json.loads(inside("today", "--format", "json", now=MORNING).out)

    assert "to be seen to by Tom | @all:\n  playbooks/team.yaml:3 " in text
    assert [(each["id"], each["owner"]) for each in told["process"]] == [
        ("backup-weak", "tom")
    ]


def test_without_a_ledger_the_posts_on_disk_are_shown_and_that_is_said(
    inside: Inside,
) -> None:
    post = inside.folder / "calendar/2026/11/24-launch.yaml"
    post.parent.mkdir(parents=True)
    post.write_text(
        "id: launch-2026\naccounts: [acme]\npublish_at: 2026-11-24 18:00\ntext: x\n",
        "utf-8",
    )

    done = inside("today", now=MORNING)

    assert "2026-11-24 10:00 UTC  launch-2026@acme  planned" in done.out
    assert "there is no ledger yet, so these are the posts on disk" in done.out


def test_names_in_markdown_mention_and_break_nothing(inside: Inside) -> None:
    done = inside(
        *("today", "--format", "markdown", "--timezone", "Asia/Kuala_Lumpur"),
        now=MORNING,
    )

    assert done.out.startswith("## Today, Tuesday 2026-11-24 09:30 Asia/Kuala_Lumpur")
    assert "Tom \\| @&#8203;all" in done.out
    assert "@all" not in done.out


def test_outside_of_a_repository_and_with_a_broken_team_it_still_answers(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "plain"
    shutil.copytree(ROOT / "playbooks", folder / "playbooks")
    (folder / "mergecast.yaml").write_text("version: 1\naccounts: {}\n", "utf-8")
    (folder / "playbooks/team.yaml").write_text("members: [mei]\n", "utf-8")

    done = Inside(folder, capsys, monkeypatch)("today", now=MORNING)

    assert done.code == ExitCode.DONE
    assert "playbooks/team.yaml is broken: run `mergecast check`" in done.out
    assert "on duty: nobody" in done.out


def test_what_is_left_of_the_slots_for_what_happens_is_counted(
    team: TeamRepository, inside: Inside
) -> None:
    slots = "slots: [09:00, {name: now, at: '12:00', reserved: true}]"
    settings = (
        (team.folder / "mergecast.yaml")
        .read_text()
        .replace("user: acme_hq", f"user: acme_hq, {slots}")
    )
    team.write("mergecast.yaml", settings)
    path = "calendar/2026/11/26-news.yaml"
    fields = "accounts: [acme]\nbucket: reactive\ntext: News"
    team.write(path, f"id: news\npublish_at: 2026-11-26 12:00\n{fields}\n")

    # Tuesday, 09:30 there: Monday's has passed, Thursday's is taken.
    assert (
        "reserved slots left this week:\n  acme  5 of 7\n"
        in inside("today", now=MORNING).out
    )
    found = json.loads(inside("today", "--format", "json", now=MORNING).out)
    assert found["reserved_slots"] == [{"account": "acme", "left": 5, "of": 7}]
