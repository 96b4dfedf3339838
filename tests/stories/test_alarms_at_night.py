"""23:00, a phone: a post is held, one issue calls the right person, a comment does it.

Real commands, real git, an emulated network, and GitHub as its own description has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from listening import Listener, listening
from stories.night import OWNED, Night
from team_repository import POST_PATH


@pytest.fixture
def channel() -> Iterator[Listener]:
    """Where people talk: it takes messages."""
    with listening() as made:
        yield made


def test_a_held_post_is_settled_by_a_comment_and_goes_out(held: Night) -> None:
    (issue,) = held.issues()
    assert issue.title == "launch-2026@acme:1 is held, and may be live"
    assert "https://x.com/acme_hq/with_replies" in issue.body
    assert "/posted https://x.com/acme_hq/status/ID" in issue.body
    assert "On duty: @mei\n" in issue.body
    assert (issue.labels, issue.assignees) == (["mergecast"], ["mei"])

    done = held.says(issue.number, "/resend not on the profile")

    assert done.code == 0, done.err
    assert held.github.reactions[f"comment:{7001}"] == [(held.github.me, "+1")]
    (answer,) = held.answers(issue.number)
    assert "@mei `launch-2026@acme:1`: open again: the next run sends it" in answer
    assert [*held.team.live()] == []

    held.alarms()
    assert issue.state == "open", "it is not out yet"
    assert "goes out with the next run" in issue.title

    held.team.publishes_at("09:30")
    held.alarms()

    assert [*held.team.live()] == ["It is out. 已经发布 🎉"]
    assert (issue.state, issue.closed_because) == ("closed", "completed")
    assert (
        "Settled: it is live since 2026-11-24 01:30 UTC: https://x.com/acme_hq"
        in (held.answers(issue.number)[-1])
    )
    assert held.alarms().out == "nothing needs a person\n"
    held.team.proves()
    shown = held.team.runs("ledger", "show", "--format", "json").out
    (said,) = [e for e in json.loads(shown)["events"] if e["kind"] == "resolved"]
    assert said["body"]["by"] == "mei"
    assert said["body"]["reason"] == "not on the profile"


def test_nobody_is_told_twice_of_the_same(held: Night) -> None:
    before = len(held.github.asked)

    held.alarms()
    held.alarms()

    assert len(held.issues("open")) == 1
    writes = [one for one in held.github.asked[before:] if not one.startswith("GET")]
    assert writes == []


def test_whoever_does_not_answer_is_followed_by_the_next_one(held: Night) -> None:
    (issue,) = held.issues()
    held.team.at("09:51")

    held.alarms()
    held.alarms()

    # Tom stands in for Mei, but it is night in London.
    (call,) = held.answers(issue.number)
    assert call.startswith("@aisyah nobody has settled this yet: **launch-2026@")
    held.team.at("10:22")
    held.alarms()
    assert held.answers(issue.number)[1].startswith("@tom nobody has settled this yet")
    held.team.at("12:00")
    held.alarms()
    assert len(held.answers(issue.number)) == 2


def test_closing_an_issue_settles_nothing_unless_it_is_dismissed(held: Night) -> None:
    (issue,) = held.issues()

    issue.state, issue.closed_because = "closed", "completed"
    held.alarms()
    assert issue.state == "open"
    assert "Closing it does not settle it" in held.answers(issue.number)[-1]

    issue.state, issue.closed_because = "closed", "not_planned"
    held.alarms()
    assert issue.state == "closed"


def test_what_comes_back_opens_its_issue_again(held: Night) -> None:
    (issue,) = held.issues()
    held.says(issue.number, "/freeze account:acme")
    held.alarms()
    frozen = next(one for one in held.issues() if one is not issue)
    held.says(frozen.number, "/thaw")
    held.alarms()

    held.team.at("10:00")
    held.says(issue.number, "/freeze account:acme")
    held.alarms()

    assert frozen.state == "open"
    assert len(held.github.issues) == 2


def test_two_runs_that_see_the_same_at_once_leave_one_issue(night: Night) -> None:
    night.lands(POST_PATH, OWNED)
    night.team.misbehaves("500")
    night.team.publishes_at("2026-11-24 09:00")
    night.team.publishes_at("09:20")
    waiting = [True]

    def fault(method: str, path: str) -> None:
        if waiting and (method, path) == ("POST", "/repos/acme/social/issues"):
            waiting.clear()
            night.alarms()

    night.github.fault = fault

    night.alarms()

    (first,) = night.issues("open")
    (second,) = night.issues("closed")
    assert first.number < second.number
    assert f"This is #{first.number} already" in night.answers(second.number)[0]


def test_a_channel_hears_each_thing_once_and_its_address_is_never_shown(
    night: Night, channel: Listener
) -> None:
    address = f"{channel.url}/services/canary-0123456789"
    night.team.repository.environment["MERGECAST_ALARM_URL"] = address
    night.lands(POST_PATH, OWNED)
    night.team.misbehaves("500")
    night.team.publishes_at("2026-11-24 09:00")
    night.team.publishes_at("09:20")

    done = night.alarms()
    night.alarms()

    (heard,) = channel.bodies
    first, reason, link = json.loads(heard)["text"].split("\n")
    assert first == "*launch-2026@\u200bacme:1 is held, and may be live*"
    assert "it may be live" in reason
    assert link == "https://github.example/acme/social/issues/2"
    assert "canary" not in done.out + done.err


def test_a_channel_that_does_not_hear_fails_nothing(
    held: Night, channel: Listener
) -> None:
    held.team.repository.environment["MERGECAST_ALARM_URL"] = channel.url
    channel.status = 302
    (issue,) = held.issues()
    held.says(issue.number, "/cancel")

    done = held.alarms()

    assert done.err == "mergecast: the channel for alarms answered 302\n"
    assert issue.state == "closed"
    assert len(channel.heard) == 1, "a redirect is not followed"


def test_a_damaged_ledger_is_an_alarm_and_settles_nothing_else(held: Night) -> None:
    (issue,) = held.issues()
    held.team.repository.git("push", "-q", "origin", ":mergecast-ledger")

    held.alarms()

    titles = {one.title for one in held.issues()}
    assert titles == {issue.title, "the ledger is damaged"}


def test_settings_that_cannot_be_read_are_an_alarm(
    held: Night,
) -> None:
    held.team.repository.environment["GITHUB_REPOSITORY"] = "acme/social"
    held.hub.team.git("switch", "-q", "main")
    held.team.merges("mergecast.yaml", "version: [")

    held.alarms()

    assert "nothing can be published" in {one.title for one in held.issues()}


def test_a_dry_run_tells_nobody(night: Night) -> None:
    night.team.runs("freeze", "--reason", "flood")

    done = night.alarms("--dry-run", "--format", "json")

    told = json.loads(done.out)
    assert [(one["id"], one["kind"]) for one in told["alarms"]] == [
        ("freeze:all", "frozen")
    ]
    assert [one["what"] for one in told["steps"]] == ["opened"]
    assert night.github.issues == {}


def test_in_a_public_repository_what_people_wrote_of_a_stop_stays_out(
    night: Night,
) -> None:
    night.github.private = False
    night.team.runs("freeze", "--reason", "the minister died")

    night.alarms()

    (issue,) = night.issues()
    assert "minister" not in issue.body
    assert "Mei Lin" not in issue.body


def test_a_rehearsal_has_issues_of_its_own_which_close_when_it_is_over(
    night: Night,
) -> None:
    real = night.hub.team.git("show", "main:mergecast.yaml") + "\n"
    night.team.merges("mergecast.yaml", real + "live: false\n")
    night.team.publishes_at("2026-11-24 09:00")
    night.team.runs("freeze", "--reason", "a drill")

    night.alarms()

    (issue,) = night.issues()
    assert issue.title == "Rehearsal: publishing is frozen: all"
    assert "no network saw it" in issue.body
    night.team.merges("mergecast.yaml", real)
    late = night.says(issue.number, "/thaw")
    assert "what is published now is live" in night.answers(issue.number)[0]
    assert late.code == 0
    night.alarms()
    assert issue.state == "closed"


def test_what_was_opened_before_the_forge_failed_is_told(
    night: Night, channel: Listener
) -> None:
    night.team.repository.environment["MERGECAST_ALARM_URL"] = channel.url
    night.team.runs("freeze", "--reason", "flood")
    night.team.runs("freeze", "--scope", "account:acme", "--reason", "hacked")
    night.github.fault = lambda method, path: (
        (500, {}, b"")
        if (method, path) == ("POST", "/repos/acme/social/issues")
        and night.github.issues
        else None
    )

    done = night.team.runs("alarms")

    assert done.code == 3
    assert len(night.issues()) == len(channel.bodies) == 1
    night.github.fault = lambda _method, _path: None
    night.alarms()
    assert len(night.issues()) == len(channel.bodies) == 2


def test_what_a_person_is_to_post_calls_them_when_it_is_due_and_approved(
    night: Night,
) -> None:
    by_hand = OWNED.replace("text:", "manual: true\ntext:")
    unapproved = by_hand.replace("launch-2026", "other-2026")
    night.lands(POST_PATH, by_hand)
    night.team.merges("calendar/2026/11/24-other.yaml", unapproved)

    night.team.at("2026-11-24 08:59")
    night.alarms()
    assert night.issues() == []

    night.team.publishes_at("09:01")
    night.alarms()
    (issue,) = night.issues()
    assert issue.title == "launch-2026@acme:1 is to be posted by hand"
    assert "[Open X with these words](https://x.com/intent/post?text=" in issue.body
    assert "/resend" not in issue.body

    night.says(issue.number, "/posted https://x.com/acme_hq/status/99")
    night.alarms()
    assert issue.state == "closed"


def test_an_account_that_cannot_send_is_seen_until_it_can(night: Night) -> None:
    night.lands(POST_PATH, OWNED)
    night.team.misbehaves("402")
    assert night.team.publishes_at("2026-11-24 09:00").code == 4

    night.alarms()

    (issue,) = night.issues()
    assert issue.title == "acme cannot send"
    assert "mergecast connect" in issue.body
    night.team.publishes_at("10:30")
    night.alarms()
    assert night.team.live() == ["It is out. 已经发布 🎉"]
    assert issue.state == "closed"
    assert night.answers(issue.number) == ["Settled: the account can send again.\n"]


def test_silence_is_seen_until_a_run_comes(night: Night) -> None:
    night.lands(POST_PATH, OWNED)
    night.team.publishes_at("2026-11-24 08:00")
    night.team.at("10:59")
    night.alarms()
    assert night.issues() == []

    night.team.at("11:01")
    night.alarms()

    (issue,) = night.issues()
    assert issue.title == "no run comes, and something is due"
    night.alarms()
    night.team.publishes_at("11:02")
    night.alarms()
    assert issue.state == "closed"
    assert "Settled: a run came.\n" in night.answers(issue.number)
    (missed,) = night.issues()
    assert missed.title == "launch-2026@acme:1 missed its time"
    night.says(missed.number, "/resend")
    night.team.publishes_at("11:10")
    night.alarms()
    assert (missed.state, len(night.team.live())) == ("closed", 1)


def test_a_file_that_holds_no_post_is_seen_until_it_does(night: Night) -> None:
    path = "calendar/2026/11/24-odd-`@tom`.yaml"
    night.team.merges(path, "id: [\n")
    night.team.at("2026-11-24 09:00")

    night.alarms()

    (issue,) = night.issues()
    assert issue.title == f"a post cannot be read: {path}"
    assert f"`` {path} ``" in issue.body or f"``{path}``" in issue.body
    night.team.removes(path)
    night.alarms()
    assert issue.state == "closed"
