"""What can be asked for by a comment or a button, and how each of it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mergecast.alarms.alarm import key_of, scope_of
from mergecast.alarms.events import Asked
from mergecast.alarms.orders import RESOLVES, Verb
from mergecast.alarms.ports import Issue
from mergecast.approvals.ports import Yes
from mergecast.cli.notices.alarming import Office
from mergecast.cli.orders.deeds_proposed import propose_move, propose_retraction
from mergecast.cli.settling.freezing import freeze as stop
from mergecast.cli.settling.resolving import record_answer
from mergecast.cli.starting.shipped import is_ours
from mergecast.cli.warroom.thawing import Thaw, thaw
from mergecast.dispatch.resolving import Answer
from mergecast.dispatch.stops import Order
from mergecast.errors import MergecastError, UsageError, WorkspaceError
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.renderers.acted import (
    HELP,
    STARTED,
    Next,
    resolved_answer,
    stopped_answer,
)
from mergecast.renderers.sinks import Saying
from mergecast.repository.trees import WorkTree

WORKFLOW = "publish.yml"
_GOES_ON = frozenset({Verb.RESEND, Verb.POSTED})
"""After these something may be due: the part itself, or the next of its thread."""


def carry_out(office: Office, asked: Asked, issue: Issue | None) -> Saying:
    """Do what is asked for; gives the answer.

    Args:
        office: of the workspace.
        asked: by somebody who may.
        issue: below which it was asked; None for a button.

    Raises:
        MergecastError: it cannot be done.
    """
    return _WAYS[asked.order.verb or Verb.HELP](Deed(office, asked), issue)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is asked for."""

    office: Office
    asked: Asked

    def resolve(self, issue: Issue | None) -> Saying:
        """Record how a part stands."""
        order = self.asked.order
        if order.verb is Verb.POSTED and order.url is None:
            raise UsageError(
                "the link is missing", hint="copy it from the post: /posted LINK"
            )
        verb = order.verb or Verb.HELP
        answer = Answer(
            self._key(issue),
            RESOLVES[verb],
            self._reason(),
            self.asked.login,
            url=order.url if verb is Verb.POSTED else None,
            said=self.asked.at,
        )
        report = record_answer(self.office.session, answer)
        return resolved_answer(report, self._next() if verb in _GOES_ON else None)

    def _key(self, issue: Issue | None) -> Key:
        """The part that the issue is about, or another part of that very post."""
        named = self.asked.order.key
        own = key_of(issue.mark.id) if issue else named
        if own is None:
            raise UsageError(
                "this is about no post" if issue else "the post is missing",
                hint="write it below the issue of that post, or name its id",
            )
        if named is not None and named.post != own.post:
            raise UsageError(
                f"'{named}' is another post than '{own.post}', which this is about",
                hint="write it below the issue of that post",
            )
        return named or own

    def _reason(self) -> str:
        way = "comment" if self.asked.issue else "button"
        return self.asked.order.reason or f"by {way} of @{self.asked.login}"

    def freeze(self, issue: Issue | None) -> Saying:
        """Stop something, everything unless it is named."""
        del issue
        scopes = (self.asked.order.scope or "all",)
        order = Order(EventKind.FREEZE, scopes, self._reason(), self.asked.login)
        return stopped_answer(stop(self.office.session, order))

    def thaw(self, issue: Issue | None) -> Saying:
        """Let go on what the issue is about, or what is named."""
        scope = self.asked.order.scope or (scope_of(issue.mark.id) if issue else None)
        if scope is None:
            raise UsageError(
                "what is to go on was not said", hint="name it, as in /thaw all"
            )
        order = Thaw((scope,), self._reason(), self.asked.login, self._said())
        change = thaw(self.office.session, order)
        return stopped_answer(change, self._next() if change.done else None)

    def _said(self) -> Yes | None:
        """Who presses a button is proved by the forge; comments are read there."""
        one = self.asked
        if one.issue is not None:
            return None
        at = one.at or self.office.now
        user = str(one.user)
        return Yes(one.login, "", None, "", at=at, login=one.login, user_id=user)

    def publish(self, issue: Issue | None) -> Saying:
        """Start a run."""
        del issue
        self._start()
        return STARTED

    def _next(self) -> Next:
        """Start the run that goes on with it; what was asked for is done either way."""
        try:
            self._start()
        except MergecastError as error:
            return Next(error.message)
        return Next()

    def _start(self) -> None:
        self._ensure_ours()
        api = self.office.github.api
        body = {"ref": self.office.settings.publishing.branch}
        path = ("actions", "workflows", WORKFLOW, "dispatches")
        try:
            api.write("POST", *path, body=body)
        except WorkspaceError as error:
            hint = f"start {WORKFLOW} by hand; the job's token needs `actions: write`"
            raise WorkspaceError(error.message, hint=hint) from error

    def _ensure_ours(self) -> None:
        """Stop where a workflow of this name is something else."""
        path = f".github/workflows/{WORKFLOW}"
        raw = WorkTree(self.office.session.workspace).read(path)
        if raw is not None and not is_ours(WORKFLOW, raw.decode("utf-8", "replace")):
            raise WorkspaceError(
                f"'{path}' is not mergecast's, so nothing was started",
                hint="give it another name, then run `mergecast init --update --yes`",
            )

    def move(self, issue: Issue | None) -> Saying:
        """Propose another time."""
        return propose_move(self.office, self.asked, self._key(issue).post)

    def retract(self, issue: Issue | None) -> Saying:
        """Propose to take the post back."""
        post = self._key(issue).post
        return propose_retraction(self.office, self.asked, post, self._reason())

    def help(self, issue: Issue | None) -> Saying:
        """What can be asked for."""
        del issue
        return HELP


_WAYS: Mapping[Verb, Callable[[Deed, Issue | None], Saying]] = {
    **dict.fromkeys(RESOLVES, Deed.resolve),
    Verb.FREEZE: Deed.freeze,
    Verb.THAW: Deed.thaw,
    Verb.PUBLISH: Deed.publish,
    Verb.MOVE: Deed.move,
    Verb.RETRACT: Deed.retract,
    Verb.HELP: Deed.help,
}
