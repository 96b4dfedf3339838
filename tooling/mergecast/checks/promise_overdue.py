"""What people said they would do is done by the day they named.

An action in playbooks/minutes/ stays open until `done` has a day, and is carried over
from meeting to meeting; a proposal in playbooks/decisions/ is decided when nobody spoke
against it by `answer_by`. After these days somebody has to see to it.

Passes::

    # playbooks/minutes/2026-11-16-weekly.yaml
    meeting: weekly
    day: 2026-11-16
    actions: [{do: write the thread, who: mei, due: 2026-11-20, done: 2026-11-19}]

Fails::

    # playbooks/minutes/2026-11-16-weekly.yaml
    meeting: weekly
    day: 2026-11-16
    actions: [{do: write the thread, who: mei, due: 2026-11-20}]

Fails::

    # playbooks/decisions/0003-one-hashtag.yaml
    number: "0003"
    title: One hashtag at most
    state: proposed
    day: 2026-11-10
    answer_by: 2026-11-17
    because: More look like noise.
    decision: One hashtag at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.process import Decision, Minutes
from mergecast.source import Place

ID = "promise-overdue"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Compare every promised day with today."""
    books, today = context.workspace.playbooks, present.now.date().isoformat()
    for minutes in books.minutes:
        yield from _actions(minutes, today)
    for decision in books.decisions:
        yield from _proposal(decision, today)


def _actions(minutes: Minutes, today: str) -> Iterator[Remark]:
    for number, action in enumerate(minutes.actions):
        if action.done is None and action.due is not None and action.due < today:
            yield Remark(
                Place(minutes.path, ("actions", number, "due")),
                f"'{action.do}' was to be done by {action.due}",
                hint="write 'done' with its day, or another day to 'due'",
                owner=action.who,
            )


def _proposal(decision: Decision, today: str) -> Iterator[Remark]:
    due = decision.answer_by
    if decision.state == "proposed" and due is not None and due < today:
        yield Remark(
            Place(decision.path, ("answer_by",)),
            f"decision {decision.number} waited for answers until {due}",
            hint="write 'accepted' or 'rejected' to 'state', or give it another day",
            owner=decision.by[0] if decision.by else "",
        )
