"""A crisis on GitHub: the war room, and who is called when something is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.night import Night

FILES = {
    "playbooks/matrix.yaml": """\
owner: lead
levels:
  mid:
    roles:
      lead: {may: [assess, notify, respond, thaw, close], within: 15m, backup: legal}
""",
    "playbooks/crisis/outage.yaml": """\
id: outage
title: Something is down
owner: lead
triggers: [it is down]
level: mid
freeze: ["account:acme"]
steps:
  identify: {owner: lead, within: 10m, do: [look]}
  assess: {owner: lead, within: 20m, do: [think]}
  notify: {owner: lead, within: 30m, do: [call]}
  respond: {owner: lead, within: 40m, do: [say it]}
  record: {owner: lead, within: 48h, do: [learn]}
""",
}


@pytest.fixture
def crisis(night: Night) -> Night:
    """An incident is open since 18:00 in Kuala Lumpur."""
    for path, text in FILES.items():
        night.lands(path, text)
    night.team.at("2026-11-24 18:00")
    done = night.team.runs(
        "crisis", "open", "--playbook", "outage", "--summary", "down"
    )
    assert done.code == ExitCode.DONE, done.err
    assert "frozen: account:acme" in done.out
    return night


def late(night: Night) -> list[str]:
    return sorted(
        one.title for one in night.issues() if one.title.startswith("late in incident")
    )


def test_a_breached_clock_calls_the_backup_at_each_run(crisis: Night) -> None:
    crisis.team.at("18:14")
    crisis.alarms()
    assert late(crisis) == []

    crisis.team.at("18:16")
    crisis.alarms()
    assert late(crisis) == ["late in incident outage-2026-11-24: tell-lead"]
    number = next(n for n, one in crisis.github.issues.items() if "late" in one.title)
    assert "@tom" in crisis.github.issues[number].body

    for minute in ("18:18", "18:20"):
        crisis.team.at(minute)
        crisis.alarms()
    said = crisis.answers(number)
    assert len(said) == 2
    assert all("@tom" in one for one in said)

    crisis.team.at("18:21")
    told = crisis.team.runs("crisis", "notify", "--who", "lead", who=("Aisyah", "a@x"))
    assert told.code == ExitCode.DONE, told.err
    crisis.alarms()
    assert late(crisis) == ["late in incident outage-2026-11-24: assess"]


STATEMENT = """\
id: outage
title: It is down, and we know
owner: lead
texts: {en: "We know that {what} is down."}
vars: {what: {ask: "What is down?", type: words}}
"""


def test_an_answer_is_a_pull_request_at_once(crisis: Night) -> None:
    crisis.lands("playbooks/statements/outage.yaml", STATEMENT)
    asked = ("crisis", "respond", "--statement", "outage", "--set", "what=Sign-in")
    done = crisis.team.runs(*asked, who=("Aisyah", "a@x"))
    again = crisis.team.runs(*asked)
    pull = crisis.github.pulls[max(crisis.github.pulls)]

    assert done.code == ExitCode.DONE, done.err
    path = "calendar/2026/11/24-outage-2026-11-24-outage-en.yaml"
    number = max(crisis.github.pulls)
    assert done.out == (
        f"proposed {path} in pull request #{number}: have it approved, and merge it\n"
    )
    assert pull.title == "Answer in outage-2026-11-24: outage, en"
    assert not (crisis.team.repository.folder / path).exists()
    assert again.code == ExitCode.USAGE
    assert f"pull request #{number} has it already" in again.err


def test_closing_closes_the_war_room_and_proposes_the_file(crisis: Night) -> None:
    (room,) = [one for one in crisis.issues() if "War room" in one.title]
    crisis.team.at("19:00")
    by = ("Aisyah", "a@x")
    done = crisis.team.runs("crisis", "close", "--why", "it works", who=by)
    pull = crisis.github.pulls[max(crisis.github.pulls)]

    assert done.code == ExitCode.DONE, done.err
    assert room.state == "closed"
    assert "war room: issue #" in done.out
    assert "proposed playbooks/incidents/outage-2026-11-24.yaml in pull" in done.out
    assert pull.draft
    assert pull.title == "Incident outage-2026-11-24"
    assert "step: close" in _file_on_the_branch(crisis)
    again = crisis.team.runs("crisis", "retro")
    assert again.code == ExitCode.DONE, again.err
    _somebody_writes_to_the_branch(crisis)
    again = crisis.team.runs("crisis", "retro")
    assert again.code == ExitCode.USAGE
    assert "has it already" in again.err
    assert "# by hand" in _file_on_the_branch(crisis)


BRANCH = "mergecast/incident-outage-2026-11-24"
FILE = "playbooks/incidents/outage-2026-11-24.yaml"


def _file_on_the_branch(night: Night) -> str:
    git = night.team.repository.git
    git("fetch", "-q", "origin", BRANCH)
    return git("show", f"FETCH_HEAD:{FILE}")


def _somebody_writes_to_the_branch(night: Night) -> None:
    repository = night.team.repository
    text = _file_on_the_branch(night) + "\n# by hand\n"
    repository.git("switch", "-q", "-c", "theirs", "FETCH_HEAD")
    repository.write(FILE, text)
    repository.git("commit", "-q", "-a", "-m", "What was learnt")
    repository.git("push", "-q", "origin", f"HEAD:{BRANCH}")
    repository.git("switch", "-q", "main")


def _proposed(night: Night) -> list[int]:
    pulls = night.github.pulls.items()
    return [number for number, one in pulls if one.title.startswith("Incident")]


def test_the_file_is_open_from_the_first_minute_and_kept_up_to_date(
    crisis: Night,
) -> None:
    (number,) = _proposed(crisis)
    pull = crisis.github.pulls[number]
    assert (pull.title, pull.draft) == ("Incident outage-2026-11-24", True)
    assert "step: open" in _file_on_the_branch(crisis)

    told = ("crisis", "assess", "--level", "mid")
    done = crisis.team.runs(*told, who=("Aisyah", "a@x"))

    assert f"its file: pull request #{number}" in done.out
    assert "step: assess" in _file_on_the_branch(crisis)
    assert _proposed(crisis) == [number]


def test_a_forge_that_takes_no_file_stops_nothing(night: Night) -> None:
    for path, text in FILES.items():
        night.lands(path, text)
    night.team.repository.environment["GITHUB_TOKEN"] = ""
    done = night.team.runs(
        "crisis", "open", "--playbook", "outage", "--summary", "down"
    )

    assert done.code == ExitCode.DONE, done.err
    assert "frozen: account:acme" in done.out
    assert "could not be opened: there is no token" in done.out


def test_without_a_token_the_commands_are_said(crisis: Night) -> None:
    crisis.lands("playbooks/statements/outage.yaml", STATEMENT)
    crisis.team.repository.environment["GITHUB_TOKEN"] = ""
    asked = ("crisis", "respond", "--statement", "outage", "--set", "what=Sign-in")
    done = crisis.team.runs(*asked)

    assert done.out.startswith("no pull request: there is no token for GitHub\nwrote ")
    assert (
        "\n  git switch -c mergecast/answer-outage-2026-11-24-outage-en\n" in done.out
    )


def test_a_public_repository_gets_no_war_room_unless_it_says_so(night: Night) -> None:
    for path, text in FILES.items():
        night.lands(path, text)
    night.github.private = False
    done = night.team.runs(
        "crisis", "open", "--playbook", "outage", "--summary", "down"
    )

    assert "no issue was opened: the repository is public" in done.out
    assert not any("War room" in one.title for one in night.issues())
    assert not _proposed(night)
    night.team.runs("crisis", "close", "--why", "up", who=("Aisyah", "a@x"))
    assert not _proposed(night)
