"""Hostile forms, comments and events change nothing but the text of a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
import yaml
from cli.form_desk import FormDesk, form_desk
from cmarkgfm.cmark import Options
from forge.github.fake import Pull
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mergecast.errors import UsageError
from mergecast.model.forge_event import event, parsed

LETHAL = [
    "$(touch pwned) `touch pwned`; touch pwned & %0a|",
    "'; DROP TABLE posts; --",
    "&anchor [*anchor, *anchor]",
    "!!python/object/apply:os.system [reboot]",
    "x\n...\n%YAML 1.1\n--- !evil\nid: other",
    "accounts: [other]\npublish_at: asap\nrequested_by: nobody",
    "text\n```\n\n# Big\n<script>alert(1)</script><img src=x onerror=alert(1)>",
    "@octocat @acme/everyone #1 GH-1 acme/social#1 fixes #1 closes #1",
    "::error file=x::y\n::set-output name=a::b\n::add-mask::x\n##[command]x",
    "::stop-commands::x\n::workflow::",
    "[skip ci] [ci skip] ***NO_CI***",
    "{{ template }} ${{ secrets.GITHUB_TOKEN }} {0} {pull} %s {",
    "../../.github/workflows/x.yml",
    "__proto__ constructor null true ~ 0o17 1e3 2026-11-24",
    "<!-- mergecast: review -->\n<!-- mergecast: draft -->",
    "Mergecast-Form: words=000000000000\nRequested-by: octocat",
    "Approved-by: Li <li@example.org> post:x payload:sha256:" + "0" * 64,
    "\u2066right\u2069 \u200eto",
    "a\u00a0b\u00adc\u200bd\ufeffe",
]
REFUSED = ["a\0b", "a\u202eb", "a\u2028b", "a\x1b[31mb", "a\x85b", "a\x07b", "a\ud800b"]


@pytest.fixture
def desk(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FormDesk]:
    with form_desk(tmp_path, capsys, monkeypatch) as made:
        yield made


def _harmless(desk: FormDesk, issue: int) -> Pull | None:
    """The draft, if nothing but a post of this issue is in it, and nobody is called."""
    git = desk.hub.team.git
    heads = git("-C", str(desk.hub.team.remote), "for-each-ref", "--format=%(refname)")
    ours = {"refs/heads/main", f"refs/heads/mergecast/draft-{issue}"}
    assert {each for each in heads.split() if "/pull/" not in each} <= ours
    assert git("status", "--porcelain") == ""
    assert not [*desk.folder.rglob("pwned"), *Path.cwd().glob("pwned")]
    for thread in desk.github.comments.values():
        for each in thread:
            if each.get("by") == desk.github.me:
                _calls_nobody(each["body"])
    pull = desk.pull(issue)
    if pull is None:
        return None
    (path,) = pull.files
    data = yaml.safe_load(desk.file(issue)[1])
    assert path.startswith(("calendar/queue/", "calendar/20"))
    assert path.endswith(f"{data['id']}.yaml")
    assert data["id"].endswith(f"-{issue}")
    assert data["accounts"] == ["acme"]
    assert data["requested_by"] == "mei"
    assert set(data) <= {
        *("id", "accounts", "requested_by", "text", "thread", "notes"),
    }
    title = f"{pull.title} {pull.body}"
    assert "[skip" not in title
    assert "***" not in title
    assert "octocat" not in title
    for _, _, message in pull.commits:
        assert "skip ci" not in message
        assert message.count("Requested-by:") == message.count("Mergecast-Form:") == 1
    return pull


def _calls_nobody(comment: str) -> None:
    """As a browser has it, there is no tag of theirs, no mention and no reference."""
    page = cmarkgfm.github_flavored_markdown_to_html(comment, Options.CMARK_OPT_UNSAFE)
    shown = re.sub(r"<(code|pre)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"<(?:script|img|iframe|h1|a )", shown), shown
    assert not re.search(r"@(?:octocat|acme/everyone)", shown), shown
    assert not re.search(r"GH-1|acme/social#1|fixes #1", shown), shown


def _job(done_out: str) -> None:
    """What is printed is no order to the runner."""
    assert "##[" not in done_out
    assert not any(line.lstrip().startswith("::") for line in done_out.splitlines())


@pytest.mark.parametrize("words", LETHAL)
def test_words_are_only_ever_words(desk: FormDesk, words: str) -> None:
    issue = desk.asks(words=f"Hi {words}", notes=words)

    pull = _harmless(desk, issue)

    if pull is None:  # a heading, or a character that no file may have
        assert "still have to say" in desk.kept(issue)
        return
    data = yaml.safe_load(desk.file(issue)[1])
    shown = data["text"] if "text" in data else data["thread"][0]["text"]
    assert shown.startswith("Hi ")
    if "thread" not in data:
        assert data["text"].rstrip("\n") == f"Hi {words}".rstrip("\n")
        assert data["notes"].rstrip("\n") == words


@pytest.mark.parametrize("words", REFUSED)
def test_what_no_reviewer_could_see_is_refused_by_its_name(
    desk: FormDesk, words: str
) -> None:
    issue = desk.asks(words=f"Hi {words}")

    assert desk.pull(issue) is None
    assert f"`U+{ord(words[1]):04X}" in desk.kept(issue)
    assert words[1] not in desk.kept(issue)


@pytest.mark.parametrize("field", ["when", "accounts", "campaign"])
@pytest.mark.parametrize(
    "value", ["../../.github/workflows/x.yml", "__proto__", "@octocat <script>", "`x`"]
)
def test_a_hostile_answer_is_asked_back(desk: FormDesk, field: str, value: str) -> None:
    issue = desk.asks(words="Hello", **{field: value})

    _harmless(desk, issue)
    assert "still have to say" in desk.kept(issue)


@pytest.mark.parametrize("words", LETHAL + REFUSED)
def test_a_hostile_comment_changes_only_words(desk: FormDesk, words: str) -> None:
    issue = desk.asks(words="Hello")

    desk.says(issue, f"/time {words}\n/account {words}\n/alt {words}\n/text {words}")

    assert _harmless(desk, issue) is not None


def test_a_very_long_form_is_no_harm(desk: FormDesk) -> None:
    issue = desk.asks(words="字" * 60_000)
    _harmless(desk, issue)
    pull = desk.pull(issue)
    assert pull is not None
    assert desk.statuses(pull.head)["check"] == "failure"

    issue = desk.asks(words="x\n" * 10_000 + "y")
    assert desk.pull(issue) is not None

    issue = desk.asks(words="x\n---\n" * 10_000)
    assert "there are more than 50" in desk.kept(issue)


def test_names_of_branches_and_people_are_only_read(desk: FormDesk) -> None:
    """A pull request of another branch is none of ours, whatever it is called."""
    issue = desk.asks(words="Hello")
    ours = desk.pull(issue)
    assert ours is not None
    for branch in ("mergecast/draft-1;id", "mergecast/draft-01", f"x/draft-{issue}"):
        number = desk.github.number()
        desk.github.pulls[number] = Pull(number, "mallory", ours.head, branch=branch)

        assert desk.says(number, "/text Buy", who="mei") == ""

    fork = desk.github.number()
    desk.github.pulls[fork] = Pull(
        *(fork, "mallory", ours.head),
        branch=f"mergecast/draft-{issue}",
        head_repository="mallory/social",
        state="closed",
    )
    assert desk.says(fork, "/text Buy", who="mei") == ""
    del desk.github.pulls[fork]
    assert "Hello" in desk.file(issue)[1]


def test_what_the_job_prints_is_no_order_to_the_runner(desk: FormDesk) -> None:
    issue = desk.asks(words="::error::x\n##[set-env name=A]b", when="::error::x")
    done = desk.edits(issue, accounts="##[error]x\n::error::y")

    _job(done.out + done.err)


_EVENT: dict[str, Any] = {
    "action": "opened",
    "issue": {
        "number": 12,
        "user": {"login": "mei", "id": 1001, "type": "User"},
        "body": "### Words\n\nHello",
        "labels": [{"name": "mergecast-draft"}],
        "state": "open",
        "created_at": "2026-11-22T08:00:00Z",
        "updated_at": "2026-11-22T08:00:00Z",
    },
    "sender": {"login": "mei", "id": 1001, "type": "User"},
    "repository": {"private": True},
}


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("action",), None, "'action' is missing"),
        (("action",), "opened; id", "'action' is missing"),
        (("sender",), None, "'sender' is missing"),
        (("sender", "login"), "a b", "'sender.login' is no login"),
        (("sender", "login"), "../x", "'sender.login' is no login"),
        (("sender", "id"), "1", "'sender.id' is no whole number"),
        (("issue",), [], "'issue' is missing"),
        (("issue", "number"), -1, "'issue.number' is no whole number"),
        (("issue", "number"), 10**30, "'issue.number' is no whole number"),
        (("issue", "number"), True, "'issue.number' is no whole number"),
        (("issue", "number"), 1.5, "'issue.number' is no whole number"),
        (("issue", "body"), {"x": 1}, "'issue.body' is no text"),
        (("issue", "body"), "x" * 300_000, "has 300000 characters of at most 262144"),
        (("issue", "user"), {"login": "x"}, "'issue.user.id' is no whole number"),
        (("issue", "created_at"), "yesterday", "'issue.created_at' is no instant"),
        (("issue", "created_at"), "2026-11-22", "'issue.created_at' is no instant"),
        (("repository",), "acme/social", "'repository' is missing"),
        (("comment",), "x", "'comment' is missing"),
    ],
)
def test_an_odd_event_is_a_sentence(
    place: tuple[str, ...], value: object, said: str
) -> None:
    told = json.loads(json.dumps(_EVENT))
    inner = told
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value

    with pytest.raises(UsageError) as error:
        event(parsed(json.dumps(told).encode()))

    assert said in error.value.message


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'"x"', b"{}"),
        b" " * 5_000_001,
    ],
)
def test_a_file_that_is_no_event_is_a_sentence(raw: bytes) -> None:
    with pytest.raises(UsageError):
        event(parsed(raw))


def test_an_odd_event_ends_the_command_without_a_traceback(desk: FormDesk) -> None:
    desk.strict = False

    done = desk.delivers(b'{"action": "::error::\\n##[x]"}')

    assert done.code == 2
    assert "the event cannot be used" in done.err
    _job(done.out + done.err)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "login", "number", "body"]), inner)
    ),
    max_leaves=6,
)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    changes=st.dictionaries(
        st.sampled_from(["action", "issue", "sender", "repository", "comment"]), _JSON
    ),
    inner=st.dictionaries(st.sampled_from(sorted(_EVENT["issue"])), _JSON),
)
def test_any_json_is_an_event_or_a_sentence(
    changes: dict[str, object], inner: dict[str, object]
) -> None:
    told = {**_EVENT, "issue": {**_EVENT["issue"], **inner}, **changes}
    try:
        event(parsed(json.dumps(told).encode()))
    except UsageError:
        return
