"""Who asked for a thaw below the issue of a freeze: GitHub proves who wrote a comment.

A comment can be edited by others with write access, who do not become its author. So
one that was edited counts no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.alarms.orders import Verb, of_comment
from mergecast.approvals.ports import Yes
from mergecast.forge.github_answer import Json
from mergecast.forge.github_issues import GitHubIssues
from mergecast.forge.github_talk import may_write
from mergecast.model.freeze import Freeze


@dataclass(frozen=True, slots=True)
class Thaws:
    """The comments below the issues of freezes."""

    issues: GitHubIssues

    def yeses(self, freeze: Freeze, digest: str) -> tuple[Yes, ...]:
        """Who asked for the end of this very freeze, the oldest first.

        Raises:
            ForgeAwayError, ForgeRefusedError: GitHub does not tell.
        """
        found: list[Yes] = []
        for issue in self.issues.all():
            if issue.mark.id == f"freeze:{freeze.scope}":
                found += self._of(issue.number, freeze, digest)
        return tuple(sorted(found, key=lambda yes: (yes.at or freeze.at, yes.commit)))

    def _of(self, number: int, freeze: Freeze, digest: str) -> Iterator[Yes]:
        for each in self.issues.api.pages("issues", number, "comments"):
            said = _said(each, freeze)
            if said is not None:
                login, user, at, ident = said
                yield Yes(
                    login,
                    "",
                    digest,
                    "",
                    at=at,
                    login=login,
                    user_id=user,
                    may_write=may_write(self.issues, login),
                    review=f"comment {ident}",
                )


def _said(told: Json, freeze: Freeze) -> tuple[str, str, datetime, str] | None:
    """Login, number, instant and id of a comment that asks for it; None of others."""
    if not isinstance(told, Mapping) or not isinstance(told.get("user"), Mapping):
        return None
    user, body = told["user"], told.get("body")
    at = _instant(told.get("created_at"))
    if user.get("type") == "Bot" or not isinstance(body, str) or at is None:
        return None
    if told.get("updated_at") not in {None, told.get("created_at")}:
        return None
    asked = of_comment(body)
    if asked is None or asked.verb is not Verb.THAW:
        return None
    # GitHub counts in whole seconds.
    early = at < freeze.at.replace(microsecond=0)
    if early or asked.scope not in {None, freeze.scope}:
        return None
    return str(user.get("login")), str(user.get("id")), at, str(told.get("id"))


def _instant(text: Json) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
