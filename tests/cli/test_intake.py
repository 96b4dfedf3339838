"""A form becomes a draft: valid, reviewed, and its author is told what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from cli.form_desk import TWO, FormDesk, form_desk
from forge.github.hub import LI
from team_repository import AISYAH, MEI

from mergecast.repository.git import Git

if TYPE_CHECKING:
    from forge.github.fake import Pull


JSON = ("--format", "json")


@pytest.fixture
def desk(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FormDesk]:
    """One account."""
    with form_desk(tmp_path, capsys, monkeypatch) as made:
        yield made


@pytest.fixture
def two(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FormDesk]:
    """Two accounts in two zones."""
    with form_desk(tmp_path, capsys, monkeypatch, TWO) as made:
        yield made


def _pull(desk: FormDesk, issue: int) -> Pull:
    pull = desk.pull(issue)
    assert pull is not None
    return pull


def test_a_filled_form_becomes_a_draft_with_its_review(desk: FormDesk) -> None:
    issue = desk.asks(words="It is out 🎉", when="2026-11-24 09:00", campaign="Launch")

    pull = _pull(desk, issue)
    path, text = desk.file(issue)
    assert path == f"calendar/2026/11/24-it-is-out-{issue}.yaml"
    assert text == (
        f"# Asked for in issue #{issue}, and changed there.\n"
        f"id: it-is-out-{issue}\n"
        "accounts: [acme]\n"
        "publish_at: 2026-11-24 09:00\n"
        "campaign: launch\n"
        "requested_by: mei\n"
        "text: |\n"
        "  It is out 🎉\n"
    )
    assert (pull.draft, pull.base, pull.author) == (True, "main", desk.github.me)
    assert [who for _, who, _ in pull.commits] == ["mei"]
    (review,) = [c["body"] for c in desk.github.comments[pull.number]]
    assert review.startswith("<!-- mergecast: review -->\n### ⏳ 1 post")
    assert "It is out 🎉" in review
    assert desk.statuses(pull.head) == {"check": "success", "approvals": "pending"}


def test_its_author_is_told_where_it_is_and_when_it_goes_out(desk: FormDesk) -> None:
    issue = desk.asks(words="It is out", when="24/11/2026 9am")

    kept = desk.kept(issue)
    assert f"Your draft is here: #{_pull(desk, issue).number}." in kept
    assert "**Tue 2026-11-24 09:00** (`Asia/Kuala_Lumpur`), on `@acme_hq`" in kept
    assert "`/ready`" in kept
    assert "What you still have to say" not in kept


@pytest.mark.parametrize(
    ("language", "time", "said", "weekday"),
    [
        ("zh", "明天上午9点", "您的草稿在这里", "周一"),
        ("ms", "esok 9 pagi", "Draf anda di sini", "Isn"),
    ],
)
def test_each_form_is_answered_in_its_language(
    desk: FormDesk, language: str, time: str, said: str, weekday: str
) -> None:
    desk.language = language

    issue = desk.asks(words="你好 Halo", when=time)

    assert said in desk.kept(issue)
    assert f"**{weekday} 2026-11-23 09:00**" in desk.kept(issue)
    assert "publish_at: 2026-11-23 09:00" in desk.file(issue)[1]


def test_a_time_that_is_not_clear_is_asked_back_and_the_draft_waits(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello", when="3/4/2027 9am")

    path, text = desk.file(issue)
    assert path == f"calendar/queue/hello-{issue}.yaml"
    assert "publish_at" not in text
    assert "Is that `2027-04-03` or `2027-03-04`?" in desk.kept(issue)


def test_the_time_is_given_by_a_comment(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="Friday")

    said = desk.says(issue, "/time 2027-04-03 09:00")

    pull = _pull(desk, issue)
    assert said == f"Done: the draft #{pull.number} has it."
    assert desk.file(issue)[0] == f"calendar/2027/04/03-hello-{issue}.yaml"
    assert pull.files == [f"calendar/2027/04/03-hello-{issue}.yaml"]
    assert "What you still have to say" not in desk.kept(issue)
    assert desk.statuses(pull.head) == {"check": "success", "approvals": "pending"}


def test_a_command_works_on_the_pull_request_too(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")
    number = _pull(desk, issue).number

    said = desk.says(number, "/text\nGood *morning*,\n\n  @all  \n", who="aisyah")

    assert said == f"Done: the draft #{number} has it."
    assert yaml.safe_load(desk.file(issue)[1])["text"] == (
        "Good *morning*,\n\n  @all  \n"
    )
    authors = [who for _, who, _ in _pull(desk, issue).commits]
    assert sorted(str(who) for who in authors) == ["aisyah", "mei"]


def test_what_a_comment_changed_stays_when_the_form_is_edited(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")
    desk.says(issue, "/time 2026-11-25 10:00")

    desk.edits(issue, words="Good morning")

    path, text = desk.file(issue)
    assert path == f"calendar/2026/11/25-hello-{issue}.yaml"
    assert "Good morning" in text


def test_what_is_edited_in_the_form_wins_over_an_earlier_comment(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")
    desk.says(issue, "/time 2026-11-25 10:00")

    desk.edits(issue, when="2026-11-26 11:00")

    assert "publish_at: 2026-11-26 11:00" in desk.file(issue)[1]


def test_a_job_that_runs_twice_changes_nothing(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")
    comments = {n: [dict(c) for c in t] for n, t in desk.github.comments.items()}
    head = _pull(desk, issue).head

    done = desk.happens("opened", issue, "mei")

    assert "looked at pull request" in done.out
    assert _pull(desk, issue).head == head
    assert desk.github.comments == comments


def test_an_edit_that_is_older_than_the_issue_brings_what_stands_there_now(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")
    late = desk.event("edited", issue, "mei")
    desk.edits(issue, words="Good morning")
    late["issue"]["body"] = "### Words\n\nAn older version"

    assert desk.delivers(json.dumps(late).encode()).code == 0

    assert "Good morning" in desk.file(issue)[1]


def test_a_thread_is_parted_by_lines(desk: FormDesk) -> None:
    issue = desk.asks(words="One\n\n---\n\nTwo  \nthree\n---\n")

    assert yaml.safe_load(desk.file(issue)[1])["thread"] == [
        {"text": "One\n"},
        {"text": "Two  \nthree\n"},
    ]


@pytest.mark.parametrize(
    "words",
    [
        "trailing  \n\n\tand tabs\t",
        "👩‍👩‍👧‍👦 مرحبا بالعالم שלום",
        "id: evil\naccounts: [other]",
        "&a [*a, *a]\n--- x\n!!python/object:os.system",
        "# comment\n'quoted' \"twice\" |\n > {}",
        "  two spaces first",
        "::error::x\n##[set-env name=A]b",
        "$(reboot) `id` ; rm -rf / && %0a",
    ],
)
def test_words_arrive_exactly_as_written(desk: FormDesk, words: str) -> None:
    issue = desk.asks(words=words)

    found = yaml.safe_load(desk.file(issue)[1])
    assert found["text"].rstrip("\n") == words.rstrip("\n")
    assert set(found) == {"id", "accounts", "requested_by", "text"}


def test_accounts_are_known_by_handle_too(two: FormDesk) -> None:
    issue = two.asks(words="Hello", when="2026-11-24 09:00", accounts="@Acme_UK")

    assert "accounts: [uk]" in two.file(issue)[1]
    assert "(`Europe/London`), on `@acme_uk`" in two.kept(issue)


def test_without_a_clear_account_nothing_is_made_and_it_is_asked(
    two: FormDesk,
) -> None:
    issue = two.asks(words="Hello", accounts="@nobody")

    assert two.pull(issue) is None
    kept = two.kept(issue)
    assert "There is no account `@nobody`. There are: `acme (@acme_hq), uk" in kept

    said = two.says(issue, "/account acme, uk")

    assert said.startswith("Done: the draft #")
    assert "accounts: [acme, uk]" in two.file(issue)[1]
    assert "What you still have to say" not in two.kept(issue)


def test_accounts_in_two_zones_need_a_place(two: FormDesk) -> None:
    issue = two.asks(words="Hello", accounts="acme,uk", when="2026-11-24 09:00")

    assert "several time zones" in two.kept(issue)
    said = two.says(issue, "/time 2026-11-24 09:00 Europe/London")

    assert said.startswith("Done")
    assert "timezone: Europe/London" in two.file(issue)[1]


def test_tomorrow_is_counted_from_the_day_on_which_it_was_written(
    two: FormDesk,
) -> None:
    issue = two.asks(words="Hello", accounts="nobody", when="11 p.m. tomorrow")
    two.github.issues[issue].created_at = "2026-11-21T10:00:00Z"

    two.says(issue, "/account acme")

    assert "publish_at: 2026-11-22 23:00" in two.file(issue)[1]


def test_an_unknown_campaign_is_asked_back(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", campaign="lunch")

    assert "There is no campaign `lunch`. There are: `launch`." in desk.kept(issue)
    assert "campaign" not in desk.file(issue)[1]


def test_findings_are_told_in_plain_words(desk: FormDesk) -> None:
    desk.language = "zh"

    issue = desk.asks(words="很长的句子。" * 40)

    assert "文字太长了。请缩短，或者分成几条。" in desk.kept(issue)
    assert desk.statuses(_pull(desk, issue).head)["check"] == "failure"


def test_fix_mends_what_has_one_right_answer(desk: FormDesk) -> None:
    issue = desk.asks(words="Cafe\u0301 is open")

    said = desk.says(issue, "/fix")

    assert "1 places were mended" in said
    assert "Café is open" in desk.file(issue)[1]
    assert desk.says(issue, "/fix").startswith("There is nothing that can be mended")
    desk.edits(issue, notes="For Monday")
    assert "Café is open" in desk.file(issue)[1]


def test_ready_asks_colleagues_and_not_who_asked_for_it(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")

    said = desk.says(issue, "/ready")

    pull = _pull(desk, issue)
    assert said.startswith(f"Done: #{pull.number} is no draft any more")
    assert not pull.draft
    assert "mei" not in pull.requested
    assert "Colleagues are asked" in desk.kept(issue)
    assert desk.says(issue, "/ready") == f"#{pull.number} is ready already."


def test_what_has_errors_is_not_ready(desk: FormDesk) -> None:
    issue = desk.asks(words="long words " * 40)

    assert desk.says(issue, "/ready").startswith("Not yet")
    assert _pull(desk, issue).draft


def test_close_drops_the_draft_and_the_issue(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")

    said = desk.says(issue, "/close")

    assert "is closed, and nothing goes out" in said
    assert _pull(desk, issue).state == "closed"
    assert desk.github.issues[issue].state == "closed"
    assert desk.says(issue, "/text Hi") == "The draft is closed already."


def test_closing_the_issue_closes_the_draft_and_opening_it_goes_on(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")

    desk.closes(issue)
    assert _pull(desk, issue).state == "closed"
    assert "was closed. Open this issue again" in desk.kept(issue)

    desk.github.issues[issue].state = "open"
    desk.happens("reopened", issue, "mei")
    assert _pull(desk, issue).state == "open"
    assert "Your draft is here" in desk.kept(issue)


def _by_hand(desk: FormDesk, issue: int) -> str:
    """Li pushes a commit to the branch of the draft."""
    pull = _pull(desk, issue)
    git = desk.hub.team.git
    git("switch", "-qc", "hand", pull.head)
    path, text = desk.file(issue)
    desk.hub.team.write(path, text.replace("Hello", "Hello, by hand"))
    head = desk.hub.commit("Better words", LI)
    git("push", "-q", "origin", f"HEAD:refs/heads/{pull.branch}")
    git("switch", "-q", "main")
    return head


def test_when_a_person_goes_on_by_hand_the_form_does_not_follow(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")
    head = _by_hand(desk, issue)

    said = desk.says(issue, "/text Mine")
    desk.edits(issue, words="Mine")

    assert said.startswith("`Li` goes on with the draft")
    assert "`Li` goes on with the draft" in desk.kept(issue)
    assert _pull(desk, issue).head == head

    desk.closes(issue)
    assert _pull(desk, issue).state == "open"


def test_bringing_the_branch_up_to_date_with_main_is_not_going_on_by_hand(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")
    pull = _pull(desk, issue)
    git = desk.hub.team.git
    desk.hub.team.write("README.md", "New\n")
    desk.hub.team.commit("Something else")
    git("switch", "-qc", "update", pull.head)
    git("merge", "-q", "--no-ff", "--no-edit", "main")
    git("push", "-q", "origin", f"HEAD:refs/heads/{pull.branch}")
    git("switch", "-q", "main")

    desk.says(issue, "/text Good morning")

    assert "Good morning" in desk.file(issue)[1]


def test_nobody_approves_words_they_asked_for_or_wrote(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")
    desk.says(issue, "/text Good morning", who="aisyah")
    pull = _pull(desk, issue)
    for who in (MEI, AISYAH):
        desk.hub.review(pull, who)

    _reviewed(desk, pull)

    assert desk.statuses(pull.head)["approvals"] == "pending"
    desk.hub.review(pull, LI)
    _reviewed(desk, pull)
    assert desk.statuses(pull.head)["approvals"] == "success"


def _reviewed(desk: FormDesk, pull: Pull) -> None:
    """The job that a review starts."""
    about = ("--head", pull.head, "--comment", str(pull.number), "--status")
    done = desk.runs("plan", "--pr", "main", *about)
    assert done.code == 0, done.err


def test_programs_are_told_what_was_done(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")

    done = desk.runs("intake", "--event", str(desk.folder / "event-1.json"), *JSON)

    assert json.loads(done.out) == {
        "version": 1,
        "did": f"looked at pull request 2 for issue {issue}",
        "issue": issue,
        "pull_request": 2,
    }


def test_who_asked_and_is_not_on_the_team_file_is_named_by_login(
    desk: FormDesk,
) -> None:
    issue = desk.asks("li", words="Hello", when="2026-11-24 09:00")

    assert 'requested_by: "@li"' in desk.file(issue)[1]
    pull = _pull(desk, issue)
    desk.hub.review(pull, LI)
    _reviewed(desk, pull)
    assert desk.statuses(pull.head)["approvals"] == "pending"


def test_strangers_command_nothing(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")
    head = _pull(desk, issue).head

    said = desk.says(issue, "/text Buy this", who="mallory")

    assert said.startswith("Only who asked for the post")
    assert _pull(desk, issue).head == head


def test_in_a_public_repository_a_stranger_s_form_waits_for_the_team(
    desk: FormDesk,
) -> None:
    desk.github.private = False

    issue = desk.asks("mallory", words="Hello")

    assert desk.pull(issue) is None
    assert "`/accept`" in desk.kept(issue)
    assert desk.says(issue, "/accept", who="mallory").startswith("Only people with")
    assert desk.says(issue, "/time queue", who="mallory").startswith("You are not on")

    desk.says(issue, "/accept", who="aisyah")

    assert 'requested_by: "@mallory"' in desk.file(issue)[1]


def test_a_colleague_without_write_access_may_ask_in_a_private_repository(
    desk: FormDesk,
) -> None:
    issue = desk.asks("mallory", words="Hello")

    assert desk.says(issue, "/text Good morning", who="mallory").startswith("Done")


def test_an_unknown_command_gets_a_hint_and_talk_gets_nothing(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")

    assert desk.says(issue, "/tme 9am") == (
        "There is no command `/tme`. Did you mean `/time`?"
    )
    assert desk.says(issue, "Looks good to me /time 2026-11-24 09:00") == ""
    assert desk.says(issue, "> /close") == ""
    assert desk.says(issue, "/assign @tom") == ""
    assert "- `/time 2026-11-24 09:00`" in desk.says(issue, "/help", who="mallory")


def test_one_comment_may_have_several_commands(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")

    desk.says(issue, "/time 2026-11-24 09:00\n/ready")

    assert "publish_at: 2026-11-24 09:00" in desk.file(issue)[1]
    assert not _pull(desk, issue).draft


def test_a_time_that_is_not_clear_changes_nothing(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")

    said = desk.says(issue, "/time next Friday")

    assert said.startswith("Which date is that?")
    assert "publish_at: 2026-11-24 09:00" in desk.file(issue)[1]


def test_after_the_merge_nothing_follows(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")
    pull = _pull(desk, issue)
    desk.hub.merge(pull)

    assert "is merged, so this draft cannot be changed" in desk.says(issue, "/text x")
    desk.closes(issue, "aisyah")
    assert desk.kept(issue) == f"It was approved and merged with #{pull.number}.\n"
    desk.github.issues[issue].state = "open"
    desk.edits(issue, words="Other")
    assert "It was approved and merged" in desk.kept(issue)


def test_issues_of_others_are_left_alone(desk: FormDesk) -> None:
    issue = desk.asks(words="Hello")
    desk.github.issues[issue].labels = ["bug"]
    before = len(desk.github.asked)

    done = desk.happens("edited", issue, "mei")

    assert "nothing to do" in done.out
    assert all(each.startswith("GET") for each in desk.github.asked[before:])
    assert "nothing to do" in desk.happens("edited", issue, "github-actions[bot]").out


def test_an_issue_without_the_form_is_told_so(desk: FormDesk) -> None:
    issue = desk.asks(body="Please post something nice.")

    assert desk.pull(issue) is None
    assert "This was not made with the form" in desk.kept(issue)


def test_a_heading_that_is_there_twice_is_asked_back(desk: FormDesk) -> None:
    issue = desk.asks(words="Hi\n```\n\n### When\n\n2027-01-01 09:00")

    assert desk.pull(issue) is None
    assert "The heading `### When` stands in your answers more than once" in (
        desk.kept(issue)
    )


def test_the_work_tree_of_the_job_is_never_touched(desk: FormDesk) -> None:
    before = desk.hub.team.git("status", "--porcelain=v2", "--branch")

    issue = desk.asks(words="Hello")
    desk.says(issue, "/time 2026-11-24 09:00")

    assert desk.hub.team.git("status", "--porcelain=v2", "--branch") == before


def test_an_issue_that_is_opened_again_after_its_branch_was_deleted(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")
    desk.closes(issue)
    first = _pull(desk, issue)
    desk.hub.team.git("push", "-q", "origin", f":refs/heads/{first.branch}")
    first.branch = "mergecast/gone"
    first.head_repository = None

    desk.github.issues[issue].state = "open"
    desk.happens("reopened", issue, "mei")

    assert _pull(desk, issue).number != first.number
    assert "Your draft is here" in desk.kept(issue)


def test_when_the_job_fails_its_author_is_told_and_may_try_again(
    desk: FormDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_RUN_ID", "4711")
    desk.strict = False
    desk.github.fault = lambda method, path: (
        (403, {}, b'{"message": "no"}')
        if method == "POST" and path.endswith("/pulls")
        else None
    )

    issue = desk.asks(words="Hello")

    assert desk.pull(issue) is None
    assert "Something went wrong" in desk.kept(issue)
    assert "run `4711`" in desk.kept(issue)
    assert "Something went wrong" in desk.says(issue, "/text Hi")

    desk.github.fault = lambda _method, _path: None
    desk.edits(issue, notes="again")
    assert "Your draft is here" in desk.kept(issue)
    assert desk.pull(issue) is not None


def test_another_job_that_was_faster_is_looked_at_and_all_is_done_anew(
    desk: FormDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = desk.asks(words="Hello")
    real = Git.run
    waiting = ["/time 2026-11-24 09:00"]

    def run(git: Git, *args: str, **more: object) -> bytes:
        if args[0] == "push" and waiting:
            desk.says(issue, waiting.pop(), who="aisyah")
        return real(git, *args, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(Git, "run", run)
    desk.edits(issue, words="Good morning")

    path, text = desk.file(issue)
    assert path.startswith("calendar/2026/11/24-")
    assert "Good morning" in text


def test_no_words_and_no_picture_is_a_question(desk: FormDesk) -> None:
    issue = desk.asks(words="", when="2026-11-24 09:00")

    assert desk.pull(issue) is None
    assert "Write what readers are to see." in desk.kept(issue)


def test_a_message_with_control_characters_is_read_as_any_other(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")
    head = _by_hand(desk, issue)
    git = desk.hub.team.git
    git("switch", "-q", "hand")
    git("commit", "-q", "--amend", "-m", "One\x01two\x01\n\nMergecast-Form: words=0")
    git("push", "-qf", "origin", f"HEAD:refs/heads/mergecast/draft-{issue}")
    git("switch", "-q", "main")

    assert "by hand" in desk.file(issue)[1]
    assert desk.says(issue, "/text Mine").startswith("`Li` goes on")
    assert _pull(desk, issue).head != head


def test_an_edit_with_a_hidden_character_is_taken_up_when_it_is_mended(
    desk: FormDesk,
) -> None:
    issue = desk.asks(words="Hello")

    desk.edits(issue, words="Good\u202emorning", when="2026-11-24 09:00")
    assert "`U+202E RIGHT-TO-LEFT OVERRIDE`" in desk.kept(issue)
    assert "publish_at" not in desk.file(issue)[1]

    desk.edits(issue, words="Good morning")
    assert "publish_at: 2026-11-24 09:00" in desk.file(issue)[1]
    assert "Good morning" in desk.file(issue)[1]
