"""`act` outside of a story: events that are none, and times that are pretended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.inside import Inside
from team_repository import TeamRepository

if TYPE_CHECKING:
    from cli.program import Done

PERSON = {"login": "mei", "id": 1001, "type": "User"}
BUTTON = {
    "inputs": {"what": "freeze", "post": "", "with": ""},
    "sender": PERSON,
    "repository": {"full_name": "acme/social"},
}


@pytest.fixture
def inside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Inside:
    made = TeamRepository.start(tmp_path)
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
    monkeypatch.setenv("GITHUB_API_URL", "https://github.invalid/api/v3")
    return Inside(made.folder, capsys, monkeypatch)


def acts(inside: Inside, event: object, *args: str, now: str = "") -> Done:
    file = inside.folder.parent / "event.json"
    text = event if isinstance(event, str) else json.dumps(event)
    file.write_text(text, "utf-8")
    return inside("act", "--event", str(file), *args, now=now)


@pytest.mark.parametrize("event", ["", "{", "[" * 100_000, [], 7, " " * 5_000_001])
def test_a_file_that_is_no_event_is_said(inside: Inside, event: object) -> None:
    done = acts(inside, event)

    assert done.code == 2
    assert "the event cannot be used" in done.err


@pytest.mark.parametrize("event", [{}, {"action": "created"}])
def test_an_event_that_asks_for_nothing_does_nothing(
    inside: Inside, event: object
) -> None:
    done = acts(inside, event)

    assert (done.code, done.out) == (0, "nothing was asked for\n")


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-24"]
)
def test_a_comment_of_no_time_that_can_be_asks_for_nothing(
    inside: Inside, at: str
) -> None:
    comment = {"id": 9, "body": "/resend", "user": PERSON, "created_at": at}
    event = {
        "action": "created",
        "issue": {"number": 7},
        "comment": comment,
        "sender": PERSON,
        "repository": {"full_name": "acme/social"},
    }

    done = acts(inside, event)

    assert (done.code, done.out) == (0, "nothing was asked for\n")


def test_as_json_it_says_that_nothing_was_asked_for(inside: Inside) -> None:
    told = json.loads(acts(inside, {}, "--format", "json").out)

    assert (told["version"], told["asked"], told["done"]) == (1, None, None)


def test_an_event_of_another_repository_is_refused(inside: Inside) -> None:
    done = acts(inside, {**BUTTON, "repository": {"full_name": "mallory/social"}})

    assert done.code == 2
    assert "of another repository than 'acme/social'" in done.err


def test_at_a_pretended_time_nobody_elsewhere_is_told(inside: Inside) -> None:
    inside.monkeypatch.chdir(inside.folder)
    settings = "version: 1\nforge: {kind: github, repository: acme/social}\n"
    team = TeamRepository(inside.folder)
    team.write("mergecast.yaml", settings)
    team.commit("On GitHub")

    done = acts(inside, BUTTON, now="2026-11-24T01:00Z")

    assert done.code == 2
    assert "--now pretends a time, and people would be told of it" in done.err


def test_without_an_event_the_next_step_is_said(inside: Inside) -> None:
    inside.monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)

    done = inside("act")

    assert done.code == 2
    assert "--event" in done.err
