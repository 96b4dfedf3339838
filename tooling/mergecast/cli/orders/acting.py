"""What `mergecast act` does: who asks, may they, do it, answer; each order once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mergecast.alarms.alarm import key_of
from mergecast.alarms.events import Asked, asked
from mergecast.alarms.orders import Order
from mergecast.alarms.ports import Issue
from mergecast.cli.notices.alarming import Office
from mergecast.cli.orders.deeds import carry_out
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.errors import MergecastError, UsageError
from mergecast.renderers.acted import (
    HELP,
    NOT_ALLOWED,
    UNKNOWN,
    Acted,
    refused_answer,
)
from mergecast.renderers.sinks import MARKDOWN, Saying, fixed

if TYPE_CHECKING:
    from mergecast.forge.github_talk import Talk

SUMMARY = "GITHUB_STEP_SUMMARY"
_MARK = "<!-- mergecast-answer {} -->"
_NOT_DONE = "nothing was done"
_NONE_OF_OURS = "nothing was asked for: that issue is none of mergecast's"


def act(session: Session, event: object) -> Acted:
    """Carry out what an event asks for.

    Raises:
        MergecastError: it could not be known whether it may be done, or the one who
            asked could not be answered.
    """
    found = asked(event)
    if found is None:
        return Acted(fixed("nothing was asked for"))
    office = Office(session, published(session.workspace))
    here = office.github.api.repository
    if found.repository.casefold() != here.casefold():
        raise UsageError(
            f"the event is of another repository than '{here}'", not_done=_NOT_DONE
        )
    office.refuse_pretended_time()
    ask = Ask(office, found)
    return ask.by_button() if found.issue is None else ask.by_comment(found.issue)


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asks for something."""

    office: Office
    asked: Asked

    @property
    def order(self) -> Order:
        """What is asked for."""
        return self.asked.order

    def by_comment(self, number: int) -> Acted:
        """Do what a comment says, below an issue of ours."""
        from mergecast.forge.github_talk import Talk  # noqa: PLC0415 - needs requests

        github = self.office.github
        issue = github.one(number)
        if issue is None:
            return Acted(fixed(_NONE_OF_OURS))
        talk = Talk(github, number)
        said = talk.answers()
        comment = str(self.asked.comment)
        if any(line.startswith(f"<!-- mergecast-answer {comment} ") for line in said):
            return Acted(fixed("this comment was answered before; nothing was done"))
        if not self._may():
            return self._refuse(talk, said)
        if self.order.verb is None:
            return self._help(talk, said)
        acted = self._acted(issue)
        self._react("+1" if acted.done else "confused", talk)
        talk.answer(self._answer("done" if acted.done else "not", acted.answer))
        return acted

    def by_button(self) -> Acted:
        """Do what a form says; below the issue of that part it is said, too."""
        if not self._may():
            return self._outcome(NOT_ALLOWED, done=False, status=2)
        if self.order.verb is None:
            return self._outcome(HELP, done=False, status=2)
        acted = self._acted(None)
        _put_on_page(acted.answer)
        self._tell_below(acted)
        return acted

    def _may(self) -> bool:
        from mergecast.forge.github_talk import may_write  # noqa: PLC0415 - needs requests

        return may_write(self.office.github, self.asked.login)

    def _refuse(self, talk: Talk, said: list[str]) -> Acted:
        """Say it once below each issue: whoever asks again is no reason to write."""
        kind = f"refused:{self.asked.login}"
        if not any(line.endswith(f" {kind} -->") for line in said):
            talk.answer(self._answer(kind, NOT_ALLOWED))
        self._react("-1", talk)
        return self._outcome(NOT_ALLOWED, done=False)

    def _help(self, talk: Talk, said: list[str]) -> Acted:
        if not any(line.endswith(" help -->") for line in said):
            talk.answer(self._answer("help", UNKNOWN))
        self._react("confused", talk)
        return self._outcome(UNKNOWN, done=False)

    def _acted(self, issue: Issue | None) -> Acted:
        """Carry it out; what stands against it is an answer like another."""
        try:
            self._refuse_other_world(issue)
            return self._outcome(carry_out(self.office, self.asked, issue), done=True)
        except UsageError as error:
            status = 0 if issue else int(error.exit_code)
            return self._outcome(refused_answer(error), done=False, status=status)
        except MergecastError as error:
            status = int(error.exit_code)
            return self._outcome(refused_answer(error), done=False, status=status)

    def _outcome(self, answer: Saying, *, done: bool, status: int = 0) -> Acted:
        one = self.asked
        return Acted(answer, done, self.order.verb, one.login, one.issue, status)

    def _refuse_other_world(self, issue: Issue | None) -> None:
        rehearses = self.office.settings.rehearses
        if issue is not None and issue.mark.rehearsal is not rehearses:
            now = "a rehearsal" if rehearses else "live"
            raise UsageError(f"this is of another time; what is published now is {now}")

    def _answer(self, kind: str, text: Saying) -> str:
        mark = _MARK.format(f"{self.asked.comment or 'button'} {kind}")
        return f"{mark}\n@{self.asked.login} {text(MARKDOWN)}"

    def _react(self, what: str, talk: Talk) -> None:
        if self.asked.comment is not None:
            talk.react(self.asked.comment, what)

    def _tell_below(self, acted: Acted) -> None:
        from mergecast.forge.github_talk import Talk  # noqa: PLC0415 - needs requests

        key = self.order.key
        if key is None or not acted.done:
            return
        github = self.office.github
        for issue in github.all():
            about = key_of(issue.mark.id)
            if issue.is_open and about is not None and key.covers(about):
                Talk(github, issue.number).answer(self._answer("done", acted.answer))


def _put_on_page(answer: Saying) -> None:
    """Show it on the page of the job, which is where a button leads."""
    if name := os.environ.get(SUMMARY):
        with Path(name).open("a", encoding="utf-8", newline="\n") as page:
            page.write(answer(MARKDOWN))
