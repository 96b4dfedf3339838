"""What GitHub's REST has no word for: drafts become ready, issues are pinned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forge.github.description import Json
    from forge.github.state import FakeGitHub

MUTATE = "/graphql"
_MUTATION = re.compile(
    r"mutation\(\$id: ID!\) \{ "
    r"(markPullRequestReadyForReview|convertPullRequestToDraft)"
    r"\(input: \{pullRequestId: \$id\}\) \{ pullRequest \{ isDraft \} \} \}"
)


_PIN = re.compile(
    r"mutation\(\$id: ID!\) \{ pinIssue\(input: \{issueId: \$id\}\) "
    r"\{ issue \{ isPinned \} \} \}"
)
_MOST = 3


def mutated(github: FakeGitHub, body: Json) -> tuple[int, Json]:
    """Carry out one of them; what goes wrong is said with status 200, as there."""
    if _PIN.fullmatch(body["query"]):
        return _pinned(github, body["variables"].get("id", ""))
    asked = _MUTATION.fullmatch(body["query"])
    number = body["variables"].get("id", "").removeprefix("PR_")
    pull = github.pulls.get(int(number)) if number.isdecimal() else None
    if asked is None or pull is None:
        return 200, {"data": None, "errors": [{"message": "Could not resolve"}]}
    pull.draft = asked[1] == "convertPullRequestToDraft"
    answer = {asked[1]: {"pullRequest": {"isDraft": pull.draft}}}
    return 200, {"data": answer}


def _pinned(github: FakeGitHub, node: str) -> tuple[int, Json]:
    number = int(node.removeprefix("I_"))
    full = len(github.pinned) >= _MOST
    if number not in github.issues or number in github.pinned or full:
        return 200, {"data": None, "errors": [{"message": "Maximum 3 pinned issues"}]}
    github.pinned.append(number)
    return 200, {"data": {"pinIssue": {"issue": {"isPinned": True}}}}
