"""What people write below an issue, and what comes of it; and what must not.

Real commands, real git, an emulated network, and GitHub as its own description has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from forge.github.fake import Issue

if TYPE_CHECKING:
    from stories.night import Night


def test_a_comment_is_carried_out_once_however_often_its_job_runs(held: Night) -> None:
    (issue,) = held.issues()
    held.says(issue.number, "/resend")
    event = held.event(issue.number, 7001, "/resend", "mei")

    again = held.acts(event)

    assert (again.code, again.out) == (
        0,
        "this comment was answered before; nothing was done\n",
    )
    assert len(held.answers(issue.number)) == 1


def test_what_was_said_before_it_changed_is_not_carried_out(held: Night) -> None:
    (issue,) = held.issues()
    early = held.event(issue.number, 7900, "/resend", "aisyah")
    early["comment"]["created_at"] = "2026-11-24T01:19:00Z"

    done = held.acts(early)

    assert done.code == 0, done.err
    (answer,) = held.answers(issue.number)
    assert "changed after this was said: it is held now" in answer
    held.team.publishes_at("09:30")
    assert held.team.live() == []


def test_people_without_write_access_change_nothing_and_are_told_once(
    held: Night,
) -> None:
    (issue,) = held.issues()

    held.says(issue.number, "/cancel", "mallory")
    held.says(issue.number, "/resend", "mallory")
    held.says(issue.number, "/resend", "stranger")

    assert [text.split("\n")[1][:35] for text in held.answers(issue.number)] == [
        "@mallory this is for people with wr",
        "@stranger this is for people with w",
    ]
    assert held.github.reactions["comment:7002"] == [(held.github.me, "-1")]
    shown = held.team.runs("ledger", "show", "--format", "json").out
    assert '"resolved"' not in shown


def test_a_post_that_is_there_is_named_by_its_link(held: Night) -> None:
    (issue,) = held.issues()

    wrong = held.says(issue.number, "/posted https://x.com/somebody/status/99")
    evil = held.says(
        issue.number, "/posted https://x.com.evil.example/acme_hq/status/9"
    )
    none = held.says(issue.number, "/posted")
    right = held.says(
        issue.number, "/posted <https://x.com/acme_hq/status/99?s=20> saw it myself"
    )

    assert [wrong.code, evil.code, none.code, right.code] == [0, 0, 0, 0]
    answers = held.answers(issue.number)
    assert "is no post of acme\\_hq" in answers[0]
    assert "is no post of acme\\_hq" in answers[1]
    assert "**Nothing was done**: the link is missing" in answers[2]
    assert "recorded as live" in answers[3]
    held.alarms()
    assert issue.state == "closed"


def test_a_post_that_a_person_posts_comes_with_words_and_link(held: Night) -> None:
    (issue,) = held.issues()

    held.says(issue.number, "/manual")

    (answer,) = held.answers(issue.number)
    assert "```\nIt is out. 已经发布 🎉\n```" in answer
    assert "[Open X with these words](https://x.com/intent/post?text=It%20is" in answer
    held.alarms()
    assert issue.title == "launch-2026@acme:1 is to be posted by hand"
    assert "It is out. 已经发布 🎉" in issue.body
    held.says(issue.number, "/posted https://x.com/acme_hq/status/99")
    held.alarms()
    assert issue.state == "closed"


def test_everything_is_stopped_and_let_go_on_from_an_issue(held: Night) -> None:
    (issue,) = held.issues()

    held.says(issue.number, "/freeze flood in Klang")
    held.alarms()

    frozen = next(one for one in held.issues() if one is not issue)
    assert frozen.title == "publishing is frozen: all"
    assert "> flood in Klang (mei)" in frozen.body
    held.says(frozen.number, "/thaw all clear", "aisyah")
    held.alarms()
    assert frozen.state == "closed"
    assert "Frozen now: nothing" in held.answers(frozen.number)[0]


def test_a_run_is_started_by_a_comment(held: Night) -> None:
    (issue,) = held.issues()
    held.github.workflows["publish.yml"] = "active"

    held.says(issue.number, "/publish")

    assert held.github.dispatched == [("publish.yml", {"ref": "main"})]
    assert "a run is starting" in held.answers(issue.number)[0]


def test_what_may_be_due_by_an_order_is_not_left_to_the_next_clock(held: Night) -> None:
    (issue,) = held.issues()
    held.github.workflows["publish.yml"] = "active"

    held.says(issue.number, "/cancel")
    held.says(issue.number, "/freeze flood")
    assert held.github.dispatched == [], "nothing is due by these"

    held.says(issue.number, "/thaw all")
    held.says(issue.number, "/resend")

    assert held.github.dispatched == [("publish.yml", {"ref": "main"})] * 2
    assert "A run is starting." in held.answers(issue.number)[-1]


def test_an_order_is_done_even_where_no_run_can_be_started(held: Night) -> None:
    (issue,) = held.issues()

    done = held.says(issue.number, "/resend")

    assert done.code == 0, done.err
    (answer,) = held.answers(issue.number)
    assert "open again: the next run sends it" in answer
    assert "No run could be started: GitHub refused: 404" in answer
    assert "The next one goes on with it." in answer


def test_a_terminal_gets_plain_lines_and_the_forge_markdown(held: Night) -> None:
    (issue,) = held.issues()

    manual = held.says(issue.number, "/manual")
    refused = held.says(issue.number, "/posted")
    unknown = held.says(issue.number, "/frobnicate")

    for done in (manual, refused, unknown):
        assert not {"`", "*", "|", "\\"}.intersection(done.out), done.out
    assert "open: https://x.com/intent/post?text=It%20is" in manual.out
    assert "Nothing was done: the link is missing." in refused.out
    assert "  /resend   " in unknown.out
    answers = held.answers(issue.number)
    assert "**Nothing was done**" in answers[1]
    assert "| `/resend` |" in answers[2]


@pytest.mark.parametrize("word", ["freeze", "thaw all", "resend", "cancel"])
def test_no_reason_is_too_odd_for_an_order(held: Night, word: str) -> None:
    (issue,) = held.issues()
    held.says(issue.number, "/freeze before")

    done = held.says(issue.number, f"/{word} \ud83d flood\x00\x1b[2J in \x85Klang")

    assert done.code == 0, done.err
    assert "Nothing was done" not in done.out
    shown = held.team.runs("ledger", "show", "--format", "json").out
    said = json.loads(shown)["events"][-1]["body"]
    if word != "freeze":  # it is frozen already, so nothing more is written
        assert said["reason"] == "\ufffd flood [2J in Klang"


def test_a_teams_own_workflow_of_this_name_is_never_started(held: Night) -> None:
    (issue,) = held.issues()
    held.github.workflows["publish.yml"] = "active"
    publish = ".github/workflows/publish.yml"
    held.team.repository.write(publish, "name: a release of ours\n")

    done = held.says(issue.number, "/publish")

    assert done.code == 3
    assert held.github.dispatched == []
    assert "is not mergecast's, so nothing was started" in " ".join(
        held.answers(issue.number)
    )


def test_a_run_that_cannot_be_started_is_said(held: Night) -> None:
    (issue,) = held.issues()

    done = held.says(issue.number, "/publish")

    assert done.code == 3
    assert "**Nothing was done**: GitHub refused: 404" in held.answers(issue.number)[0]


def test_a_word_that_nobody_knows_gets_help_once(held: Night) -> None:
    (issue,) = held.issues()

    held.says(issue.number, "/frobnicate now")
    held.says(issue.number, "/sudo rm -rf /")
    held.says(issue.number, "thank you! /resend it, please")

    assert len(held.answers(issue.number)) == 1
    assert "nobody knows that word" in held.answers(issue.number)[0]
    assert "comment:7003" not in held.github.reactions


def test_a_form_settles_a_post_and_says_so_below_its_issue(held: Night) -> None:
    (issue,) = held.issues()

    page = held.team.repository.folder.parent / "page.md"
    held.team.repository.environment["GITHUB_STEP_SUMMARY"] = str(page)
    done = held.presses("aisyah", what="cancel", post="launch-2026", **{"with": ""})
    refused = held.presses("mallory", what="cancel", post="launch-2026")
    nothing = held.presses()

    assert done.code == 0, done.err
    assert "cancelled: it will not be sent" in done.out
    assert "@aisyah" in held.answers(issue.number)[0]
    assert "cancelled: it will not be sent" in page.read_text("utf-8")
    assert (refused.code, nothing.code) == (2, 0)
    assert "/posted LINK" in nothing.out
    held.alarms()
    assert issue.state == "closed"


TALK = [
    "/resend@acme",
    "> /resend",
    "```\n/resend\n```",
    "please /resend",
    "/ resend",
    "//resend",
    "\u202e/resend",
    "${{ github.token }}\n/resend",
    "<!-- mergecast-answer 1 done -->\n/resend",
    '{"v":1}',
    "",
    "   \n\n",
]


def test_what_only_looks_like_an_order_is_none(held: Night) -> None:
    (issue,) = held.issues()

    for comment in TALK:
        done = held.says(issue.number, comment)
        assert (done.code, done.out) == (0, "nothing was asked for\n"), comment

    assert held.answers(issue.number) == []


HOSTILE = (
    "$(touch /var/tmp/pwned) `id` ; rm -rf / && ::set-output name=x::y\n"
    "::error::boom\n::add-mask::launch\n##[command]x\n"
    "<!-- --> @acme/everyone #1 </details> [x](javascript:alert(1)) \u202e\u2066"
    "\n```\n/cancel\n| a | b |\nkey: *alias\n%0A%0D" + "文" * 60_000
)


def test_a_hostile_reason_is_kept_as_words_and_does_nothing(held: Night) -> None:
    (issue,) = held.issues()

    done = held.says(issue.number, f"/resend {HOSTILE}")

    assert done.code == 0, done.err
    assert not [line for line in done.out.split("\n") if line.startswith(("::", "##["))]
    (answer,) = held.answers(issue.number)
    assert "boom" not in answer
    shown = held.team.runs("ledger", "show", "--format", "json").out
    (said,) = [e for e in json.loads(shown)["events"] if e["kind"] == "resolved"]
    assert said["body"]["outcome"] == "resend"
    assert said["body"]["reason"].startswith("$(touch /var/tmp/pwned) `id` ; rm -rf /")
    assert len(said["body"]["reason"]) == 500
    held.team.proves()


def test_a_hostile_link_is_no_link(held: Night) -> None:
    (issue,) = held.issues()

    held.says(issue.number, f"/posted {HOSTILE}")

    (answer,) = held.answers(issue.number)
    assert "**Nothing was done**" in answer
    assert "\n::" not in answer
    assert "@acme/everyone" not in answer


def test_an_issue_that_somebody_else_opened_is_none_of_ours(held: Night) -> None:
    (ours,) = held.issues()
    fake = Issue(90, "mei", ours.title, ours.body, ["mergecast"])
    bare = Issue(91, held.github.me, ours.title, ours.body, [])
    held.github.issues |= {90: fake, 91: bare}

    for number in (90, 91):
        done = held.says(number, "/cancel")
        assert (done.code, held.answers(number)) == (0, [])
        assert "none of mergecast's" in done.out
    held.alarms()
    assert (fake.state, bare.state) == ("open", "open")


def test_a_part_of_another_post_cannot_be_named(held: Night) -> None:
    (issue,) = held.issues()

    held.says(issue.number, "/cancel other-post@acme:1 wrong issue")

    assert "is another post than 'launch-2026'" in held.answers(issue.number)[0]


def test_another_time_is_proposed_reviewed_and_goes_out_once_it_is_merged(
    held: Night,
) -> None:
    (issue,) = held.issues()

    done = held.says(issue.number, "/move 2026-11-24 21:00 the venue changed", "tom")

    assert done.code == 0, done.err + done.out
    (answer,) = held.answers(issue.number)
    pull = held.github.pulls[max(held.github.pulls)]
    assert f"@tom #{pull.number}, “Move launch-2026 to 2026-11-24 21:00”" in answer
    assert pull.branch == "mergecast/move-launch-2026-202611242100"
    assert pull.files == ["calendar/2026/11/24-launch.yaml"]
    assert [(author, text.split("\n")[0]) for _, author, text in pull.commits] == [
        ("tom", "Move launch-2026 to 2026-11-24 21:00")
    ]
    assert {body["context"] for sha, body in held.github.statuses if sha == pull.head}
    assert "the venue changed" in pull.body
    assert len(held.answers(pull.number)) == 1, "the review"

    held.acts(held.event(issue.number, 7900, "/move 2026-11-24 21:00", "tom"))
    assert len(held.github.pulls) == 2, "asked twice, it is one pull request"


def test_taking_a_post_back_is_proposed(held: Night) -> None:
    (issue,) = held.issues()

    done = held.says(issue.number, "/retract the date is wrong 日期错了")

    assert done.code == 0, done.err + done.out
    pull = held.github.pulls[max(held.github.pulls)]
    assert (pull.title, pull.branch) == (
        "Retract launch-2026",
        "mergecast/retract-launch-2026",
    )
    git = held.team.repository.git
    remote = str(held.team.repository.remote)
    text = git("-C", remote, "show", f"{pull.head}:calendar/2026/11/24-launch.yaml")
    assert "retract: the date is wrong 日期错了" in text


def test_a_time_that_cannot_be_meant_proposes_nothing(held: Night) -> None:
    (issue,) = held.issues()

    for when in ("", " soon", " 2026-13-45 09:00", " 2020-01-01 09:00"):
        done = held.says(issue.number, f"/move{when}")
        assert done.code == 0, done.err
        assert "**Nothing was done**" in held.answers(issue.number)[-1]

    assert len(held.answers(issue.number)) == 4
    assert len(held.github.pulls) == 1


def test_a_button_proposes_another_time_too(held: Night) -> None:
    done = held.presses(what="move", post="launch-2026", **{"with": "2026-11-24 21:00"})

    assert done.code == 0, done.err + done.out
    assert max(held.github.pulls) == 3
