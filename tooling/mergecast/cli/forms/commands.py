"""Carry out the commands of a comment on a draft or on the issue that asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mergecast.cli.checking.check_posts import Asked as CheckAsked
from mergecast.cli.checking.check_posts import look
from mergecast.cli.forms.changing import Change, Outcome, change, propose
from mergecast.cli.forms.desk import Desk, Standing
from mergecast.cli.reviewing import proposing
from mergecast.editing.mending import mended
from mergecast.findings import Edit, Severity
from mergecast.inspection.place import at_commit
from mergecast.intake.draft import Draft
from mergecast.intake.fields import Field
from mergecast.intake.form import Form
from mergecast.intake.orders import Order, Orders, numbered
from mergecast.intake.said import Said, say
from mergecast.intake.trend import hurried
from mergecast.model.forge_event import Comment, Issue, Who
from mergecast.repository.refs import merge_base

_FIELDS: Mapping[str, Field] = {
    "text": Field.WORDS,
    "time": Field.WHEN,
    "account": Field.ACCOUNTS,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A comment with commands, and where it stands."""

    issue: Issue
    form: Form
    comment: Comment
    sender: Who
    orders: Orders

    def has(self, name: str) -> bool:
        """Whether a command is among them."""
        return any(order.name == name for order in self.orders.found)

    @property
    def changes(self) -> Change:
        """What the commands put in the place of the form's answers."""
        wish: dict[Field, str] = {}
        alts: dict[int, str] = {}
        more: dict[str, Any] = {}
        for order in self.orders.found:
            if order.name in _FIELDS:
                wish[_FIELDS[order.name]] = order.words
            elif order.name == "alt":
                number, words = numbered(order.words)
                alts[number] = words
            elif order.name == "trend":
                more = hurried(order.words) or {}
        when = self.comment.created
        return Change(self.sender, when, wish, alts, self.comment.id, more)

    @property
    def wants_change(self) -> bool:
        """Whether the file is to be another one."""
        return any(
            order.name in _FIELDS or order.name in {"alt", "trend", "accept"}
            for order in self.orders.found
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said to the comment, and what became of the draft (or nothing)."""

    said: tuple[Said, ...]
    outcome: Outcome | None = None


def carry_out(desk: Desk, standing: Standing, asked: Asked) -> Answered:
    """Do what the commands say, one kind after the other.

    Raises:
        MergecastError: git or the forge do not let it be done.
    """
    said: list[Said] = []
    outcome = None
    empty = next((o for o in asked.orders.found if _is_empty(o)), None)
    if empty is not None:
        return Answered((_missing(empty),))
    if asked.wants_change:
        outcome = change(desk, asked.issue, asked.form, standing, asked.changes)
        said += _of_change(asked, outcome)
    for name, what in (("fix", _fix), ("ready", _ready), ("close", _close)):
        if not asked.has(name):
            continue
        if said:  # something was done to it
            standing = desk.standing(asked.issue.number)
        if not standing.is_open:
            said.append(say("no-draft"))
            continue
        answered = what(desk, standing, asked)
        said += answered.said
        outcome = answered.outcome or outcome
    if asked.has("help"):
        said.append(say("help"))
    return Answered(tuple(said), outcome)


def _is_empty(order: Order) -> bool:
    words = numbered(order.words)[1] if order.name == "alt" else order.words
    if order.name == "trend":
        return hurried(words) is None
    return order.name in {"text", "alt"} and not words.strip()


def _missing(order: Order) -> Said:
    if order.name == "trend":
        return say("trend-scores")
    return say("words-missing") if order.name == "text" else say("alt-words")


def _of_change(asked: Asked, outcome: Outcome) -> list[Said]:
    """What was done, and what of it is not clear."""
    if outcome.proposed is None:
        return [*outcome.open, say("done-no-draft")]
    own = {*asked.changes.wish, *([Field.ALT] if asked.changes.alts else [])}
    asks = [outcome.asks[each] for each in Field if each in own & set(outcome.asks)]
    trouble = list(outcome.trouble) if Field.WORDS in own else []
    number = str(outcome.proposed.number)
    done = [say("done" if outcome.proposed.changed else "done-nothing", pull=number)]
    if asks and len(asks) == len(own):
        done = []  # none of it was clear
    return [*done, *asks, *trouble, *outcome.told]


def _fix(desk: Desk, standing: Standing, asked: Asked) -> Answered:
    """Make the edits that have one right answer, as `check --fix` does."""
    tip = standing.tip or ""
    start = merge_base(desk.base.git, desk.base.commit, tip)
    where = at_commit(desk.session.workspace, tip)
    seen = CheckAsked(changed=start, ref=tip)
    found, _ = look(desk.session, where, seen, lambda _done, _all: None)
    fixes = [each.fix for each in found if isinstance(each.fix, Edit)]
    edits = [each for each in fixes if each.place.path == standing.path]
    made = mended(standing.text, edits)
    if made.text == standing.text:
        return Answered((say("fixed-nothing"),))
    files = {standing.path: made.text.encode()}
    name = str((standing.data or {}).get("id"))
    kept = _last_lines(standing)
    wanted = Change(asked.sender, asked.comment.created)
    proposed = propose(
        desk, asked.issue, wanted, files, (name, f"Mend {name}\n\n{kept}")
    )
    review = proposing.reviewed(desk.session, desk.api, desk.base, proposed)
    after = desk.standing(asked.issue.number)
    outcome = Outcome(Draft(after.data, after.path), proposed, review)
    number = str(proposed.number)
    return Answered((say("fixed", count=str(len(made.done)), pull=number),), outcome)


def _last_lines(standing: Standing) -> str:
    """The lines of the last message by which a later job knows what was taken up."""
    return (
        standing.messages[0].partition("\n\n")[2].strip() if standing.messages else ""
    )


def _ready(desk: Desk, standing: Standing, asked: Asked) -> Answered:
    """Let colleagues review it, unless there is something to mend first."""
    from mergecast.forge.github_drafts import mark_ready  # noqa: PLC0415 - requests
    from mergecast.forge.github_proposals import Proposed  # noqa: PLC0415 - requests

    del asked
    if standing.pull.get("draft") is not True:
        return Answered((say("ready-already", pull=standing.number),))
    found = Proposed(int(standing.number), standing.tip or "", draft=True)
    review = proposing.reviewed(desk.session, desk.api, desk.base, found)
    draft = Draft(standing.data, standing.path)
    if any(e.severity is Severity.ERROR for e in proposing.findings(review)):
        return Answered((say("ready-not"),), Outcome(draft, found, review))
    mark_ready(desk.api, standing.pull)
    found = replace(found, draft=False)
    review = proposing.reviewed(desk.session, desk.api, desk.base, found)
    said = say("ready", pull=standing.number)
    return Answered((said,), Outcome(draft, found, review))


def _close(desk: Desk, standing: Standing, asked: Asked) -> Answered:
    """Drop the draft and the issue that asked for it."""
    from mergecast.forge.github_drafts import (  # noqa: PLC0415 - needs requests
        close_issue,
        set_pull_state,
    )

    set_pull_state(desk.api, int(standing.number), "closed")
    if asked.issue.open:
        close_issue(desk.api, asked.issue.number)
    return Answered((say("closed", pull=standing.number),))


def data_of(outcome: Outcome | None, standing: Standing) -> Mapping[str, Any] | None:
    """What the post's file says now."""
    return outcome.draft.data if outcome is not None else standing.data
