"""A freeze from anywhere, and a thaw by two people whom GitHub has proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from team_repository import POST_PATH

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.night import Night

MATRIX = """\
owner: lead
levels:
  high:
    roles:
      lead: {may: [open, freeze, thaw, retract], within: 15m}
"""
HOOK = """\
#!/bin/sh
while read -r _ _ ref; do
  case $ref in refs/heads/mergecast-ledger*) echo "protected branch" >&2; exit 1;; esac
done
"""


@pytest.fixture
def frozen(night: Night) -> Night:
    """Everything is frozen since 08:30, and there is an issue of it."""
    night.lands("playbooks/matrix.yaml", MATRIX)
    night.team.at("2026-11-24 08:30")
    done = night.team.runs("freeze", "--reason", "flood", "--until", "2h")
    assert done.code == ExitCode.DONE, done.err
    night.team.at("08:40")
    night.alarms()
    return night


def the_issue(night: Night) -> int:
    return next(
        number
        for number, one in night.github.issues.items()
        if one.title.startswith("publishing is")
    )


def test_two_comments_by_two_people_thaw_it(frozen: Night) -> None:
    number = the_issue(frozen)
    frozen.says(number, "/thaw", "mei")
    first = frozen.answers(number)[-1]
    frozen.team.at("08:50")
    frozen.says(number, "/thaw all clear", "aisyah")
    second = frozen.answers(number)[-1]

    assert "stays frozen: Mei Lin approved it; it needs lead (Aisyah)" in first
    assert "it goes on: `all`" in second
    assert "What came due meanwhile waits for people" in second
    shown = frozen.team.runs("status")
    assert "nothing is frozen now" in shown.out


def test_an_edited_comment_and_one_who_says_it_twice_count_no_more(
    frozen: Night,
) -> None:
    number = the_issue(frozen)
    frozen.says(number, "nothing yet", "mei")
    mine = frozen.github.comments[number][-1]
    mine |= {"body": "/thaw", "edited": "2026-11-24T00:45:00Z"}
    frozen.team.at("08:50")
    frozen.says(number, "/thaw", "aisyah")
    frozen.says(number, "/thaw", "aisyah")

    assert "stays frozen" in frozen.answers(number)[-1]
    assert "frozen now:\n  all " in frozen.team.runs("status").out


def test_at_its_end_it_stays_frozen_and_people_are_reminded(frozen: Night) -> None:
    frozen.team.at("10:31")
    frozen.alarms()
    issue = frozen.github.issues[the_issue(frozen)]

    assert issue.title == "publishing is still frozen: all"
    assert "it got worse" in frozen.answers(the_issue(frozen))[-1]
    shown = frozen.team.runs("status")
    assert "which has passed: only `mergecast thaw` ends it" in shown.out


def test_where_the_ledger_is_protected_the_forge_freezes_it(night: Night) -> None:
    remote = night.team.repository.remote
    assert remote is not None
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(0o755)
    night.github.workflows["freeze.yml"] = "active"
    night.team.at("2026-11-24 08:30")

    def job() -> None:
        hook.unlink()
        done = night.team.runs("freeze", "--reason", "flood (Mei Lin)")
        assert done.code == ExitCode.DONE, done.err

    night.team.when("08:30:02", job)
    done = night.team.runs("freeze", "--reason", "flood", "--scope", "all")

    assert done.code == ExitCode.DONE, done.err
    assert done.out.startswith("frozen: all (in 3.0 s, by the forge's job)")
    (name, body) = night.github.dispatched[0]
    assert (name, body["inputs"]) == (
        "freeze.yml",
        {"scope": "all", "reason": "flood (Mei Lin)"},
    )


def test_the_triage_is_a_pull_request(frozen: Night) -> None:
    post = (
        "id: launch-2026\naccounts: [acme]\npublish_at: 2026-11-24 09:00\ntext: Out\n"
    )
    frozen.lands(POST_PATH, post)
    frozen.team.at("09:30")
    done = frozen.team.runs("thaw", "--plan")

    assert done.code == ExitCode.DONE, done.err
    assert "keep     launch-2026  was due 2026-11-24 01:00 UTC, new time" in done.out
    assert "proposed in pull request #" in done.out
    number = max(frozen.github.pulls)
    body = frozen.github.pulls[number].body
    assert "- [ ] **keep** `launch-2026`" in body
