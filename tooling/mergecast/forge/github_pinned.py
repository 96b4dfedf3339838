"""The one pinned issue on GitHub: found again by its mark, made once, kept up to date.

Only what a program opened counts, or who the token belongs to: anybody may write what
looks like a mark. REST has no word for pinning, so that goes by GraphQL; GitHub keeps
three issues pinned, and a fourth is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from mergecast.alarms.pinned import Pinned, head_of, is_ours
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_issues import GitHubIssues

LABEL = "mergecast-calendar"
_COLOUR = "0e8a16"
_TOLD = "today and the week ahead; kept up to date by mergecast"
_LATELY = timedelta(days=14)
"""A run that broke off is followed by the next one long before that."""
_PIN = "mutation($id: ID!) { pinIssue(input: {issueId: $id}) { issue { isPinned } } }"


@dataclass(frozen=True, slots=True)
class GitHubBoard:
    """The issues of a repository, of which one is ours."""

    api: GitHubApi
    now: datetime

    def find(self) -> Pinned | None:
        """The oldest that is open, or else the newest that is closed.

        Raises:
            ForgeAwayError: GitHub gives no answer, or not all of it.
            ForgeRefusedError: the token may not read issues.
        """
        found = [*self._all()]
        open_ = [each for each in found if each.is_open]
        if open_:
            return min(open_, key=lambda each: each.number)
        return max(found, key=lambda each: each.number, default=None)

    def make(self, title: str, body: str) -> Pinned:
        """Open it; of two that were opened at once the first stays.

        Raises:
            ForgeAwayError: no clear answer; the next run finds it if it was made.
            ForgeRefusedError: the token may not open issues.
        """
        self._label()
        told: dict[str, Json] = {"title": title, "body": body, "labels": [LABEL]}
        made = self._ours(self.api.write("POST", "issues", body=told))
        if made is None:
            raise ForgeAwayError("GitHub's answer about a new issue is not whole")
        first = self.find()
        if first is not None and first.is_open and first.number < made.number:
            shut = {"state": "closed", "state_reason": "not_planned"}
            self.api.write("PATCH", "issues", made.number, body=shut)
            return first
        return made

    def change(self, issue: Pinned, title: str, body: str) -> None:
        """Bring it up to date, and open it again where it was closed.

        Raises:
            ForgeAwayError: no clear answer; the next run does it again.
            ForgeRefusedError: the token may not write issues.
        """
        told = {"title": title, "body": body, "state": "open"}
        self.api.write("PATCH", "issues", issue.number, body=told)

    def pin(self, issue: Pinned) -> bool:
        """Keep it above all others; whether GitHub did.

        Raises:
            ForgeAwayError: no clear answer.
        """
        try:
            self.api.query(_PIN, id=issue.node)
        except ForgeRefusedError:
            return False
        return True

    def heads(self, issue: Pinned) -> list[str]:
        """The commits up to which our comments of the last days tell.

        Raises:
            ForgeAwayError, ForgeRefusedError: as above.
        """
        since = (self.now - _LATELY).strftime("%Y-%m-%dT%H:%M:%SZ")
        judge = GitHubIssues(self.api, self.now)
        found = []
        for each in self.api.pages("issues", issue.number, "comments", since=since):
            body = _get(each, "body")
            head = head_of(body) if isinstance(body, str) else None
            if head is not None and judge.is_mine(each):
                found.append(head)
        return found

    def say(self, issue: Pinned, text: str) -> str:
        """Comment on it; gives the comment's address.

        Raises:
            ForgeAwayError: no clear answer: it may have been said.
            ForgeRefusedError: the token may not comment.
        """
        body = {"body": text}
        made = self.api.write("POST", "issues", issue.number, "comments", body=body)
        return str(_get(made, "html_url") or issue.url)

    def _all(self) -> list[Pinned]:
        listed = self.api.pages("issues", labels=LABEL, state="all")
        made = (self._ours(each) for each in listed)
        return [each for each in made if each is not None]

    def _ours(self, told: Json) -> Pinned | None:
        number, body, node = (
            _get(told, name) for name in ("number", "body", "node_id")
        )
        if type(number) is not int or not isinstance(body, str) or not is_ours(body):
            return None
        if _get(told, "pull_request") or not isinstance(node, str):
            return None
        if not GitHubIssues(self.api, self.now).is_mine(told):
            return None
        return Pinned(
            number,
            str(_get(told, "title")),
            body,
            str(_get(told, "html_url") or ""),
            node,
            is_open=_get(told, "state") == "open",
            dismissed=_get(told, "state_reason") == "not_planned",
        )

    def _label(self) -> None:
        """Give the label its colour before its first use; that it is there will do."""
        body = {"name": LABEL, "color": _COLOUR, "description": _TOLD}
        try:
            self.api.write("POST", "labels", body=body)
        except ForgeRefusedError as error:
            if error.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                raise


def _get(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None
