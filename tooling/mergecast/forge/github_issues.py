"""Alarms as issues on GitHub: found again by their mark, made once also in a race."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from http import HTTPStatus

from mergecast.alarms.marker import is_spoilt, read
from mergecast.alarms.ports import Issue, Step
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi

LABEL = "mergecast"
_COLOUR = "b60205"
_LATELY = timedelta(days=7)
"""What was closed before that and comes back is another matter."""


@dataclass(frozen=True)
class GitHubIssues:
    """The issues of a repository that alarms are in.

    Only what a program opened counts, or who the token belongs to: anybody may write
    what looks like a mark.
    """

    api: GitHubApi
    now: datetime
    spoilt: set[int] = field(default_factory=set)
    """Open ones of ours whose mark somebody changed: they are left alone."""

    def all(self) -> list[Issue]:
        """Those of ours that are open, or were closed lately.

        Raises:
            ForgeAwayError: GitHub gives no answer, or not all of it.
            ForgeRefusedError: the token may not read issues.
        """
        since = (self.now - _LATELY).strftime("%Y-%m-%dT%H:%M:%SZ")
        found = [
            *self.api.pages("issues", labels=LABEL, state="open"),
            *self.api.pages("issues", labels=LABEL, state="closed", since=since),
        ]
        made = (self._ours(each) for each in found)
        return [each for each in made if each is not None]

    def one(self, number: int) -> Issue | None:
        """An issue by its number; None where it is none of ours.

        Raises:
            ForgeAwayError: GitHub gives no answer.
        """
        try:
            told = self.api.read("issues", number)
        except ForgeRefusedError as error:
            if error.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                return None
            raise
        labels = {_get(each, "name") for each in _get(told, "labels") or ()}
        return self._ours(told) if LABEL in labels else None

    def make(self, step: Step) -> Issue:
        """Open an issue.

        Raises:
            ForgeAwayError: no clear answer; the next run finds it if it was made.
            ForgeRefusedError: the token may not open issues.
        """
        self._label()
        body = {"title": step.title, "body": step.body, "labels": [LABEL]}
        made = self._ours(self.api.write("POST", "issues", body=body))
        if made is None:
            raise ForgeAwayError("GitHub's answer about a new issue is not whole")
        self._assign(made.number, step)
        return made

    def change(self, issue: int, step: Step) -> None:
        """Bring an issue up to date, then say what there is to say.

        Raises:
            ForgeAwayError: no clear answer; the next run does it again.
            ForgeRefusedError: the token may not write issues.
        """
        body: dict[str, Json] = {"title": step.title, "body": step.body}
        if step.close is not None:
            body["state"] = "closed" if step.close else "open"
            body["state_reason"] = "completed" if step.close else "reopened"
        self.api.write("PATCH", "issues", issue, body=body)
        if step.comment:
            said = {"body": step.comment}
            self.api.write("POST", "issues", issue, "comments", body=said)
        self._assign(issue, step)

    def _assign(self, number: int, step: Step) -> None:
        """Whom GitHub does not assign is mentioned all the same, which is enough."""
        if step.assign:
            body = {"assignees": list(step.assign)[:10]}
            with contextlib.suppress(ForgeRefusedError):
                self.api.write("POST", "issues", number, "assignees", body=body)

    def _label(self) -> None:
        """Give the label its colour before its first use."""
        try:
            self.api.read("labels", LABEL)
        except ForgeRefusedError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            told = "a person has to see to it; opened and closed by mergecast"
            body = {"name": LABEL, "color": _COLOUR, "description": told}
            try:
                self.api.write("POST", "labels", body=body)
            except ForgeRefusedError as late:
                if late.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                    raise

    def _ours(self, told: Json) -> Issue | None:
        number, body = _get(told, "number"), _get(told, "body")
        if type(number) is not int or not isinstance(body, str):
            return None
        mark = read(body)
        if _get(told, "pull_request") or (mark is None and not is_spoilt(body)):
            return None
        if not self.is_mine(told):
            return None
        if mark is None:
            if _get(told, "state") == "open":
                self.spoilt.add(number)
            return None
        return Issue(
            number,
            mark,
            str(_get(told, "title")),
            body,
            str(_get(told, "html_url") or ""),
            is_open=_get(told, "state") == "open",
            dismissed=_get(told, "state_reason") == "not_planned",
        )

    def is_mine(self, told: Json) -> bool:
        """Whether a program wrote an issue or comment, or who the token belongs to."""
        if _get(told, "user", "type") == "Bot":
            return True
        login = _get(told, "user", "login")
        return isinstance(login, str) and login == self._me

    @cached_property
    def _me(self) -> str | None:
        return self.api.login()


def _get(value: Json, *names: str) -> Json:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
