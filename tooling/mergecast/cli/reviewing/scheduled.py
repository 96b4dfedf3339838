"""The posts of the publishing branch that are still to go out in the days ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from mergecast.approvals.policy import NotApproved
from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.approving.policy_wiring import Standing, standing
from mergecast.cli.publishing.planning import NoLedger
from mergecast.cli.record.reaching import record
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.dispatch.decision import Verb
from mergecast.dispatch.ports import Recent
from mergecast.dispatch.target import Target
from mergecast.loading.due import CommitCalendar

_TO_COME = frozenset({Verb.WAIT, Verb.PUBLISH, Verb.FROZEN})
"""What happens to a post that no person and nothing on record has settled."""


@dataclass(frozen=True)
class Ground:
    """The publishing branch now, the ledger, and the policy in force."""

    session: Session
    source: Published
    view: Recent
    stands: Standing

    @cached_property
    def approvals(self) -> Approvals:
        """What asks the forge, each thing once."""
        return Approvals(self.source, self.stands.policy, self.session.now)


@dataclass(frozen=True, slots=True)
class Due:
    """One post, by the first of its targets, and when it is to be out."""

    target: Target
    at: datetime
    accounts: tuple[str, ...]


def ground(session: Session) -> Ground:
    """What a look ahead rests on.

    Raises:
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    source = published(session.workspace)
    known = record(session, source)
    stands = standing(source, known, session.now())
    return Ground(session, source, known or NoLedger(), stands)


def scheduled(ground: Ground, ahead: timedelta) -> list[Due]:
    """Every post that goes out between now and then, the soonest first.

    Raises:
        MergecastError: the calendar cannot be read.
    """
    from mergecast.dispatch.pace import Rules, decisions  # noqa: PLC0415 - if any

    now = ground.session.now()
    calendar = CommitCalendar(ground.source.tree, ground.source.space, ahead)
    found = calendar.read(ground.view.tick(), now)
    publishing = ground.source.space.settings.publishing
    # Only what is on record and on the clock decides: approvals are looked at later.
    rules = Rules(lambda _target: NotApproved(""), publishing, now, ask_ahead=False)
    by_post: dict[str, list[Target]] = {}
    for each in decisions(found.targets, ground.view, rules):
        if each.verb in _TO_COME and each.target.retract is None:
            by_post.setdefault(each.target.post.name, []).append(each.target)
    posts = [_due(targets) for targets in by_post.values()]
    due = [each for each in posts if each is not None and now < each.at <= now + ahead]
    return sorted(due, key=lambda each: (each.at, each.target.post.name))


def _due(targets: list[Target]) -> Due | None:
    first = targets[0]
    at = first.schedule.at or first.schedule.until
    keys = tuple(each.account.key for each in targets)
    return None if at is None else Due(first, at, keys)
