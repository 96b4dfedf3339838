"""Decide about what a plan looks at: by approvals, budgets, and what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.approving.policy_wiring import standing
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published
from mergecast.dispatch.budget import budgets_of, purse
from mergecast.dispatch.decision import Decision
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.ports import Recent
from mergecast.dispatch.target import Found
from mergecast.ledger.snapshot import Snapshot


def decided(
    session: Session,
    source: Published,
    found: Found,
    views: tuple[Recent, Snapshot | None],
    horizon: datetime | None,
) -> tuple[Sequence[Decision], tuple[str, ...]]:
    """What happens to each target, and what is to be known of the policy in force.

    Args:
        session: the global options.
        source: what is merged.
        found: the targets.
        views: what is on record, or stands for it; and the ledger, if there is one.
        horizon: up to when approvals are asked for; None for what is due.

    Raises:
        MergecastError: the policy or the ledger cannot be read.
    """
    view, known = views
    now = session.now()
    stands = standing(source, known, now)
    rules = Rules(
        Approvals(source, stands.policy, session.now),
        source.space.settings.publishing,
        now,
        horizon=horizon,
        purse=None if known is None else purse(budgets_of(source.space), known, now),
    )
    return decisions(found.targets, view, rules), tuple(stands.notes)
