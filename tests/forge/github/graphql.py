"""What GitHub's REST has no word for: a draft becomes ready, and back."""

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


def mutated(github: FakeGitHub, body: Json) -> tuple[int, Json]:
    """Carry out one of the two; what goes wrong is said with status 200, as there."""
    asked = _MUTATION.fullmatch(body["query"])
    number = body["variables"].get("id", "").removeprefix("PR_")
    pull = github.pulls.get(int(number)) if number.isdecimal() else None
    if asked is None or pull is None:
        return 200, {"data": None, "errors": [{"message": "Could not resolve"}]}
    pull.draft = asked[1] == "convertPullRequestToDraft"
    answer = {asked[1]: {"pullRequest": {"isDraft": pull.draft}}}
    return 200, {"data": answer}
