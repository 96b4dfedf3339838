"""The evaluator says what GitHub says, and refuses what it does not know."""

from __future__ import annotations

import pytest
from workflows.expressions import Scope, UnknownExpressionError

EVENT = {
    "repository": {"fork": False},
    "issue": {"labels": [{"name": "bug"}, {"name": "Mergecast"}], "pull_request": None},
    "comment": {"body": "/resend now"},
}
SCOPE = Scope(
    {
        "github": {"event": EVENT, "repository": "acme/social", "event_name": "push"},
        "inputs": {"scope": "all"},
        "secrets": {},
    },
    {"success": True, "always": True, "failure": False, "cancelled": False},
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("github.event.repository.fork == false", True),
        ("github.event.nothing.fork == false", True),
        ("github.repository == 'ACME/social'", True),
        ("github.repository != 'acme/social'", False),
        ("contains(github.event.issue.labels.*.name, 'mergecast')", True),
        ("contains(github.event.issue.labels.*.name, 'merge')", False),
        ("contains('a mergecast', 'MERGE')", True),
        ("startsWith(github.event.comment.body, '/')", True),
        ("!github.event.issue.pull_request", True),
        ("!github.event.issue.pull_request && false || true", True),
        ("'' || 'other'", "other"),
        ("'it''s'", "it's"),
        ("null == 0", True),
        ("'1' == 1", True),
        ("'a' == 1", False),
        ("inputs.scope", "all"),
        ("secrets.NONE", None),
        ("(true && (false || true)) == true", True),
    ],
)
def test_an_expression_comes_to_what_github_says(text: str, value: object) -> None:
    assert SCOPE.value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("toJSON(github)", "github.nothing", "vars.x", "a b", "github.event[0]"),
        *("'open", "true &&", "hashFiles('x')", "github.event.a > 1", "", "1 2"),
    ],
)
def test_what_is_not_known_is_no_guess(text: str) -> None:
    with pytest.raises(UnknownExpressionError):
        SCOPE.value(text)


def test_text_is_put_together_from_what_it_inserts() -> None:
    told = SCOPE.text("a-${{ inputs.scope }}-${{ github.event.repository.fork }}-b")

    assert told == "a-all-false-b"


@pytest.mark.parametrize(
    ("condition", "after_failure"),
    [(None, False), ("true", False), ("always()", True), ("always() && false", False)],
)
def test_after_a_failure_only_what_asks_for_it_goes_on(
    condition: str | None, *, after_failure: bool
) -> None:
    status = {**SCOPE.status, "success": False, "failure": True}

    assert Scope(SCOPE.contexts, status).holds(condition) is after_failure
