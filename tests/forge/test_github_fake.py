"""The fake cannot drift: whatever it answers is what GitHub's description promises."""

from __future__ import annotations

import pytest
from forge.github.description import excerpt, least, unlike_answer
from forge.github.fake import _ANSWERS, FakeGitHub, Pull, Review, respond


def _full() -> FakeGitHub:
    github = FakeGitHub()
    for login in ("mei", "aisyah", "acme-bot"):
        github.person(login, kind="Bot" if login.endswith("bot") else "User")
    pull = Pull(
        7, "mei", head="b" * 40, merge_commit="c" * 40, merged_at="2026-11-21T09:00:00Z"
    )
    pull.reviews = [
        Review("aisyah", "APPROVED", "b" * 40),
        Review("gone", "DISMISSED", None),
    ]
    pull.commits = [("b" * 40, "mei", "calendar: a post"), ("d" * 40, None, "x")]
    pull.files = ["calendar/2026/11/24-launch.yaml"]
    pull.head_repository = None
    github.pulls[7] = pull
    github.pulls_of["c" * 40] = [7]
    github.trees["b" * 40] = {"calendar/a.yaml": ("100644", "e" * 40)}
    github.blobs["e" * 40] = "文\n".encode()
    github.comments[7] = [{"id": 9, "body": "hello"}]
    return github


_PATHS = {
    "owner": "acme",
    "repo": "social",
    "pull_number": "7",
    "issue_number": "7",
    "commit_sha": "c" * 40,
    "tree_sha": "b" * 40,
    "file_sha": "e" * 40,
    "comment_id": "9",
    "username": "aisyah",
    "sha": "b" * 40,
}
_BODIES = {
    "requested_reviewers": b'{"reviewers": ["aisyah"]}',
    "comments": b'{"body": "hi"}',
    "{comment_id}": b'{"body": "hi"}',
    "{sha}": b'{"state": "success", "context": "mergecast"}',
    "check-runs": b'{"name": "mergecast", "head_sha": "bb", "conclusion": "success"}',
}


@pytest.mark.parametrize("name", _ANSWERS)
def test_each_answer_is_as_github_describes_it(name: str) -> None:
    method, _, template = name.partition(" ")
    raw = b"" if method == "GET" else _BODIES[template.rpartition("/")[2]]

    status, _, body = respond(_full(), method, template.format(**_PATHS), raw)

    assert status == excerpt()["operations"][name]["status"]
    assert body


@pytest.mark.parametrize("name", excerpt()["schemas"])
def test_the_least_value_of_a_schema_is_valid(name: str) -> None:
    operations = excerpt()["operations"]
    operations["x"] = {"response": {"$ref": f"#/components/schemas/{name}"}}
    try:
        assert unlike_answer("x", least(excerpt()["schemas"][name])) == []
    finally:
        del operations["x"]
